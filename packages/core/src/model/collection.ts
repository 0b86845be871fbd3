import type { AttributeValue } from './attribute.ts'
import type { EntityKey } from './entity.ts'

/**
 * Which entities a Collection holds (GFD.221 5.3.8): all that is given must hold; an empty query selects everything in scope.
 * A Collection is always in order of creation.
 */
export interface EntityQuery {
  /** Type identifier of the Kind, exactly (descendants are Collections of their own). */
  readonly kind?: string
  /** Type identifiers of Mixins, all of which the Entity has. */
  readonly mixins?: readonly string[]
  /** The beginning of the path, ending with `/`. */
  readonly below?: string
  /** Links that start at this Entity. */
  readonly source?: EntityKey
  /** Links that end at this Entity. */
  readonly target?: EntityKey
  /** Values of attributes, all of which the Entity has; `occi.core.id`, `occi.core.source` and `occi.core.target` (paths) count too. */
  readonly attributes?: ReadonlyMap<string, AttributeValue>
  /** Only what the scope may change, not all that it sees. */
  readonly changeable?: boolean
}

/** A part of a Collection, counted from its beginning. */
export interface Page {
  /** How many entities are left out at the beginning. Missing: none. */
  readonly offset?: number
  /** How many entities at the most. Missing: all the rest. */
  readonly limit?: number
}
