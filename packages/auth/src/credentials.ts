import type { OcciRequest } from '@occi/core'

/** What an Authorization field holds (RFC 9110 11.4). */
export interface Credentials {
  /** In lower case: schemes are compared without case. */
  readonly scheme: string
  /** What follows the scheme. */
  readonly value: string
}

/** The credentials of each Authorization field, as sent. */
export function credentialsIn({ headers }: Pick<OcciRequest, 'headers'>): readonly Credentials[] {
  return (headers.get('authorization') ?? []).map(split)
}

/** The credentials of one scheme; `undefined` if there are none. */
export function credentialsOf(request: OcciRequest, scheme: string): string | undefined {
  return credentialsIn(request).find((one) => one.scheme === scheme)?.value
}

function split(field: string): Credentials {
  const text = field.trim()
  const blank = text.indexOf(' ')
  if (blank < 0) return { scheme: text.toLowerCase(), value: '' }
  return { scheme: text.slice(0, blank).toLowerCase(), value: text.slice(blank + 1).trim() }
}
