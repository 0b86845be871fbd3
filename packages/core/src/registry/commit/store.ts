import type { Entity, EntityKey } from '../../model/entity.ts'
import type { Mixin } from '../../model/mixin.ts'

/** An Entity and its place in a store. A store gives the same object for the same place as long as one commit lasts. */
export interface StoredEntity {
  /** Rises with every Entity created. */
  readonly sequence: number
  /** Its state now. */
  readonly entity: Entity
}

/** What a store holds, as the plan of a commit asks for it: all of it, whoever owns it. */
export interface Contents<S extends StoredEntity = StoredEntity> {
  /** The Entity with exactly this owner and location. */
  find(key: EntityKey): S | undefined
  /** The same by its parts; `undefined` as owner: the shared one. */
  findByLocation(location: string, owner: string | undefined): S | undefined
  /** The Entity with this id that exactly this owner has; `undefined` as owner: the shared one. */
  findById(id: string, owner: string | undefined): S | undefined
  /** The Links that start or end at an Entity. */
  linksAt(key: EntityKey): readonly S[]
  /** The entities that have a user's Mixin: this one, not one of the same type identifier that another user made. */
  membersOf(mixin: Mixin): readonly S[]
  /** A user's Mixin as it is stored. */
  findMixin(mixin: Pick<Mixin, 'id' | 'owner'>): Mixin | undefined
  /** Whether a user's Mixin of exactly this owner has a name: a type identifier, that of an Action, a location. */
  hasMixinName(name: string, owner: string | undefined): boolean
}

/** A store to which a plan can be applied. It checks nothing: that is what the plan is for. */
export interface CommitStore<S extends StoredEntity = StoredEntity> extends Contents<S> {
  /** Keeps a new Mixin of a user. */
  addMixin(mixin: Mixin): void
  /** Forgets a Mixin of a user; its members have been renewed without it. */
  removeMixin(mixin: Mixin): void
  /** Keeps a new Entity. */
  add(entity: Entity): S
  /** Puts a newer state in the place of the old one; id, location and owner are the same. */
  replace(stored: S, entity: Entity): void
  /** Forgets an Entity. */
  remove(stored: S): void
  /** Writes anew the Links of a Resource, which gets a new revision by it; there may be no such Resource any more. */
  renewLinks(key: EntityKey, revision: number): void
}
