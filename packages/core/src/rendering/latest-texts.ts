import type { Entity } from '../model/entity.ts'

/** Characters in a generation; two are kept. */
const most = 4_000_000

/** On what a text depends besides the Entity: the prefix, the catalogue's version. Compared one by one. */
export type Circumstances = readonly (string | number)[]

interface Kept<T> {
  readonly circumstances: Circumstances
  readonly text: T
}

/**
 * What a Rendering has written of the latest entities: clients ask for the same ones again and again, and a change makes a new object, so that nothing
 * kept is ever stale. Bounded, since all that was ever read would take as much memory as the store. What is not frozen may still change, and is not kept.
 */
export class LatestTexts<T> {
  readonly #charactersOf: (text: T) => number
  #young = new Map<Entity, Kept<T>>()
  #old = new Map<Entity, Kept<T>>()
  #characters = 0

  /** @param charactersOf about how many characters of memory a text takes */
  constructor(charactersOf: (text: T) => number) {
    this.#charactersOf = charactersOf
  }

  /** What was written of an Entity in the same circumstances, or is written now. */
  of(entity: Entity, circumstances: Circumstances, write: () => T): T {
    const known = this.#young.get(entity) ?? this.#old.get(entity)
    if (known !== undefined && areSame(known.circumstances, circumstances)) return known.text
    const text = write()
    if (Object.isFrozen(entity)) this.#keep(entity, { circumstances, text })
    return text
  }

  #keep(entity: Entity, kept: Kept<T>): void {
    if (this.#characters > most) {
      this.#old = this.#young
      this.#young = new Map()
      this.#characters = 0
    }
    this.#young.set(entity, kept)
    this.#characters += this.#charactersOf(kept.text)
  }
}

function areSame(some: Circumstances, others: Circumstances): boolean {
  return some.length === others.length && some.every((one, index) => one === others[index])
}
