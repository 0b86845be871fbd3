import {
  appliesTo,
  isKindOf,
  link,
  reservedScheme,
  resource,
  sourceFits,
  targetFits,
  templateFamilies,
  withDependencies,
  type Action,
  type Catalog,
  type Category,
  type Kind,
  type Mixin,
} from '@occi/core'

/** The questions that pages ask the catalogue. */

/** A Kind that has a Collection. */
export type ServedKind = Kind & { readonly location: string }

/** The Kinds of Resources among those served. */
export function resourceKinds(catalog: Catalog): readonly ServedKind[] {
  return servedKinds(catalog).filter((kind) => isKindOf(kind, resource.id))
}

/** The Kinds of Links among those served. */
export function linkKinds(catalog: Catalog): readonly ServedKind[] {
  return servedKinds(catalog).filter((kind) => isKindOf(kind, link.id))
}

/** The Kinds of Links that can start at an Entity of a Kind. */
export function linksFrom(source: Kind, catalog: Catalog): readonly ServedKind[] {
  return linkKinds(catalog).filter((kind) => kind.creatable && sourceFits(kind, source))
}

/** The Kinds that a Link of a Kind can lead to. */
export function targetsOf(kind: Kind, catalog: Catalog): readonly ServedKind[] {
  return resourceKinds(catalog).filter((target) => targetFits(kind, target))
}

/** The Kinds that a Link of a Kind can start at. */
export function sourcesOf(kind: Kind, catalog: Catalog): readonly ServedKind[] {
  return resourceKinds(catalog).filter((source) => sourceFits(kind, source))
}

/** The Mixins that users made and that have a Collection. */
export function userCollections(catalog: Catalog): readonly Mixin[] {
  return sortedOf(catalog).userCollections
}

/** Templates of one family, of which an Entity has one at the most. */
export interface Family {
  readonly family: Mixin
  readonly templates: readonly Mixin[]
}

/** What can be put on entities of a Kind. */
export interface Choices {
  readonly families: readonly Family[]
  /** The provider's Mixins that are no templates. */
  readonly extras: readonly Mixin[]
  /** Users' Mixins. */
  readonly tags: readonly Mixin[]
}

/** What can be put on entities of a Kind, sorted as forms offer it. */
export function choicesFor(kind: Kind, catalog: Catalog): Choices {
  const { choices } = sortedOf(catalog)
  const known = choices.get(kind) ?? findChoices(kind, catalog)
  choices.set(kind, known)
  return known
}

function findChoices(kind: Kind, catalog: Catalog): Choices {
  const fitting = sortedOf(catalog).mixins.filter((mixin) => fits(mixin, kind, catalog))
  const templates = new Map(
    fitting.flatMap((mixin) => {
      const [family] = templateFamilies(mixin, 'exclusive', catalog)
      return family === undefined ? [] : [[mixin, family] as const]
    }),
  )
  const families = [...new Set(templates.values())]
  const others = fitting.filter((mixin) => !templates.has(mixin) && mixin.templates === undefined)
  return {
    families: families.map((family) => ({
      family,
      templates: [...templates].filter(([, other]) => other === family).map(([mixin]) => mixin),
    })),
    extras: others.filter(({ origin }) => origin === 'provider'),
    tags: others.filter(({ origin }) => origin === 'user'),
  }
}

/** The Action with a term among those of a Kind or an Entity. */
export function actionCalled(term: string | null, actions: readonly Action[]): Action | undefined {
  return actions.find((action) => action.term === term)
}

/** The Kinds that have Collections, those of core apart. */
function servedKinds(catalog: Catalog): readonly ServedKind[] {
  return sortedOf(catalog).servedKinds
}

/** What every page asks of its catalogue, which may hold very many Mixins. */
interface Sorted {
  readonly servedKinds: readonly ServedKind[]
  readonly mixins: readonly Mixin[]
  readonly userCollections: readonly Mixin[]
  readonly choices: WeakMap<Kind, Choices>
}

const kept = new WeakMap<Catalog, Sorted>()

/** The Categories of a catalogue, sorted; remembered, since a catalogue never changes. */
function sortedOf(catalog: Catalog): Sorted {
  const known = kept.get(catalog) ?? sort(catalog)
  kept.set(catalog, known)
  return known
}

function sort(catalog: Catalog): Sorted {
  const all = [...catalog]
  const mixins = all.filter((category) => category.class === 'mixin')
  return {
    servedKinds: all.filter(isServedKind),
    mixins,
    userCollections: mixins.filter(({ origin, location }) => origin === 'user' && location !== undefined),
    choices: new WeakMap(),
  }
}

function isServedKind(category: Category): category is ServedKind {
  return category.class === 'kind' && category.location !== undefined && !isOfCore(category)
}

function fits(mixin: Mixin, kind: Kind, catalog: Catalog): boolean {
  return [...withDependencies([mixin], catalog)].every((one) => appliesTo(one, kind))
}

function isOfCore({ scheme }: Kind): boolean {
  return scheme === `${reservedScheme}core#`
}
