import { createLayer, type CategoryLayer, type Mixin, type Scope } from '@occi/core'
import { namesOf, unrivalled } from '@occi/core/registry'
import { everyone } from '../indexes/ordered-index.ts'

/** The Mixins of one owner, and the names they take. */
interface OwnMixins {
  readonly byId: Map<string, Mixin>
  readonly names: Set<string>
}

/** The Mixins that users made, by owner, and the layers of the catalogue made of them. */
export class MixinTable {
  readonly #byOwner = new Map<string | undefined, OwnMixins>()
  readonly #layers = new Map<string | undefined | typeof everyone, CategoryLayer>()

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
    this.#layers.clear()
  }

  remove(mixin: Mixin): void {
    const own = this.#byOwner.get(mixin.owner)
    own?.byId.delete(mixin.id)
    for (const name of namesOf(mixin)) own?.names.delete(name)
    if (own?.byId.size === 0) this.#byOwner.delete(mixin.owner)
    this.#layers.clear()
  }

  /** What a scope sees, own before shared; kept until a Mixin comes or goes. The system sees the shared one of several, else the oldest. */
  layer({ system, owner }: Scope): CategoryLayer {
    const key = system ? everyone : owner
    const layer = this.#layers.get(key) ?? createLayer(unrivalled(this.#inOrder(key)))
    this.#layers.set(key, layer)
    return layer
  }

  #inOrder(key: string | undefined | typeof everyone): readonly Mixin[] {
    const owners = key === everyone ? [undefined, ...this.#byOwner.keys()] : [key, undefined]
    return [...new Set(owners)].flatMap((owner) => [...(this.#byOwner.get(owner)?.byId.values() ?? [])])
  }
}
