import { OcciError } from '../errors.ts'
import type { Action } from '../model/action.ts'
import type { Kind } from '../model/kind.ts'
import type { Mixin } from '../model/mixin.ts'

/** A Kind, a Mixin or an Action. */
export type Category = Kind | Mixin | Action

/** Categories that come and go together; immutable. A {@link Catalog} is made of layers. */
export interface CategoryLayer {
  /** Differs from that of every other layer, so that what was made from it can be kept under it. */
  readonly version: string
  /** By type identifier: Kinds, Mixins and their Actions, in order of declaration. */
  readonly byId: ReadonlyMap<string, Category>
  /** By location. */
  readonly byLocation: ReadonlyMap<string, Kind | Mixin>
  /** Every path that some location lies below: `/a/` and `/` for `/a/b/`. */
  readonly above: ReadonlySet<string>
}

/**
 * Makes a layer; the Actions of its Categories come along.
 * @throws OcciError `invalid-definition` for a Category that is there twice, a location that is taken, or Kinds one inside the other's location
 */
export function createLayer(categories: Iterable<Kind | Mixin>): CategoryLayer {
  // Not a counter: a version outlives the process, in ETags that clients keep.
  return { version: crypto.randomUUID(), ...indexCategories(categories) }
}

/** The indexes of a layer. @throws OcciError as {@link createLayer} */
export function indexCategories(categories: Iterable<Kind | Mixin>): Omit<CategoryLayer, 'version'> {
  const byId = new Map<string, Category>()
  const byLocation = new Map<string, Kind | Mixin>()
  for (const category of categories) {
    if (byId.has(category.id))
      throw new OcciError('invalid-definition', `the Category ${category.id} is there twice`, {
        category: category.id,
      })
    byId.set(category.id, category)
    addLocation(byLocation, category)
  }
  checkOverlaps(byLocation)
  for (const { actions } of [...byId.values()].filter(isClassifying)) addActions(byId, actions)
  return { byId, byLocation, above: pathsAbove(byLocation.keys()) }
}

/** Whether a path is where the framework itself lives: the root, the query interface, well-known URIs. */
export function isReservedPath(path: string): boolean {
  return path === '/' || path.startsWith('/-/') || path.startsWith('/.well-known/')
}

function isClassifying(category: Category): category is Kind | Mixin {
  return category.class !== 'action'
}

function addLocation(byLocation: Map<string, Kind | Mixin>, category: Kind | Mixin): void {
  const { location, id } = category
  if (location === undefined) return
  const fail = (why: string) => {
    throw new OcciError('invalid-definition', `${id}: the location ${location} ${why}`, {
      category: id,
      location,
    })
  }
  if (isReservedPath(location)) fail('is reserved')
  const other = byLocation.get(location)
  if (other !== undefined) fail(`is that of ${other.id}`)
  byLocation.set(location, category)
}

function checkOverlaps(byLocation: ReadonlyMap<string, Kind | Mixin>): void {
  for (const [location, { id, class: sort }] of byLocation) {
    const around = sort === 'kind' ? pathsOver(location).map((path) => byLocation.get(path)) : []
    const other = around.find((category) => category?.class === 'kind')
    if (other === undefined) continue
    const message = `${id}: the location ${location} overlaps ${other.location} of ${other.id}`
    throw new OcciError('invalid-definition', message, { category: id, location })
  }
}

function addActions(byId: Map<string, Category>, actions: readonly Action[]): void {
  for (const action of actions) {
    const other = byId.get(action.id)
    if (other !== undefined && other !== action) {
      throw new OcciError('invalid-definition', `the Category ${action.id} is there twice`, {
        category: action.id,
      })
    }
    byId.set(action.id, action)
  }
}

function pathsAbove(locations: Iterable<string>): ReadonlySet<string> {
  return new Set(['/', ...[...locations].flatMap(pathsOver)])
}

/** The paths that one lies below, the root left out: `/a/` and `/a/b/` for `/a/b/c/`. */
export function pathsOver(path: string): readonly string[] {
  const paths: string[] = []
  for (let end = path.indexOf('/', 1); end > 0 && end < path.length - 1; end = path.indexOf('/', end + 1)) {
    paths.push(path.slice(0, end + 1))
  }
  return paths
}
