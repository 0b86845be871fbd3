import type { Action } from '../model/action.ts'
import type { AttributeTypes, AttributeValue } from '../model/attribute.ts'
import type { AttributesHeld, Entity, EntityData } from '../model/entity.ts'
import type { CategoryBase } from '../model/category.ts'
import type { Kind } from '../model/kind.ts'
import type { LinkEnd, Link } from '../model/link.ts'
import type { Mixin } from '../model/mixin.ts'

/**
 * The glue between the service and what it manages. Six calls, each may be async, each may be left out. One object may
 * serve a Kind, Mixins and Actions at once; it is then called once for an Entity and operation, with all of them in `call.categories`.
 *
 * A Backend has the last word: it refuses by throwing {@link Refusal} (400 unless it says otherwise) and nothing is kept; anything else
 * thrown is answered with 500, logged whole, and not sent. What it writes on a draft is checked for types and patterns, not for mutability.
 */
export interface Backend<A extends AttributeTypes = AttributeTypes, Extras = unknown> {
  /** Declares that the calls act on nothing outside, so that an operation needs one commit and no reservation. Missing: they act outside. */
  readonly actsInside?: boolean
  /**
   * With a Kind in `call.categories` the Entity comes to be; with Mixins alone they are put on it. (A new Link of a Resource that is updated
   * comes with operation `update` and its Kind.)
   */
  create?(draft: Draft<A>, call: Call, extras: Extras): Promise<void> | void
  /** A client looks: write what is true now. What changed is committed like any other change. */
  retrieve?(draft: Draft<A>, call: Call, extras: Extras): Promise<void> | void
  /** A partial change. The draft holds what was asked for, merged and validated; nothing to add: write nothing. Undone by the same call with `old` and `draft` exchanged. */
  update?(old: Entity<A>, draft: Draft<A>, call: Call, extras: Extras): Promise<void> | void
  /** A full replacement; like update. */
  replace?(old: Entity<A>, draft: Draft<A>, call: Call, extras: Extras): Promise<void> | void
  /**
   * With a Kind in `call.categories` the Entity goes; with Mixins alone they are taken off it. Also takes back a `create` (`call.undo`): then
   * the Entity is as the draft was after it.
   */
  delete?(entity: Entity<A>, call: Call, extras: Extras): Promise<void> | void
  /** An Action is invoked. What it returns is answered in place of the Entity (`save` answers with the new OS template, GFD.224 3.1). */
  action?(
    draft: Draft<A>,
    action: Action,
    attributes: ActionAttributes,
    call: Call,
    extras: Extras,
  ): Promise<ActionOutcome | void> | ActionOutcome | void
}

/** The parameters of an invocation, validated, defaults filled in. Unset ones are absent. */
export type ActionAttributes = Readonly<Record<string, AttributeValue | undefined>>

/** What an Action made besides changing its Entity. */
export interface ActionOutcome {
  /** Categories to answer with. */
  readonly categories: readonly (Kind | Mixin)[]
}

/** The operations of a service, as Backends are told. */
export type Operation =
  | 'create'
  | 'retrieve'
  | 'update'
  | 'replace'
  | 'associate'
  | 'dissociate'
  | 'action'
  | 'delete'

/** What a call is for. */
export interface Call {
  /** What the client asked for, or what follows from it. */
  readonly operation: Operation
  /** Which of the Categories this object serves the call is for: the Kind, or the Mixins that are put on or taken off, or both. */
  readonly categories: readonly (Kind | Mixin)[]
  /** For operation `action`: the Action. */
  readonly action?: Action
  /** Whether this call takes back an earlier one of the same operation. */
  readonly undo: boolean
  /** Aborts when the client hangs up or the service gives up waiting; a call that undoes is not aborted. */
  readonly signal: AbortSignal
  /** The same in all calls, log lines and answers of one request. */
  readonly requestId: string
}

/** An Entity in the making: a Backend sets attributes (server-only ones too), applicable Actions and extras; the rest is the service's business. */
export type Draft<A extends AttributeTypes = AttributeTypes> = Omit<
  EntityData<A>,
  'attributes' | 'actions' | 'extras'
> & {
  /** Whether it is a Resource or a Link. */
  readonly type: 'resource' | 'link'
  /** Set, overwrite or `delete`. */
  attributes: { -readonly [N in keyof AttributesHeld<A>]: AttributesHeld<A>[N] }
  /** The Actions applicable from now on; all that Kind and Mixins define unless set. */
  actions: readonly Action[]
  /** Whatever the Backend attaches: stored, never rendered. Missing: nothing. */
  extras?: AttributeValue | undefined
  /** Of a Resource: the Links that start here, as far as they exist yet. */
  readonly links: readonly Link[]
  /** Of a Link: where it starts. */
  readonly source?: LinkEnd
  /** Of a Link: where it ends. */
  readonly target?: LinkEnd
}

/** Which Backend serves which Categories. */
export interface BackendEntry {
  /** Kinds, Mixins and Actions; one at least. */
  readonly categories: readonly (Kind | Mixin | Action)[]
  /** Called for entities that have them. */
  readonly backend: Backend
}

/** The attribute types of a Category. */
type TypesIn<C> = C extends CategoryBase<infer A> ? A : never

/**
 * Says that a Backend serves a Kind, a Mixin or an Action, or several: `serve(compute, { create(draft) { ... } })`. The draft's
 * attributes have the types of the Category; for several those that are common to all.
 */
export function serve<C extends Kind | Mixin | Action, Extras = unknown>(
  categories: C | readonly C[],
  backend: Backend<Pick<TypesIn<C>, keyof TypesIn<C>>, Extras>,
): BackendEntry {
  return { categories: [categories].flat() as BackendEntry['categories'], backend }
}
