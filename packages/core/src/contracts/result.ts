import type { OcciError } from '../errors.ts'
import type { Action } from '../model/action.ts'
import type { Page } from '../model/collection.ts'
import type { Entity } from '../model/entity.ts'
import type { Kind } from '../model/kind.ts'
import type { Mixin } from '../model/mixin.ts'

/** One Entity. */
export interface EntityResult {
  readonly form: 'entity'
  /** Resources with their Links, as far as the caller sees them. */
  readonly entity: Entity
}

/** A Collection or a page of it. Each call walks it anew, in short chunks, as it is then; breaking off is allowed. */
export interface CollectionResult {
  readonly form: 'collection'
  /** What its members are: Links, Resources, or both (a Mixin's Collection, an unbound path). */
  readonly of: 'resources' | 'links' | 'entities'
  /** The paths of the members. */
  readonly locations: () => AsyncIterable<readonly string[]>
  /** The members, Resources with their Links. */
  readonly entities: () => AsyncIterable<readonly Entity[]>
  /** The Category whose Collection it is. Missing: an unbound path. */
  readonly category?: Kind | Mixin
  /** The page that was asked for, to which locations and entities keep. Missing: all. */
  readonly page?: Page
  /** The number of all members, where the service knows it and a Rendering wants it. */
  readonly count: () => Promise<number>
}

/** What a creation made, in the order asked for; Links that were described inline are not among them. At least one. */
export interface CreatedResult {
  readonly form: 'created'
  /** As they are stored. */
  readonly entities: readonly Entity[]
}

/** Categories: the query interface or a part of it, or what an Action made. */
export interface CategoriesResult {
  readonly form: 'categories'
  /** Kinds, Mixins and Actions, in order of declaration. */
  readonly categories: Iterable<Kind | Mixin | Action>
  /** The same text answers the same question as long as this stays the same; missing: do not keep it. */
  readonly version?: string
}

/** Done, nothing to show. */
export interface DoneResult {
  readonly form: 'done'
}

/** A refusal. */
export interface ErrorResult {
  readonly form: 'error'
  /** Its sentence is for the client; its cause is not. */
  readonly error: OcciError
  /** The HTTP status that the server chose. */
  readonly status: number
}

/** What an operation gives to the Rendering. */
export type Result =
  | EntityResult
  | CollectionResult
  | CreatedResult
  | CategoriesResult
  | DoneResult
  | ErrorResult

/** The forms of results. */
export type ResultForm = Result['form']
