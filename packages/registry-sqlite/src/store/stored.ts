import type { Entity } from '@occi/core'

/** The place of an Entity in the store, as one commit sees it. Resources are without their Links. */
export interface Stored {
  readonly sequence: number
  entity: Entity
}
