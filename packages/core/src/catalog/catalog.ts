import { OcciError } from '../errors.ts'
import type { Action } from '../model/action.ts'
import { reservedScheme } from '../model/category.ts'
import type { Kind } from '../model/kind.ts'
import type { Mixin } from '../model/mixin.ts'
import { capabilitiesOf, type Capabilities } from './capabilities.ts'
import { core, type Extension } from './extension.ts'
import { createLayer, isReservedPath, kindAround, type Category, type CategoryLayer } from './layer.ts'

/** The Categories that a request sees (GFD.221 5.3.9): an immutable snapshot, made of layers of which earlier ones win. */
export class Catalog {
  /** The layers it is made of. */
  readonly layers: readonly CategoryLayer[]
  /** Stays the same as long as the Categories do; opaque. */
  readonly version: string
  readonly #capabilities = new Map<Kind | Mixin, Capabilities>()

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
    return kindAround(path, { get: (location) => this.at(location) })
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

  /** What an Entity of a Kind with these Mixins, and all they depend on, may hold and do. */
  capabilities(kind: Kind, mixins: readonly Mixin[]): Capabilities {
    if (mixins.length > 0) return capabilitiesOf(kind, mixins, this)
    const known = this.#capabilities.get(kind) ?? capabilitiesOf(kind, [], this)
    this.#capabilities.set(kind, known)
    return known
  }
}

/**
 * A catalogue of the core and of extensions.
 * @throws OcciError `invalid-definition` for Categories or locations that clash, unknown parents, and unknown `depends` or `applies`
 */
export function createCatalog(extensions: readonly Extension[]): Catalog {
  const all = [...new Set([core, ...extensions])]
  const categories = [...new Set(all.flatMap(({ kinds, mixins }) => [...kinds, ...mixins]))]
  const catalog = new Catalog([createLayer(categories)])
  for (const category of categories) checkReferences(category, catalog)
  checkTemplates(categories)
  return catalog
}

/** Whether a path may be made the location of an Entity or of a user's Mixin: not reserved, not taken by a Collection. */
export function isFree(path: string, catalog: Catalog): boolean {
  return !isReservedPath(path.endsWith('/') ? path : `${path}/`) && catalog.at(path.endsWith('/') ? path : `${path}/`) === undefined
}

/** A provider's template may give values to OCCI's own attributes, but not invent attributes under their prefix (GFD.221 5.3.2). */
function checkTemplates(categories: readonly (Kind | Mixin)[]): void {
  const [standard, provided] = [true, false].map((of) => categories.filter(({ scheme }) => scheme.startsWith(reservedScheme) === of))
  const known = new Set(standard?.flatMap(({ attributes }) => Object.keys(attributes)))
  for (const { id, attributes } of provided ?? []) {
    const unknown = Object.keys(attributes).find((name) => name.startsWith('occi.') && !known.has(name))
    if (unknown === undefined) continue
    throw new OcciError('invalid-definition', `${id}: the attribute ${unknown} takes the prefix reserved for OCCI`, { category: id, attribute: unknown })
  }
}

function checkReferences(category: Kind | Mixin, catalog: Catalog): void {
  const wanted: readonly (readonly [string, string, Action['class'] | Kind['class'] | Mixin['class']])[] =
    category.class === 'kind'
      ? category.parent === undefined
        ? []
        : [['parent', category.parent.id, 'kind']]
      : [
          ...category.depends.map((id) => ['depends', id, 'mixin'] as const),
          ...category.applies.map((id) => ['applies', id, 'kind'] as const),
        ]
  for (const [member, id, sort] of wanted) {
    if (catalog.get(id)?.class === sort) continue
    throw new OcciError('invalid-definition', `${category.id}: ${member} names ${id}, which is no ${sort} of this service`, { category: category.id })
  }
}
