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

/** Writes the URLs of many paths: what is the same in all of them is looked at once. */
export function urlWriter({ publicUrl }: Pick<Base, 'publicUrl'>): (location: string) => string {
  const root = escaped(publicUrl)
  return (location) => root + escaped(location)
}

/** The end of a Link: from `/` inside the service, as it is outside. */
export function endOf({ location }: LinkEnd, base: Pick<Base, 'prefix'>): string {
  return location.startsWith('/') ? pathOf(location, base) : escaped(location)
}

/** Percent-encodes what is no part of a URI or would end one in text: clients split lists at every comma. */
function escaped(uri: string): string {
  return foreign.test(uri) ? toOctets(uri).replace(allForeign, percent) : uri
}

/** What is neither printable ASCII nor one of the five marks. One class, without alternatives, is matched several times as fast. */
const foreign = /[^!#-+\-.-;=?-[\]-~]/
const allForeign = new RegExp(foreign, 'g')

function percent(octet: string): string {
  return `%${octet.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
}
