import type { CategoryLayer } from '../catalog/layer.ts'
import type { Action } from '../model/action.ts'
import type { EntityQuery, Page } from '../model/collection.ts'
import type { Entity, EntityData } from '../model/entity.ts'
import type { Kind } from '../model/kind.ts'
import type { Mixin } from '../model/mixin.ts'
import type { Backend, Call, Operation } from './backend.ts'
import type { Rendering } from './rendering.ts'

/** On whose behalf a Registry is asked. Made by {@link Registry.scope}; {@link systemScope} is the service's own. */
export interface Scope {
  /** Sees and changes everything: cascades, `server.entities`, reconciliation. */
  readonly system: boolean
  /** Whose things are seen besides the shared ones. Missing: shared ones alone. */
  readonly owner?: string
  /** Whether things without an owner may be changed. */
  readonly changesShared: boolean
  /** What the owner may have at the most, of things that are its own; without an owner, of shared ones. Missing: as much as it likes. */
  readonly quotas?: readonly Quota[]
}

/** A bound on what one owner has: how many entities of a Kind, or the sum of an attribute over them. */
export interface Quota {
  /** Type identifier of the Kind, exactly. Missing: entities of all Kinds. */
  readonly kind?: string
  /** The attribute whose values are summed; what is no number above zero adds nothing. Missing: entities are counted. */
  readonly attribute?: string
  /** The most there may be, in the unit of the attribute. */
  readonly limit: number
}

/** The service's own scope. */
export const systemScope: Scope = Object.freeze({ system: true, changesShared: true })

/** One step of an atomic write. An update or delete says in `entity.revision` on which state it is based. */
export type Change =
  | { readonly type: 'create'; readonly entity: Entity }
  | { readonly type: 'update'; readonly entity: Entity }
  | { readonly type: 'delete'; readonly entity: Entity }
  | { readonly type: 'add-mixin'; readonly mixin: Mixin }
  | { readonly type: 'remove-mixin'; readonly mixin: Mixin }

/** What an atomic write has done. */
export interface Commit {
  /** The Registry's counter after it; every commit raises it. */
  readonly revision: number
  /** The entities as stored, one for each create and update, in that order. */
  readonly entities: readonly Entity[]
}

/** What is going to be written once the Backends have agreed: it holds ids, locations and revisions until it is committed or released. */
export interface Reservation {
  /** Unique in this Registry. */
  readonly id: string
  /** What is under way. */
  readonly operation: Operation
  /** Of the request that it is under way for. */
  readonly requestId: string
  /** What was planned; entities as they were before any Backend was called. */
  readonly changes: readonly Change[]
}

/** A Backend and the Categories it is called for. */
export interface BackendCall {
  /** Which one is called. */
  readonly backend: Backend
  /** For which Categories: what it is given as `call.categories`. */
  readonly categories: readonly (Kind | Mixin)[]
}

/**
 * What a service knows: entities, users' Mixins, which Backend and Rendering serve what, and who may see it. The extension point
 * for ownership, ids and existing stores. `RegistryTables` of this package implements all but the store.
 *
 * Keys are (owner, id) and (owner, location). What has no owner is seen by everyone; a user's own comes before a shared one of the same
 * location or id and hides it from that user everywhere, lists and counts included; a new one on a location or id that the same owner or the shared
 * space has taken is a conflict, and so are the location of a user's Mixin and the path of an Entity that differ by the final slash alone.
 * Every read is a consistent state; nothing half-written is ever seen. No method costs more when more is stored, whole listings apart.
 */
