import type { Stored } from '../store/stored.ts'
import { OrderedSet } from './ordered-set.ts'

/** Asks for the members of all owners. */
export const everyone = Symbol('everyone')

/** Whose members are asked for: an owner's, those without an owner (`undefined`), or everyone's. */
export type View = string | undefined | typeof everyone

/**
 * Sets of stored entities by a key and, below it, by owner: what a scope sees under a key is the union of two sets at the most, and the
 * sizes are kept. A key with one member costs no set.
 */
export class OrderedIndex<Key> {
  readonly #byKey = new Map<Key, Stored | Members>()

  /** The members under a key that a view shows; `undefined`: none. */
  get(key: Key, view: View): OrderedSet | undefined {
    const found = this.#byKey.get(key)
    if (found === undefined) return undefined
    if (found instanceof Members) return found.of(view)
    return view === everyone || view === found.entity.owner ? OrderedSet.of([found]) : undefined
  }

  add(key: Key, stored: Stored): void {
    const found = this.#byKey.get(key)
    if (found === undefined) this.#byKey.set(key, stored)
    else if (found instanceof Members) found.add(stored)
    else this.#byKey.set(key, new Members(found, stored))
  }

  delete(key: Key, stored: Stored): void {
    const found = this.#byKey.get(key)
    if (found === stored) this.#byKey.delete(key)
    else if (found instanceof Members && found.delete(stored) === 0) this.#byKey.delete(key)
  }
}

class Members {
  readonly #all = new OrderedSet()
  readonly #byOwner = new Map<string | undefined, OrderedSet>()

  constructor(...members: readonly Stored[]) {
    for (const member of members) this.add(member)
  }

  of(view: View): OrderedSet | undefined {
    return view === everyone ? this.#all : this.#byOwner.get(view)
  }

  add(stored: Stored): void {
    const { owner } = stored.entity
    const own = this.#byOwner.get(owner) ?? new OrderedSet()
    own.add(stored)
    this.#byOwner.set(owner, own)
    this.#all.add(stored)
  }

  /** Says how many members are left. */
  delete(stored: Stored): number {
    const { owner } = stored.entity
    const own = this.#byOwner.get(owner)
    own?.delete(stored)
    if (own?.size === 0) this.#byOwner.delete(owner)
    this.#all.delete(stored)
    return this.#all.size
  }
}
