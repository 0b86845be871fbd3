import type { Mixin } from '../../model/mixin.ts'
import { namesOf } from '../mixin-names.ts'
import { MixinHistory } from './mixin-history.ts'
import type { VisibleMixins } from './visible-mixins.ts'

/** The Mixins of all owners, as the system sees them: of several that want a name the shared one has it, else the oldest. */
export class OwnedMixins {
  readonly #shared: MixinHistory
  /** By owner and type identifier, oldest first. */
  readonly #all = new Map<string, Mixin>()
  /** Those that are seen; `undefined`: it has to be found out again. */
  #seen: MixinHistory | undefined
  /** Names that some wanted who did not get them. */
  readonly #contested = new Set<string>()

  /** @param owned oldest first */
  constructor(owned: Iterable<Mixin>, shared: MixinHistory) {
    this.#shared = shared
    for (const mixin of owned) this.#all.set(keyOf(mixin), mixin)
  }

  now(): VisibleMixins {
    this.#seen ??= this.#findOut()
    return this.#seen.now()
  }

  /** One that has an owner came: it is the youngest, and takes a name from nobody. */
  add(mixin: Mixin): void {
    this.#all.set(keyOf(mixin), mixin)
    if (this.#seen !== undefined) this.#admit(mixin, this.#seen)
  }

  /** One that has an owner went: others may have waited for its names. */
  remove(mixin: Mixin): void {
    this.#all.delete(keyOf(mixin))
    if (this.#seen?.find(mixin.id)?.owner !== mixin.owner) return
    if (this.#isContested(mixin)) this.#seen = undefined
    else this.#seen?.remove(mixin.id)
  }

  /** A shared one came or went: it takes names from those who have them, or leaves them to those who want them. */
  sharedChanged(mixin: Mixin): void {
    if (this.#isContested(mixin) || namesOf(mixin).some((name) => this.#seen?.find(name) !== undefined))
      this.#seen = undefined
  }

  #findOut(): MixinHistory {
    this.#contested.clear()
    const seen = new MixinHistory()
    for (const mixin of this.#all.values()) this.#admit(mixin, seen)
    return seen
  }

  #admit(mixin: Mixin, seen: MixinHistory): void {
    const names = namesOf(mixin)
    const isTaken = (name: string) => seen.find(name) !== undefined || this.#shared.find(name) !== undefined
    if (!names.some(isTaken)) seen.add(mixin)
    else for (const name of names) this.#contested.add(name)
  }

  #isContested(mixin: Mixin): boolean {
    return namesOf(mixin).some((name) => this.#contested.has(name))
  }
}

function keyOf({ owner = '', id }: Mixin): string {
  return `${owner.length}:${owner}${id}`
}
