import type { LinkEnd, RenderingContext } from '@occi/core'
import { toOctets } from './octets.ts'

/** Where the service is. */
export type Base = Pick<RenderingContext, 'publicUrl' | 'prefix'>

/** A path of the service as clients see it, from `/`. */
export function pathOf(location: string, { prefix }: Pick<Base, 'prefix'>): string {
  return escaped(prefix + location)
}

/** The URL of a path of the service. */
export function urlOf(location: string, { publicUrl }: Pick<Base, 'publicUrl'>): string {
  return escaped(publicUrl + location)
}

/** The end of a Link: from `/` inside the service, as it is outside. */
export function endOf({ location }: LinkEnd, base: Pick<Base, 'prefix'>): string {
  return location.startsWith('/') ? pathOf(location, base) : escaped(location)
}

/** Percent-encodes what is no part of a URI or would end one in text: clients split lists at every comma. */
function escaped(uri: string): string {
  return /[^!-~]|["<>\\,]/.test(uri) ? toOctets(uri).replace(/[^!-~]|["<>\\,]/g, percent) : uri
}

function percent(octet: string): string {
  return `%${octet.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
}
