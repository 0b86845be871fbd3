import type { AttributeValue } from '../model/attribute.ts'
import type { Literal } from '../model/literal.ts'

/** A value as it was sent, and where it stood (`X-OCCI-Attribute line 3`), for messages. */
export interface InputValue {
  /** Typed, or the characters that were sent where the format has no types. */
  readonly value: AttributeValue | Literal
  /** Its place in the message, for people. */
  readonly where: string
}

/** A Category as it was named by term and scheme, or by type identifier. */
export interface CategoryReference {
  /** The type identifier. */
  readonly id: string
  /** What the sender took it for. Missing: not said. */
  readonly class?: 'kind' | 'mixin' | 'action'
  /** Its place in the message, for people. */
  readonly where: string
}

/** An Entity to create, to replace or to change, as a client described it; nothing in it is validated against a definition yet. */
export interface EntityInput {
  /** Kind and Mixins, in the order sent, unresolved; a change may name none. */
  readonly categories: readonly CategoryReference[]
  /** By name; `occi.core.id`, `occi.core.title`, `occi.core.source`... are entries like others. */
  readonly attributes: ReadonlyMap<string, InputValue>
  /** Links that start at this Entity; action links are left out by the Rendering. */
  readonly links: readonly LinkInput[]
  /** Where it stood in the message. */
  readonly where: string
}

/** A Link described inline in its source. */
export interface LinkInput extends EntityInput {
  /** The target as sent: a path, an absolute URI or an id. Empty: none, the Link is one that exists and is only named. */
  readonly target: string
  /** The type identifiers that `rel` gave for the target. Empty: none. */
  readonly rel: readonly string[]
  /** The location of the Link as sent. Missing: it is new. */
  readonly self?: string
}

/** An Action and its parameters. */
export interface ActionInput {
  /** The Action. Missing: the body named none. */
  readonly action?: CategoryReference
  /** The parameters, by name; nothing in them is validated yet. */
  readonly attributes: ReadonlyMap<string, InputValue>
  /** Of an Action on a Collection: the members to act on. Missing: all of them. */
  readonly members?: readonly EntityReference[]
}

/** A Category as a client defines it (a user's Mixin) or selects it. */
export interface CategoryInput extends CategoryReference {
  /** The part of the id behind the scheme. */
  readonly term: string
  /** The part of the id before the term, `#` included. */
  readonly scheme: string
  /** Missing: none was given. */
  readonly title?: string
  /** Type identifiers. Empty: none. */
  readonly rel: readonly string[]
  /** As sent: a path or a URL. Missing: none was given. */
  readonly location?: string
  /** Whether attributes, Actions or `applies` were given, which a user's Mixin may not have (GFD.185 3.4.1). */
  readonly capabilities: boolean
}

/** A filter: what an Entity must have to be listed (GFD.223 7). */
export interface FilterInput {
  /** Kinds and Mixins that it must have, all of them. Empty: any. */
  readonly categories: readonly CategoryReference[]
  /** Values that it must have, all of them, by name. Empty: any. */
  readonly attributes: ReadonlyMap<string, InputValue>
}

/** A reference to an Entity of this service, as sent: a path, an absolute URL or an id. */
export interface EntityReference {
  /** The path, URL or id. */
  readonly reference: string
  /** Its place in the message, for people. */
  readonly where: string
}

/** What a Rendering can be asked to read, by form. */
export interface InputForms {
  /** Entities to create; Links among them may point to others of the same message. At least one. */
  readonly entities: readonly EntityInput[]
  /** One Entity to replace or to change. */
  readonly entity: EntityInput
  /** One invocation. */
  readonly action: ActionInput
  /** Definitions of Mixins to add to, or take from, the query interface. */
  readonly categories: readonly CategoryInput[]
  /** Entities by reference: the members of a Collection. `undefined`: the message says nothing on them. */
  readonly members: readonly EntityReference[] | undefined
  /** Which entities to list, or Categories to show. */
  readonly filter: FilterInput
}

/** The forms of input. */
export type InputForm = keyof InputForms
