import type { Entity } from '@occi/core'

/** The place of an Entity in the store, as one commit sees it. Resources are without their Links, which are only counted. */
export interface Stored {
  readonly sequence: number
  entity: Entity
  /** How many Links start here. */
  links: number
}
