import type { Entity } from '@occi/core'
import { frozenEntity } from '@occi/core/registry'

/** Entities in a generation; two are kept. */
const most = 5000

/** What stands for an Entity that was read once: to keep what is never asked for again costs as much as to read it. */
type Once = 'once'

/**
 * The entities that were read last, whole, by sequence number. A row says whether one is still true: whoever commits a change gives it a
 * new revision, and no number is given twice. What was read inside a transaction that writes does not belong here, as it may be undone.
 */
export class LatestEntities {
  #young = new Map<number, Entity | Once>()
  #old = new Map<number, Entity | Once>()

  /** The Entity of a row; `undefined`: it is not among the latest, or has changed since. */
  get(sequence: number, revision: number): Entity | undefined {
    const known = this.#known(sequence)
    return typeof known === 'object' && known.revision === revision ? known : undefined
  }

  /** Notes that an Entity was read, and gives what to answer: from the second time on one that is kept, and frozen as many are given it. */
  note(sequence: number, entity: Entity): Entity {
    const isKnown = this.#known(sequence) !== undefined
    const kept = isKnown ? frozen(entity) : entity
    if (this.#young.size >= most) this.#age()
    this.#young.set(sequence, isKnown ? kept : 'once')
    return kept
  }

  /** Forgets all: a Category that they are made of has come or gone. */
  forget(): void {
    this.#young.clear()
    this.#old.clear()
  }

  #known(sequence: number): Entity | Once | undefined {
    return this.#young.get(sequence) ?? this.#old.get(sequence)
  }

  #age(): void {
    this.#old = this.#young
    this.#young = new Map()
  }
}

function frozen(entity: Entity): Entity {
  const links = entity.type === 'resource' ? entity.links : []
  const kept = links.map((link) => frozenEntity(link, link.revision)).filter((link) => link.type === 'link')
  return frozenEntity(entity, entity.revision, Object.freeze(kept))
}
