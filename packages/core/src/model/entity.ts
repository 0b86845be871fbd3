import type { Action } from './action.ts'
import type { AttributeTypes, AttributeValue } from './attribute.ts'
import type { Kind } from './kind.ts'
import type { Link } from './link.ts'
import type { Mixin } from './mixin.ts'

/**
 * The attributes an Entity holds: those of its Kind with their types, those of its Mixins as any value. Unset ones are absent.
 * `occi.core.title` and `occi.core.summary` are attributes like others; id, source and target are members of the Entity instead.
 */
export type AttributesHeld<A extends AttributeTypes = AttributeTypes> = {
  readonly [N in keyof A]?: A[N] | undefined
} & {
  readonly [name: string]: AttributeValue | undefined
}

/** What Resources and Links have in common (GFD.221 5.4.1): plain, immutable data; a change makes a new object. */
export interface EntityData<A extends AttributeTypes = AttributeTypes> {
  /** A URI, unique for its owner; `urn:uuid:...` unless the client or the Registry chose another (GFD.221 5.4). */
  readonly id: string
  /** The path within the service, without its prefix: `/compute/6b0c...`. Never ends with `/`. */
  readonly location: string
  /** The definition it was stored with. */
  readonly kind: Kind<A>
  /** The definitions it was stored with, in order of association. */
  readonly mixins: readonly Mixin[]
  readonly attributes: AttributesHeld<A>
  /** The Actions applicable now, in the order in which the Kind, then the Mixins, define them. */
  readonly actions: readonly Action[]
  /** The Registry's counter at the last change, or of the last change of a Link that starts here. 0: not stored yet. */
  readonly revision: number
  /** Who alone sees it. Missing: everyone. */
  readonly owner?: string
  /** Whatever a Backend attaches (the machine's name in its hypervisor, say); plain data, stored, never rendered. */
  readonly extras?: AttributeValue
}

/** An Entity that stands for itself: a machine, a volume, a job (GFD.221 5.4.2). */
export interface Resource<A extends AttributeTypes = AttributeTypes> extends EntityData<A> {
  readonly type: 'resource'
  /** The Links that start here, in order of creation; each is also an Entity of its own (composition, GFD.221 table 8). */
  readonly links: readonly Link[]
}

/** A Resource or a Link. */
export type Entity<A extends AttributeTypes = AttributeTypes> = Resource<A> | Link<A>

/** What tells one Entity from all others: ids and locations are unique for an owner only. */
export interface EntityKey {
  readonly location: string
  readonly owner?: string
}

/** The key of an Entity. */
export function keyOf(entity: EntityKey): EntityKey {
  return entity.owner === undefined
    ? { location: entity.location }
    : { location: entity.location, owner: entity.owner }
}

/** The Category definitions of an Entity: its Kind, then its Mixins. */
export function categoriesOf(entity: Pick<EntityData, 'kind' | 'mixins'>): readonly (Kind | Mixin)[] {
  return [entity.kind, ...entity.mixins]
}
