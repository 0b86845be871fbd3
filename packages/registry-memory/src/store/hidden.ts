import type { KeyIndex } from '../indexes/key-index.ts'
import type { Stored } from './stored.ts'

interface Keys {
  readonly byId: KeyIndex
  readonly byLocation: KeyIndex
}

const none: ReadonlySet<Stored> = new Set()

/**
 * The shared entities that an owner does not see because an Entity of his own has the same location or id. They are few, and kept, so that
 * listings and counts do not have to look.
 */
export class Hidden {
  readonly #byOwner = new Map<string, Set<Stored>>()
  readonly #keys: Keys

  constructor(keys: Keys) {
    this.#keys = keys
  }

  /** What is hidden from an owner; empty for nobody. */
  from(owner: string | undefined): ReadonlySet<Stored> {
    return (owner === undefined ? undefined : this.#byOwner.get(owner)) ?? none
  }

  /** Takes into account that an Entity has come or gone. */
  review(changed: Stored): void {
    const rivals = [
      ...this.#keys.byLocation.all(changed.entity.location),
      ...this.#keys.byId.all(changed.entity.id),
    ]
    for (const rival of rivals) {
      if (changed.entity.owner === undefined) this.#decide(rival.entity.owner, changed)
      else if (rival.entity.owner === undefined) this.#decide(changed.entity.owner, rival)
    }
  }

  #decide(owner: string | undefined, shared: Stored): void {
    if (owner === undefined) return
    const { byId, byLocation } = this.#keys
    const { id, location } = shared.entity
    const exists = byId.get(id, undefined) === shared
    const hides = byId.get(id, owner) !== undefined || byLocation.get(location, owner) !== undefined
    const hidden = this.#byOwner.get(owner) ?? new Set()
    if (exists && hides) hidden.add(shared)
    else hidden.delete(shared)
    if (hidden.size > 0) this.#byOwner.set(owner, hidden)
    else this.#byOwner.delete(owner)
  }
}
