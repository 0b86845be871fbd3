import { Stored } from '../store/stored.ts'

type ByOwner = Map<string | undefined, Stored>

/** Stored entities by a key that is unique for an owner: an id or a location. A key that one owner has costs one entry. */
export class KeyIndex {
  readonly #byKey = new Map<string, Stored | ByOwner>()

  /** The one that an owner has under a key; `undefined` as owner: the shared one. */
  get(key: string, owner: string | undefined): Stored | undefined {
    const found = this.#byKey.get(key)
    if (found instanceof Stored) return found.entity.owner === owner ? found : undefined
    return found?.get(owner)
  }

  /** All that are under a key, in order of creation. */
  all(key: string): readonly Stored[] {
    const found = this.#byKey.get(key)
    if (found === undefined) return []
    return found instanceof Stored ? [found] : [...found.values()]
  }

  /** The shared one under a key, else the oldest. */
  first(key: string): Stored | undefined {
    const found = this.#byKey.get(key)
    if (found === undefined || found instanceof Stored) return found
    return found.get(undefined) ?? found.values().next().value
  }

  add(key: string, stored: Stored): void {
    const found = this.#byKey.get(key)
    if (found === undefined) this.#byKey.set(key, stored)
    else if (found instanceof Stored)
      this.#byKey.set(key, new Map([found, stored].map((one) => [one.entity.owner, one])))
    else found.set(stored.entity.owner, stored)
  }

  delete(key: string, stored: Stored): void {
    const found = this.#byKey.get(key)
    if (found instanceof Map) found.delete(stored.entity.owner)
    if (found === stored || (found instanceof Map && found.size === 0)) this.#byKey.delete(key)
  }
}
