import type { AttributeTypes } from './attribute.ts'
import type { EntityData } from './entity.ts'

/** Where a Link starts or ends. */
export interface LinkEnd {
  /** The path of an Entity of this service, or an absolute URI outside of it. */
  readonly location: string
  /** The id of the Entity at this end. Missing: outside. */
  readonly id?: string
  /** The type identifier of the Kind at this end. Missing: unknown, outside. */
  readonly kind?: string
  /** The owner of the Entity at this end, so that it is found again whoever looks. Missing: shared by all, or outside. */
  readonly owner?: string
}

/** An Entity that joins a Resource to a target (GFD.221 5.4.3). */
export interface Link<A extends AttributeTypes = AttributeTypes> extends EntityData<A> {
  readonly type: 'link'
  /** A Resource of this service. */
  readonly source: LinkEnd
  /** An Entity of this service or anything with a URI. */
  readonly target: LinkEnd
}
