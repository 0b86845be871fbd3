import type { CategoryLayer, Mixin, Scope } from '@occi/core'
import { namesOf, UserLayers } from '@occi/core/registry'

/** The Mixins of one owner, and the names they take. */
interface OwnMixins {
  readonly byId: Map<string, Mixin>
  readonly names: Set<string>
}

/** The Mixins that users made, by owner, and the layers of the catalogue made of them. */
export class MixinTable {
  readonly #byOwner = new Map<string | undefined, OwnMixins>()
  /** Those that have an owner, oldest first. */
  readonly #owned = new Set<Mixin>()
  readonly #layers = new UserLayers({
    of: (owner) => this.#byOwner.get(owner)?.byId.values() ?? [],
    owned: () => this.#owned,
  })

  find({ id, owner }: Pick<Mixin, 'id' | 'owner'>): Mixin | undefined {
    return this.#byOwner.get(owner)?.byId.get(id)
  }

  /** Whether a name of {@link namesOf} belongs to a Mixin of an owner. */
  hasName(name: string, owner: string | undefined): boolean {
    return this.#byOwner.get(owner)?.names.has(name) ?? false
  }

  add(mixin: Mixin): void {
    const own = this.#byOwner.get(mixin.owner) ?? { byId: new Map(), names: new Set() }
    own.byId.set(mixin.id, mixin)
    for (const name of namesOf(mixin)) own.names.add(name)
    this.#byOwner.set(mixin.owner, own)
    if (mixin.owner !== undefined) this.#owned.add(mixin)
    this.#layers.add(mixin)
  }

  /** @param mixin as it is stored */
  remove(mixin: Mixin): void {
    const own = this.#byOwner.get(mixin.owner)
    own?.byId.delete(mixin.id)
    for (const name of namesOf(mixin)) own?.names.delete(name)
    if (own?.byId.size === 0) this.#byOwner.delete(mixin.owner)
    this.#owned.delete(mixin)
    this.#layers.remove(mixin)
  }

  /** What a scope sees, own before shared; kept until a Mixin comes or goes. The system sees the shared one of several, else the oldest. */
  layer({ system, owner }: Scope): CategoryLayer {
    return this.#layers.layer(this.#byOwner.has(owner) ? { system, owner } : { system })
  }
}
