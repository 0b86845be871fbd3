import type { CategoryLayer } from '../../catalog/layer.ts'
import type { Mixin } from '../../model/mixin.ts'
import { FirstOfBoth } from './first-of-both.ts'
import { MixinHistory } from './mixin-history.ts'
import { layerOf } from './mixin-layer.ts'
import { OwnedMixins } from './owned-mixins.ts'

/** Where the Mixins that users made are stored; asked once, until they are forgotten. */
export interface MixinSource {
  /** Those of an owner, or the shared ones (`undefined`), oldest first. */
  of(owner: string | undefined): Iterable<Mixin>
  /** Those of all owners without the shared ones, oldest first. */
  owned(): Iterable<Mixin>
}

/** Whose layer is asked for. An owner who has no Mixins may be left out: the shared ones are then what is seen. */
export interface Viewer {
  readonly system: boolean
  readonly owner?: string | undefined
}

/**
 * The layers of the catalogue made of users' Mixins: own ones before shared ones; the system sees the shared one of several that want a name, else the
 * oldest. A layer is the same object until a Mixin comes or goes that its viewer could see, and is made from the one before.
 */
export class UserLayers {
  readonly #source: MixinSource
  readonly #histories = new Map<string | undefined, MixinHistory>()
  #owned: OwnedMixins | undefined
  readonly #layers = new Map<string | undefined, CategoryLayer>()
  #systemLayer: CategoryLayer | undefined

  constructor(source: MixinSource) {
    this.#source = source
  }

  /** The layer of a viewer if it is made already. */
  known({ system, owner }: Viewer): CategoryLayer | undefined {
    return system ? this.#systemLayer : this.#layers.get(owner)
  }

  /** The layer of a viewer, made if it is not made already: own Mixins before shared ones; the system sees the shared one of several with the same name, else the oldest. */
  layer(viewer: Viewer): CategoryLayer {
    const layer = this.known(viewer) ?? this.#make(viewer)
    if (viewer.system) this.#systemLayer = layer
    else this.#layers.set(viewer.owner, layer)
    return layer
  }

  /** A new Mixin has been stored; neither its owner nor, if it is shared, the shared space had its names. */
  add(mixin: Mixin): void {
    this.#histories.get(mixin.owner)?.add(mixin)
    if (mixin.owner === undefined) this.#owned?.sharedChanged(mixin)
    else this.#owned?.add(mixin)
    this.#forgetLayers(mixin)
  }

  /** A Mixin is stored no longer. */
  remove(mixin: Mixin): void {
    const history = this.#histories.get(mixin.owner)
    history?.remove(mixin.id)
    if (mixin.owner === undefined) this.#owned?.sharedChanged(mixin)
    else {
      this.#owned?.remove(mixin)
      if (history?.size === 0) this.#histories.delete(mixin.owner)
    }
    this.#forgetLayers(mixin)
  }

  /** The source is asked anew: more has changed than can be told. */
  forget(): void {
    this.#histories.clear()
    this.#owned = undefined
    this.#layers.clear()
    this.#systemLayer = undefined
  }

  #make({ system, owner }: Viewer): CategoryLayer {
    const shared = this.#historyOf(undefined)
    if (!system && owner === undefined) return layerOf(shared.now())
    const others = system ? this.#allOwned(shared).now() : this.#historyOf(owner).now()
    if (others.size === 0) return this.layer({ system: false })
    return layerOf(system ? new FirstOfBoth(shared.now(), others) : new FirstOfBoth(others, shared.now()))
  }

  #historyOf(owner: string | undefined): MixinHistory {
    const history = this.#histories.get(owner) ?? new MixinHistory(this.#source.of(owner))
    this.#histories.set(owner, history)
    return history
  }

  #allOwned(shared: MixinHistory): OwnedMixins {
    this.#owned ??= new OwnedMixins(this.#source.owned(), shared)
    return this.#owned
  }

  /** What is shared is part of every layer. */
  #forgetLayers({ owner }: Mixin): void {
    this.#systemLayer = undefined
    if (owner === undefined) this.#layers.clear()
    else this.#layers.delete(owner)
  }
}
