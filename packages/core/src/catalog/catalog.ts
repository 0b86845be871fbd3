import type { Kind } from '../model/kind.ts'
import type { Mixin } from '../model/mixin.ts'
import { CapabilitiesCache } from './capabilities-cache.ts'
import type { Capabilities } from './capabilities.ts'
import { checkDefaults, checkReferences, checkReserved } from './catalog-checks.ts'
import { core, type Extension } from './extension.ts'
import { createLayer, isReservedPath, type Category, type CategoryLayer } from './layer.ts'

/** The Categories that a request sees (GFD.221 5.3.9): an immutable snapshot, made of layers of which earlier ones win. */
export class Catalog {
  /** The layers it is made of. */
  readonly layers: readonly CategoryLayer[]
  /** Stays the same as long as the Categories do; opaque. */
  readonly version: string
  readonly #capabilities = new CapabilitiesCache(this)

  constructor(layers: readonly CategoryLayer[]) {
    this.layers = layers
    this.version = layers.map(({ version }) => version).join('.')
  }

  /** The Category with a type identifier. */
  get(id: string): Category | undefined {
    for (const { byId } of this.layers) {
      const category = byId.get(id)
      if (category !== undefined) return category
    }
    return undefined
  }

  /** The Kind or Mixin whose Collection is at a path, which ends with `/`. */
  at(location: string): Kind | Mixin | undefined {
    for (const { byLocation } of this.layers) {
      const category = byLocation.get(location)
      if (category !== undefined) return category
    }
    return undefined
  }

  /** The Kind whose Collection a path lies in, however deep. */
  kindAround(path: string): Kind | undefined {
    let around: Kind | undefined
    for (let end = path.indexOf('/', 1); end > 0 && end < path.length - 1; end = path.indexOf('/', end + 1)) {
      const above = path.slice(0, end + 1)
      const category = this.at(above)
      if (category?.class === 'kind') around = category
      // A client's path may be long; what is declared is not.
      if (!this.hasLocationsBelow(above)) break
    }
    return around
  }

  /** Whether some Collection lies below a path, which ends with `/`. */
  hasLocationsBelow(path: string): boolean {
    return this.layers.some(({ above }) => above.has(path))
  }

  /** All Categories: Kinds, Mixins, Actions, each in order of declaration, core#entity first. */
  *[Symbol.iterator](): IterableIterator<Category> {
    for (const wanted of ['kind', 'mixin', 'action']) {
      for (const layer of this.layers) {
        for (const category of layer.byId.values()) {
          if (category.class === wanted && this.get(category.id) === category) yield category
        }
      }
    }
  }

  /** What an Entity of a Kind with these Mixins, and all they depend on, may hold and do. Remembered: ask as often as you like. */
  capabilities(kind: Kind, mixins: readonly Mixin[]): Capabilities {
    return this.#capabilities.get(kind, mixins)
  }
}

/**
 * A catalogue of the core and of extensions.
 * @throws OcciError `invalid-definition` for Categories or locations that clash; for a parent, `depends`, `applies` or `ends` that name what
 * no extension has; for a provider's attributes and Actions under names reserved for OCCI; for defaults that do not fit the Kind
 */
export function createCatalog(extensions: readonly Extension[]): Catalog {
  const all = [...new Set([core, ...extensions])]
  const kinds = all.flatMap((extension) => extension.kinds)
  const mixins = all.flatMap((extension) => extension.mixins)
  const categories = [...new Set([...kinds, ...mixins])]
  const catalog = new Catalog([createLayer(categories)])
  for (const category of categories) checkReferences(category, catalog)
  checkReserved(categories)
  checkDefaults(kinds, mixins, catalog)
  return catalog
}

/** Whether a path may be made the location of an Entity or of a user's Mixin: not reserved, not taken by a Collection. */
export function isFree(path: string, catalog: Catalog): boolean {
  const collection = path.endsWith('/') ? path : `${path}/`
  return !isReservedPath(collection) && catalog.at(collection) === undefined
}
