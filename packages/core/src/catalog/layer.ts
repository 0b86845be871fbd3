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

let layers = 0

/**
 * Makes a layer; the Actions of its Categories come along.
 * @throws OcciError `invalid-definition` for a Category that is there twice, or a location that is taken or inside that of a Kind's
 */
export function createLayer(categories: Iterable<Kind | Mixin>): CategoryLayer {
  const byId = new Map<string, Category>()
  const byLocation = new Map<string, Kind | Mixin>()
  for (const category of categories) {
    if (byId.has(category.id)) throw new OcciError('invalid-definition', `the Category ${category.id} is there twice`, { category: category.id })
    byId.set(category.id, category)
    addLocation(byLocation, category)
  }
  checkOverlaps(byLocation)
  for (const { actions } of [...byId.values()].filter(isClassifying)) addActions(byId, actions)
  layers += 1
  return { version: `${layers}`, byId, byLocation, above: pathsAbove(byLocation.keys()) }
}

/** Whether a path is where the framework itself lives: the root, the query interface, well-known URIs. */
export function isReservedPath(path: string): boolean {
  return path === '/' || path.startsWith('/-/') || path.startsWith('/.well-known/')
}

/** The Kind whose location contains another location or path; `undefined` if there is none. */
export function kindAround(path: string, locations: { get(location: string): Kind | Mixin | undefined }): Kind | undefined {
  for (let end = path.lastIndexOf('/', path.length - 2); end > 0; end = path.lastIndexOf('/', end - 1)) {
    const around = locations.get(path.slice(0, end + 1))
    if (around?.class === 'kind') return around
  }
  return undefined
}

function isClassifying(category: Category): category is Kind | Mixin {
  return category.class !== 'action'
}

function addLocation(byLocation: Map<string, Kind | Mixin>, category: Kind | Mixin): void {
  const { location, id } = category
  if (location === undefined) return
  const fail = (why: string) => {
    throw new OcciError('invalid-definition', `${id}: the location ${location} ${why}`, { category: id, location })
  }
  if (isReservedPath(location)) fail('is reserved')
  const other = byLocation.get(location)
  if (other !== undefined) fail(`is that of ${other.id}`)
  byLocation.set(location, category)
}

function checkOverlaps(byLocation: ReadonlyMap<string, Kind | Mixin>): void {
  for (const [location, { id, class: sort }] of byLocation) {
    const around = sort === 'kind' ? kindAround(location, byLocation) : undefined
    if (around === undefined) continue
    const message = `${id}: the location ${location} overlaps ${around.location} of ${around.id}`
    throw new OcciError('invalid-definition', message, { category: id, location })
  }
}

function addActions(byId: Map<string, Category>, actions: readonly Action[]): void {
  for (const action of actions) {
    const other = byId.get(action.id)
    if (other !== undefined && other !== action) {
      throw new OcciError('invalid-definition', `the Category ${action.id} is there twice`, { category: action.id })
    }
    byId.set(action.id, action)
  }
}

function pathsAbove(locations: Iterable<string>): ReadonlySet<string> {
  const above = new Set<string>(['/'])
  for (const location of locations) {
    for (let end = location.lastIndexOf('/', location.length - 2); end > 0; end = location.lastIndexOf('/', end - 1)) {
      above.add(location.slice(0, end + 1))
    }
  }
  return above
}
