/** A value as text says it. */
export type Scalar = string | number | boolean

/** A value as a rendering says it; JSON alone has lists and objects. */
export type Value = Scalar | readonly unknown[] | Readonly<Record<string, unknown>>

/** A Category as it is named, selected or defined in a request, and as a rendering describes it. */
export interface CategoryView {
  readonly term: string
  readonly scheme: string
  /** Missing in a request: not said. */
  readonly class?: 'kind' | 'mixin' | 'action'
  readonly title?: string
  readonly rel?: string
  /** The path within the service, without its prefix. */
  readonly location?: string
  readonly attributes?: readonly AttributeView[]
  /** Type identifiers. */
  readonly actions?: readonly string[]
}

/** An attribute as the query interface shows it. */
export interface AttributeView {
  readonly name: string
  readonly properties: readonly string[]
}

/** A Link inside its source. Paths are within the service, without its prefix; a target outside is absolute. */
export interface LinkView {
  readonly target: string
  readonly rel: readonly string[]
  readonly self?: string
  readonly category: readonly string[]
  readonly attributes: ReadonlyMap<string, Value>
}

/** An Action that is offered. */
export interface ActionView {
  /** Path and query to invoke it, without the prefix of the service. */
  readonly target: string
  /** Its type identifier. */
  readonly id: string
}

/** What an answer says, whatever its rendering. What it says nothing of is empty. */
export interface View {
  readonly categories: readonly CategoryView[]
  readonly links: readonly LinkView[]
  readonly actions: readonly ActionView[]
  readonly attributes: ReadonlyMap<string, Value>
  /** Paths of entities within the service, without its prefix. */
  readonly locations: readonly string[]
}

/** The view of an answer without content. */
export const nothing: View = { categories: [], links: [], actions: [], attributes: new Map(), locations: [] }

/** The type identifier of a Category. */
export function idOf(category: Pick<CategoryView, 'scheme' | 'term'>): string {
  return `${category.scheme}${category.term}`
}

/** The text of an attribute; empty if it is missing or no text. */
export function textOf({ attributes }: Pick<View, 'attributes'>, name: string): string {
  const value = attributes.get(name)
  return typeof value === 'string' ? value : ''
}

/** The type identifiers of the Kinds in a view: of an Entity exactly one. */
export function kindsIn(view: View): readonly string[] {
  return view.categories.filter((category) => category.class === 'kind').map(idOf)
}

/** The type identifiers of the Mixins in a view, in the order in which they came. */
export function mixinsIn(view: View): readonly string[] {
  return view.categories.filter((category) => category.class === 'mixin').map(idOf)
}

/** The terms of the Actions that are offered, in the order in which they came. */
export function actionsIn(view: View): readonly string[] {
  return view.actions.map((action) => action.id.slice(action.id.indexOf('#') + 1))
}
