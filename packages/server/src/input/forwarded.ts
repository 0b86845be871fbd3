import type { HeaderFields, OcciRequest } from '@occi/core'
import { Rereadable } from './rereadable.ts'

/** Which proxies stand in front of a service. All of them must set these fields, or take away what a client sent under their names. */
export interface TrustedProxies {
  /** `forwarded`: RFC 7239; `x-forwarded`: `X-Forwarded-For`, `-Host` and `-Proto`. */
  readonly fields: 'forwarded' | 'x-forwarded'
  /** How many there are in a row; each adds whom it was asked by, so that what stands before that is the client's own saying. Missing: 1. */
  readonly hops?: number
}

/** What the outermost proxy says of the client. */
interface Said {
  readonly for?: string
  readonly host?: string
  readonly proto?: string
}

/** The request as the outermost trusted proxy got it: the client's address, the host and the scheme that were asked for. */
export function seenThrough(request: OcciRequest, trusted: TrustedProxies | undefined): OcciRequest {
  if (trusted === undefined) return request
  const { hops = 1, fields } = trusted
  const said = fields === 'forwarded' ? forwarded(request.headers, hops) : xForwarded(request.headers, hops)
  const peer = addressIn(said.for)
  const scheme = said.proto?.toLowerCase()
  return new Rereadable(request, {
    ...(peer === undefined ? {} : { peer }),
    ...(scheme === 'http' || scheme === 'https' ? { origin: request.origin.replace(/^https?/, scheme) } : {}),
    ...(said.host === undefined ? {} : { headers: new Map([...request.headers, ['host', [said.host]]]) }),
  })
}

/** The id that trusted proxies gave a request; `undefined`: none that is fit to be one. */
export function requestIdOf(
  { headers }: OcciRequest,
  trusted: TrustedProxies | undefined,
): string | undefined {
  const [id = ''] = (trusted && headers.get('x-request-id')) ?? []
  return /^[\w.:+/=-]{1,128}$/.test(id) ? id : undefined
}

/** RFC 7239 4: elements are separated by commas, pairs by semicolons; values may be quoted. */
function forwarded(headers: HeaderFields, hops: number): Said {
  const elements = (headers.get('forwarded') ?? []).join(',').match(/(?:[^",]|"(?:[^"\\]|\\.)*"?)+/g) ?? []
  const pairs = [
    ...(nth(elements, hops) ?? '').matchAll(/(?:^|;)\s*([a-z]+)\s*=\s*(?:"([^"]*)"|([^\s;"]*))/gi),
  ]
  return Object.fromEntries(
    pairs.map(([, name = '', quoted, plain]) => [name.toLowerCase(), quoted ?? plain]),
  )
}

function xForwarded(headers: HeaderFields, hops: number): Said {
  const said = (name: string) => {
    const values = (headers.get(`x-forwarded-${name}`) ?? []).flatMap((value) => value.split(','))
    const value = nth(values, hops)?.trim()
    return value === undefined || value === '' ? {} : { [name]: value }
  }
  return { ...said('for'), ...said('host'), ...said('proto') }
}

/** The entry that the outermost of the trusted proxies made; a field with fewer was set by one further in. */
function nth(entries: readonly string[], hops: number): string | undefined {
  return entries[Math.max(0, entries.length - hops)]
}

/** The address of a node, without port and brackets; `unknown` and made-up names (RFC 7239 6.3) are kept, they tell clients apart too. */
function addressIn(node: string | undefined): string | undefined {
  if (node === undefined || node === '') return undefined
  const [, bracketed] = /^\[([0-9A-Fa-f:.]+)\](?::\d+)?$/.exec(node) ?? []
  return (bracketed ?? node.replace(/^([\d.]+):\d+$/, '$1')).slice(0, 64)
}
