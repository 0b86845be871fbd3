import type { LinkEnd, RenderingContext } from '@occi/core'

/** Where the service is, as paths need it. */
export type Base = Pick<RenderingContext, 'prefix'>

/** What can be asked of a page besides its path. */
export type Query = Readonly<Record<string, string | number | readonly string[] | undefined>>

/** A path of the service, as links of a page name it. */
export function pathTo(location: string, { prefix }: Base, query: Query = {}): string {
  return escapeUri(prefix + location) + queryOf(query)
}

/** What a Link's end leads to; `undefined` where it is nothing that a browser should follow (`javascript:`, `urn:`). */
export function hrefOfEnd({ location }: Pick<LinkEnd, 'location'>, base: Base): string | undefined {
  if (location.startsWith('/') && !location.startsWith('//')) return pathTo(location, base)
  return safeHref(location)
}

/** An absolute http or https URL, or a path from `/`, as it can stand in a link; `undefined` for anything else. */
export function safeHref(url: string): string | undefined {
  if (/^\/(?!\/)/.test(url) || /^https?:\/\//i.test(url)) return escapeUri(url)
  return undefined
}

/** A path that a form names to go back to, if it is one of this service. */
export function localPath(text: string | undefined): string | undefined {
  return text !== undefined && /^\/(?![/\\])[!-~]*$/.test(text) ? text : undefined
}

/** The place of a Category on the page of all of them. */
export function hrefOfCategory(id: string, base: Base): string {
  return `${pathTo('/-/', base)}#${encodeURIComponent(id)}`
}

function queryOf(query: Query): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    for (const one of [value ?? []].flat()) parameters.append(name, String(one))
  // `?new` rather than `?new=`.
  const text = parameters.toString().replace(/=(?=&|$)/g, '')
  return text === '' ? '' : `?${text}`
}

/** Percent-encodes what is no part of a URI. */
function escapeUri(uri: string): string {
  return uri.replace(/[^!-~]|["<>\\]/gu, (character) =>
    encodeURIComponent(/\p{Surrogate}/u.test(character) ? '\ufffd' : character),
  )
}
