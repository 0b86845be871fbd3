import {
  OcciError,
  checkApplicable,
  resolve,
  type Catalog,
  type CategorySource,
  type EntityInput,
  type Kind,
  type Mixin,
} from '@occi/core'

/** The Kind and the Mixins that an input names. */
export interface NamedCategories {
  /** Missing: none was named. */
  readonly kind?: Kind
  readonly mixins: readonly Mixin[]
}

/**
 * Resolves the Categories of an input.
 * @throws OcciError `unknown-category`, `malformed` for an Action or for more than one Kind
 */
export function namedIn(input: EntityInput, catalog: CategorySource): NamedCategories {
  const named = resolve(input.categories, catalog)
  const action = named.find((category) => category.class === 'action')
  if (action !== undefined)
    throw malformed(`${action.id} is an Action; invoke it with ?action=${action.term}`, input)
  const kinds = named.filter((category) => category.class === 'kind')
  const [kind, second] = kinds
  if (second !== undefined)
    throw malformed(`an Entity has one Kind, not ${kinds.map(({ id }) => id).join(' and ')}`, input)
  const mixins = named.filter((category) => category.class === 'mixin')
  return kind === undefined ? { mixins } : { kind, mixins }
}

/** The Categories of a new Entity. @throws OcciError `missing-kind` (GFD.221 5.3.6), `not-applicable` and as {@link namedIn} */
export function categoriesOfNew(input: EntityInput, catalog: Catalog): Required<NamedCategories> {
  const { kind, mixins } = namedIn(input, catalog)
  if (kind === undefined)
    throw new OcciError('missing-kind', `a new Entity needs the Category of its Kind (${input.where})`, {
      where: input.where,
    })
  checkApplicable(mixins, kind, catalog)
  return { kind, mixins }
}

function malformed(message: string, { where }: EntityInput): OcciError {
  return new OcciError('malformed', `${message} (${where})`, { where })
}
