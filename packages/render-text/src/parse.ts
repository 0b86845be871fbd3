import {
  link as coreLink,
  OcciError,
  type ActionInput,
  type Catalog,
  type CategoryInput,
  type CategoryReference,
  type EntityInput,
  type FilterInput,
  type InputForm,
  type InputForms,
  type InputValue,
  type LinkInput,
  type RenderingContext,
} from '@occi/core'
import type { CategoryDescription, LinkDescription } from './entries.ts'
import type { Field, FieldName } from './grammar.ts'
import { readMessage, type Message } from './message.ts'

/** Where the fields were: how messages name the whole. */
export type Place = 'body' | 'header'

interface Source {
  readonly message: Message
  readonly catalog: Catalog
  readonly place: Place
}

/**
 * Reads one of the forms of input from fields.
 * @throws OcciError `malformed`, `too-large`, with `where`
 */
export function parseFields<F extends InputForm>(
  form: F,
  fields: readonly Field[],
  place: Place,
  { catalog, limits }: Pick<RenderingContext, 'catalog' | 'limits'>,
): InputForms[F] {
  return forms[form]({ message: readMessage(fields, limits), catalog, place })
}

/** Which fields say something on a form. */
export const fieldsOfForm: { readonly [F in InputForm]: ReadonlySet<FieldName> } = {
  entity: new Set(['Category', 'Link', 'X-OCCI-Attribute', 'X-OCCI-Location']),
  entities: new Set(['Category', 'Link', 'X-OCCI-Attribute', 'X-OCCI-Location']),
  action: new Set(['Category', 'X-OCCI-Attribute']),
  categories: new Set(['Category']),
  members: new Set(['X-OCCI-Location']),
  filter: new Set(['Category', 'X-OCCI-Attribute']),
}

const forms: { readonly [F in InputForm]: (source: Source) => InputForms[F] } = {
  entity: toEntity,
  entities: (source) => [toEntity(source)],
  action: toAction,
  categories: toCategories,
  members: ({ message }) => (message.locations.length === 0 ? undefined : message.locations),
  filter: toFilter,
}

function toEntity({ message, catalog, place }: Source): EntityInput {
  const { categories, attributes, links } = message
  if (categories.length + attributes.size + links.length === 0) {
    const given = message.locations.length === 0 ? 'holds no' : 'holds X-OCCI-Location alone and no'
    missing(place, `${given} Category, Link or X-OCCI-Attribute, which describe an entity`)
  }
  return {
    categories: categories.map(toReference),
    attributes,
    links: links.filter((link) => !isActionLink(link, catalog)).map(toLink),
    where: place,
  }
}

/** GFD.229 5.1.1.1: exactly one Category, and attributes. Which Action is missing is for the server to say. */
function toAction({ message: { categories, attributes } }: Source): ActionInput {
  const [first, second] = categories
  if (second !== undefined) {
    const message = `an action invocation has one Category, the Action's; ${second.id} is a second one (${second.where})`
    throw new OcciError('malformed', message, { category: second.id, where: second.where })
  }
  return first === undefined ? { attributes } : { action: toReference(first), attributes }
}

function toCategories({ message: { categories }, place }: Source): readonly CategoryInput[] {
  if (categories.length === 0) missing(place, 'holds no Category')
  return categories.map(({ attributes, actions, ...category }) => ({
    ...category,
    capabilities: attributes.length + actions.length > 0,
  }))
}

function toFilter({ message: { categories, attributes } }: Source): FilterInput {
  return { categories: categories.map(toReference), attributes }
}

function toReference({ id, class: sort, where }: CategoryDescription): CategoryReference {
  return sort === undefined ? { id, where } : { id, class: sort, where }
}

function toLink({ target, rel, self, categories, attributes, where }: LinkDescription): LinkInput {
  // without a category it is a core#link.
  const ids = categories.length === 0 ? [coreLink.id] : categories
  return {
    target,
    rel,
    ...(self === undefined ? {} : { self }),
    categories: ids.map((id) => ({ id, where })),
    attributes: new Map(
      [...attributes].map(([name, value]): [string, InputValue] => [name, { value, where }]),
    ),
    links: [],
    where,
  }
}

/**
 * Whether a Link value offers an Action (GFD.229 4.2). A target may have a query of its own, so `rel` decides; where it
 * names nothing known here, as when a Mixin has gone since the entity was read, it does if it ends with the term in the target.
 */
function isActionLink({ target, rel, categories }: LinkDescription, catalog: Catalog): boolean {
  const term = actionTerm(target)
  if (term === undefined) return false
  const known = rel.map((id) => catalog.get(id)?.class).filter((sort) => sort !== undefined)
  if (known.length > 0) return known.includes('action')
  return categories.length === 0 && (rel.length === 0 || rel.some((id) => id.endsWith(`#${term}`)))
}

function actionTerm(target: string): string | undefined {
  const query = target.indexOf('?')
  return query < 0 ? undefined : (new URLSearchParams(target.slice(query)).get('action') ?? undefined)
}

function missing(place: Place, what: string): never {
  throw new OcciError('malformed', `the ${place} ${what}`, { where: place })
}
