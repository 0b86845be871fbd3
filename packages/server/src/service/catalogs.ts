import {
  Catalog,
  core,
  createCatalog,
  createLayer,
  defineExtension,
  entity,
  reservedScheme,
  type BackendEntry,
  type CategoryLayer,
  type Extension,
  type Kind,
  type Mixin,
  type Registry,
  type Scope,
} from '@occi/core'
import type { ServerOptions } from '../options.ts'
import type { Client } from './patience.ts'
import { ProvidedLayers } from './provided-layers.ts'

/** How many snapshots are kept for those who see other Categories. */
const kept = 64

/** Makes the snapshot of the catalogue that a request sees: the service's own, those of providers, those of users. */
export class Catalogs {
  /** The service's own Categories, the same for everyone. */
  readonly own: Catalog
  readonly #provided: readonly ProvidedLayers[]
  readonly #registry: Registry
  readonly #snapshots = new Map<string, Catalog>()
  /** What was seen last by those who see the same users' Mixins: most requests see the same again, and need not put a version together. */
  readonly #latest = new WeakMap<CategoryLayer, Catalog>()

  /** @throws OcciError `invalid-definition` where extensions do not fit together */
  constructor(options: ServerOptions) {
    const { registry, extensions = [], backends = [], providers = [], entityLocation, log } = options
    const own = createCatalog([...extensions, ...unlisted(extensions, backends)])
    this.own = entityLocation === undefined ? own : withEntityAt(entityLocation, own)
    this.#provided = providers.map((provider) => new ProvidedLayers(provider, registry, this.own, log))
    this.#registry = registry
  }

  /** The catalogue as it is now for whoever asks; the same object as long as nothing changes. */
  snapshot(scope: Scope, extras: unknown, client: Client): Promise<Catalog> {
    if (this.#provided.length > 0) return this.#withProvided(scope, extras, client.signal)
    return this.#registry.userMixins(scope).then(this.#withUsers)
  }

  readonly #withUsers = (users: CategoryLayer): Catalog => this.#catalog([...this.own.layers, users])

  async #withProvided(scope: Scope, extras: unknown, signal: AbortSignal): Promise<Catalog> {
    const provided = await this.#layersFor(scope, extras, signal)
    const users = await this.#registry.userMixins(scope)
    return this.#catalog([...this.own.layers, ...provided, users])
  }

  async #layersFor(scope: Scope, extras: unknown, signal: AbortSignal): Promise<readonly CategoryLayer[]> {
    const layers = await Promise.all(this.#provided.map((provider) => provider.of(scope, extras, signal)))
    return layers.filter((layer) => layer !== undefined)
  }

  #catalog(layers: readonly CategoryLayer[]): Catalog {
    const users = layers.at(-1)
    const latest = users && this.#latest.get(users)
    if (latest !== undefined && isMadeOf(latest, layers)) return latest
    const catalog = this.#ofVersion(layers)
    if (users !== undefined) this.#latest.set(users, catalog)
    return catalog
  }

  #ofVersion(layers: readonly CategoryLayer[]): Catalog {
    const version = layers.map((layer) => layer.version).join('.')
    const known = this.#snapshots.get(version)
    if (known !== undefined) return known
    const catalog = new Catalog(layers)
    this.#snapshots.set(version, catalog)
    const [oldest] = this.#snapshots.keys()
    if (this.#snapshots.size > kept && oldest !== undefined) this.#snapshots.delete(oldest)
    return catalog
  }
}

function isMadeOf({ layers }: Catalog, wanted: readonly CategoryLayer[]): boolean {
  return layers.length === wanted.length && layers.every((layer, index) => layer === wanted[index])
}

/** Interop: core#entity with a location, which comes before the one without. */
function withEntityAt(location: string, own: Catalog): Catalog {
  return new Catalog([createLayer([{ ...(entity as Kind), location }]), ...own.layers])
}

/** What Backends serve and no extension lists: a small service needs no extension. */
function unlisted(extensions: readonly Extension[], backends: readonly BackendEntry[]): readonly Extension[] {
  const known = new Set(
    [core, ...extensions].flatMap(({ kinds, mixins }) => [...kinds, ...mixins].map(({ id }) => id)),
  )
  const served = new Map<string, Kind | Mixin>()
  for (const category of backends.flatMap((entry) => entry.categories)) {
    if (category.class !== 'action' && !known.has(category.id)) served.set(category.id, category)
  }
  const all = [...served.values()]
  if (all.length === 0) return []
  // The names of a standard's Categories cannot be told from invented ones here; those of the provider's own are checked.
  const isStandard = ({ scheme }: Kind | Mixin) => scheme.startsWith(reservedScheme)
  return [
    extensionOf(all.filter(isStandard), true),
    extensionOf(
      all.filter((one) => !isStandard(one)),
      false,
    ),
  ]
}

function extensionOf(categories: readonly (Kind | Mixin)[], standard: boolean): Extension {
  const kinds = categories.filter((one) => one.class === 'kind')
  const mixins = categories.filter((one) => one.class === 'mixin')
  return defineExtension({ name: 'of the backends', kinds, mixins, standard })
}
