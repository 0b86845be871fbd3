import type { AttributeValue, Pattern } from '@occi/core'

/*
 * The structures of GFD.226 as they are written. A member that is `undefined` is left out, as is every one that would be empty; `null`
 * occurs nowhere.
 */

/** A Resource (GFD.226 3.1.1). */
export interface ResourceShape {
  readonly kind: string
  readonly mixins: readonly string[] | undefined
  readonly attributes: AttributesShape | undefined
  readonly actions: readonly string[] | undefined
  readonly id: string
  /** Whole, as they are by themselves. */
  readonly links: readonly LinkShape[] | undefined
  readonly summary: AttributeValue | undefined
  readonly title: AttributeValue | undefined
}

/** A Link (GFD.226 3.1.2). */
export interface LinkShape {
  readonly kind: string
  readonly mixins: readonly string[] | undefined
  readonly attributes: AttributesShape | undefined
  readonly actions: readonly string[] | undefined
  readonly id: string
  readonly source: EndShape
  readonly target: EndShape
  readonly title: AttributeValue | undefined
}

/** Where a Link starts or ends (GFD.226 3.1.2.1). */
export interface EndShape {
  /** A path from `/` inside the service, an absolute URI outside. */
  readonly location: string
  readonly kind: string | undefined
}

/** Attributes by their whole names (GFD.226 3.5). */
export type AttributesShape = Readonly<Record<string, AttributeValue>>

/** A Kind, a Mixin or an Action (GFD.226 3.2); an Action has term, scheme, title and attributes alone. */
export interface CategoryShape {
  readonly term: string
  readonly scheme: string
  readonly title: string | undefined
  readonly attributes: Readonly<Record<string, AttributeShape>> | undefined
  readonly actions?: readonly string[] | undefined
  /** Of a Kind. */
  readonly parent?: string | undefined
  /** Of a Mixin. */
  readonly depends?: readonly string[] | undefined
  /** Of a Mixin. */
  readonly applies?: readonly string[] | undefined
  readonly location?: string | undefined
}

/** What an attribute may hold (GFD.226 3.5.1). */
export interface AttributeShape {
  readonly mutable: boolean
  readonly required: boolean
  readonly type: 'string' | 'number' | 'boolean' | 'array' | 'object'
  readonly pattern: Pattern | undefined
  readonly default: AttributeValue | undefined
  readonly description: string | undefined
}

/** Categories (GFD.226 3.4). */
export interface CategoriesShape {
  readonly kinds: readonly CategoryShape[] | undefined
  readonly mixins: readonly CategoryShape[] | undefined
  readonly actions: readonly CategoryShape[] | undefined
}

/** A refusal, which GFD.226 does not define; clients of three services find what they look for. */
export interface ErrorShape {
  /** The HTTP status. */
  readonly status: number
  /** The sentence. */
  readonly error: string
  /** The sentence again. */
  readonly message: string
  /** The stable word. */
  readonly code: string
  readonly attribute: string | undefined
  /** Where in the message it was. */
  readonly path: string | undefined
}