export interface Registry {
  /**
   * The Entity at a path, Resources with their Links as far as the scope sees these; `undefined` if there is none in scope. The system, which
   * sees several at one path, is given the shared one, else the oldest.
   */
  get(location: string, scope: Scope): Promise<Entity | undefined>
  /** The Entity with an id; like get. */
  getById(id: string, scope: Scope): Promise<Entity | undefined>
  /** The entities that a query selects, in order of creation, in short chunks; holds nothing open for a slow reader. */
  list(query: EntityQuery, scope: Scope, page?: Page): AsyncIterable<readonly Entity[]>
  /** Like list, the paths alone. */
  locations(query: EntityQuery, scope: Scope, page?: Page): AsyncIterable<readonly string[]>
  /** How many entities a query selects. */
  count(query: EntityQuery, scope: Scope): Promise<number>
  /**
   * Writes all changes or none. Entities get the new revision; so does the Resource at which a changed Link starts. Links are given as
   * entities of their own; `links` of a Resource is not written, and attributes that are `undefined` are absent. Removing a Mixin takes it off its
   * members. One commit changes an Entity at most once; its deletes make room for its creates, in any order.
   * A commit without a reservation keeps `scope.quotas`, as reserve does; one that finishes a reservation writes what is true, and that counts from then on.
   * @param reservation what was held for this; it is gone after success, and stays after a failure
   * @throws OcciError `conflict`: a location or id is taken, a revision is stale, an Entity or a user's Mixin on it is gone, an end of a Link is gone or
   * belongs to somebody else, Links would be left without an end, it is reserved by another, or the reservation is gone; `not-found`: it, or the Mixin to
   * remove, is outside the scope; `forbidden`: it is seen but may not be changed, or would belong to somebody else; `quota-exceeded`; `unavailable`: the store failed
   */
  commit(changes: readonly Change[], scope: Scope, reservation?: Reservation): Promise<Commit>
  /**
   * Checks changes as commit would and holds what they need, durably, until it is committed or released. After that a commit
   * of entities with the same keys that starts from the same revisions can be refused by nothing but a fault of the store.
   * Quotas are kept in the same step, so that of two who ask at once for the last of something one is refused: what raises a quota's sum must fit beside
   * what is stored and what other reservations would add; what they would free is not free yet. What adds nothing is never refused.
   * @throws OcciError as commit
   */
  reserve(reservation: Omit<Reservation, 'id'>, scope: Scope): Promise<Reservation>
  /** Gives up a reservation; one that is gone already is no error. */
  release(reservation: Reservation): Promise<void>
  /**
   * The reservations that this Registry has made and not finished, and those of processes that have ended, which it takes over: at start, what a
   * crash left behind. Those of another process that lives are that process's own.
   */
  reservations(): Promise<readonly Reservation[]>
  /**
   * Where several processes share the store: takes over the reservations of those that have died since they were asked for last, each by one process
   * alone, and gives them. Missing: one process alone has the store.
   */
  takeOver?(): Promise<readonly Reservation[]>
  /** The Mixins that users of a scope made, as an immutable layer of the catalogue; the same object until one comes or goes. */
  userMixins(scope: Scope): Promise<CategoryLayer>

  /**
   * A secret text that lives as long as what the Registry holds, and is the same for all processes on it: entity tags and tokens made with it stay
   * good over a restart. Random, 32 characters at least. Missing: the service makes one up for each process.
   * @throws OcciError `unavailable`
   */
  secret?(): Promise<string>

  /** Who owns what a request makes, from the extras that authentication gave. Missing: nobody, all is shared. */
  owner(extras: unknown): string | undefined
  /** On whose behalf a request reads and writes. */
  scope(extras: unknown): Scope
  /** A new id for an Entity: an absolute URI, `urn:uuid:...` by default. */
  newId(kind: Kind, extras: unknown): string
  /** Says which Backend serves a Category; `undefined`: none. Called for the service's own and for every Mixin a user adds. */
  setBackend(category: Kind | Mixin | Action, backend: Backend | undefined): void
  /** Which Backends an operation calls for an Entity, in which order; an object that serves several of `call.categories` once. */
  backendsFor(
    entity: Pick<EntityData, 'kind' | 'mixins'>,
    call: Omit<Call, 'undo' | 'signal'>,
    extras: unknown,
  ): readonly BackendCall[]
  /** Takes a user's Mixin out of the service and off its members. @throws OcciError as commit */
  removeMixin(mixin: Mixin, scope: Scope): Promise<void>
  /** Adds a Rendering; it takes over the media types it names, those that it only reads too. */
  setRendering(rendering: Rendering): void
  /** The Rendering that writes or reads a media type; `undefined`: none. */
  renderingOf(mediaType: string): Rendering | undefined
  /** All media types that are written, in the order in which their Renderings were added. */
  mediaTypes(): readonly string[]
  /** Lets go of files and connections; what is under way is finished first. */
  close(): Promise<void>
}
