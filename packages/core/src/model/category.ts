import { withArticle } from '../article.ts'
import { OcciError } from '../errors.ts'
import {
  defineAttributes,
  type AttributeDefinitions,
  type AttributeSpecs,
  type AttributeTypes,
} from './attribute.ts'

/** What Kind, Mixin and Action have in common (GFD.221 5.3.1). All of it is immutable. */
export interface CategoryBase<A extends AttributeTypes = AttributeTypes> {
  /** The name within the scheme (GFD.229 4.1: letters, digits, `-`, `_`, `.`). */
  readonly term: string
  /** The name space, an absolute URI that ends with `#`. */
  readonly scheme: string
  /** The type identifier: scheme and term concatenated (GFD.221 5.3.1). */
  readonly id: string
  /** A display name. Missing: none. */
  readonly title?: string
  /** The attributes by name; of a Kind own and inherited ones, inherited first. */
  readonly attributes: AttributeDefinitions<A>
}

/** What Kinds and Mixins have besides: a Collection of their entities, and what the service attaches. */
export interface ClassifyingCategory {
  /** The path of the Collection, from `/` to `/`. Missing: the Category has no Collection (GFD.223 4). */
  readonly location?: string
  /** Who alone sees and may remove this Category. Missing: everyone sees it. */
  readonly owner?: string
  /** Whatever the service attaches; never rendered. */
  readonly extras?: unknown
}

/** What every `define...` function takes. */
export interface CategorySpec<S extends AttributeSpecs = AttributeSpecs> {
  readonly scheme: string
  readonly term: string
  readonly title?: string
  /** Missing: none of its own. */
  readonly attributes?: S
}

/** The name space reserved for OCCI itself (GFD.221 5.3.1). */
export const reservedScheme = 'http://schemas.ogf.org/occi/'

/** The grammar of terms (GFD.229 4.1): a letter or digit, then letters, digits, `-`, `_` and `.`. */
export function isTerm(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(text)
}

/** Whether a text is a scheme as we define them: an absolute URI that ends with `#`. */
export function isScheme(text: string): boolean {
  return /^[A-Za-z][A-Za-z0-9+.-]*:[^\s"<>\\^`{|}#]+#$/.test(text)
}

/** Whether a text can be the location of a Category: a path from `/` to `/` with at least one segment, none of them `.`, `..` or empty. */
export function isLocation(text: string): boolean {
  return /^(\/[A-Za-z0-9._~!$&'()*+=:@%-]+)+\/$/.test(text) && !/\/\.{1,2}\//.test(text)
}

/** The common part of a Category, checked. @throws OcciError `invalid-definition` */
export function defineCategory(
  sort: string,
  spec: CategorySpec,
): Omit<CategoryBase, 'attributes'> & { readonly attributes: AttributeDefinitions } {
  const { scheme, term, title, attributes = {} } = spec
  const id = `${scheme}${term}`
  ensure(
    isTerm(term ?? ''),
    id,
    `the term of ${withArticle(sort)} is a letter or digit followed by letters, digits, ".", "_" or "-", not "${term}"`,
  )
  ensure(
    isScheme(scheme ?? ''),
    id,
    `the scheme of ${withArticle(sort)} is an absolute URI ending with "#", not "${scheme}"`,
  )
  ensure(
    title === undefined || !hasControlCharacter(title),
    id,
    `the title of ${withArticle(sort)} holds no control characters`,
  )
  return {
    term,
    scheme,
    id,
    ...(title === undefined ? {} : { title }),
    attributes: defineAttributes(`${sort} ${id}`, attributes),
  }
}

/** Throws `invalid-definition` about a Category unless `good`. */
export function ensure(good: boolean, category: string, message: string): asserts good {
  if (!good) throw new OcciError('invalid-definition', `${category}: ${message}`, { category })
}

function hasControlCharacter(text: string): boolean {
  return Array.from(text).some((character) => character < ' ' || character === '\u007f')
}
