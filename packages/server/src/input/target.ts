import type { Catalog, Kind, Mixin } from '@occi/core'

/** What a path of the service stands for. */
export type Target =
  | { readonly sort: 'query-interface'; readonly path: string }
  | { readonly sort: 'kind'; readonly path: string; readonly category: Kind }
  | { readonly sort: 'mixin'; readonly path: string; readonly category: Mixin }
  | { readonly sort: 'root'; readonly path: string }
  | { readonly sort: 'unbound'; readonly path: string }
  | { readonly sort: 'entity'; readonly path: string }

/** The sorts of targets. */
export type TargetSort = Target['sort']

/** The query interface within the service (GFD.223 9). */
const queryInterfacePath = '/-/'
/** The query interface at the authority's root (GFD.223 9, RFC 5785), whatever the service's prefix. */
export const wellKnownPath = '/.well-known/org/ogf/occi/-/'

/** What a normalised path within the service stands for. */
export function targetOf(path: string, catalog: Catalog): Target {
  if (
    path === queryInterfacePath ||
    path === '/-' ||
    path === wellKnownPath ||
    `${path}/` === wellKnownPath
  ) {
    return { sort: 'query-interface', path: queryInterfacePath }
  }
  const collection = path.endsWith('/') ? path : `${path}/`
  const category = catalog.at(collection)
  // a Collection is served without its final slash too.
  if (category?.class === 'kind') return { sort: 'kind', path: collection, category }
  if (category?.class === 'mixin') return { sort: 'mixin', path: collection, category }
  if (path === '/') return { sort: 'root', path }
  return { sort: path.endsWith('/') ? 'unbound' : 'entity', path }
}
