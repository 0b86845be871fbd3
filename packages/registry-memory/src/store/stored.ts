import type { Entity } from '@occi/core'

/** The place of an Entity in the store: it stays as long as the Entity lives, while the Entity is replaced by newer ones. */
export class Stored {
  /** Rises with every Entity created. */
  readonly sequence: number
  /** Its state now; immutable. */
  entity: Entity

  constructor(sequence: number, entity: Entity) {
    this.sequence = sequence
    this.entity = entity
  }
}
