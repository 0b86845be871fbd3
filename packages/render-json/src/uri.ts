import type { LinkEnd, RenderingContext } from '@occi/core'

/** Where the service is, as paths need it. */
export type Base = Pick<RenderingContext, 'prefix'>

/** A path of the service as clients see it, from `/`. */
export function pathOf(location: string, { prefix }: Base): string {
  return escaped(prefix + location)
}

/** The absolute URL of a path of the service. */
export function urlOf(location: string, { publicUrl }: Pick<RenderingContext, 'publicUrl'>): string {
  return escaped(publicUrl + location)
}

/** The end of a Link: from `/` inside the service, as it is outside. */
export function endOf({ location }: LinkEnd, base: Base): string {
  return location.startsWith('/') ? pathOf(location, base) : escaped(location)
}

/** Percent-encodes what is no part of a URI. */
function escaped(uri: string): string {
  return /[^!-~]|["<>\\]/.test(uri) ? uri.replace(/[^!-~]|["<>\\]/gu, percent) : uri
}

/** Half of a surrogate pair has no octets: it is written as the character for what is none. */
function percent(character: string): string {
  return encodeURIComponent(/\p{Surrogate}/u.test(character) ? '\ufffd' : character)
}
