import { given } from '../given.ts'
import { checkActions, type Action } from './action.ts'
import type { AttributeSpecs, AttributeTypes, TypesOf } from './attribute.ts'
import {
  defineCategory,
  isLocation,
  ensure,
  type CategoryBase,
  type CategorySpec,
  type ClassifyingCategory,
} from './category.ts'
import type { Kind } from './kind.ts'

/** A Category that adds attributes and Actions to single entities, at creation or later (GFD.221 5.3.4). */
export interface Mixin<A extends AttributeTypes = AttributeTypes>
  extends CategoryBase<A>, ClassifyingCategory {
  readonly class: 'mixin'
  /** Type identifiers of Mixins whose capabilities come along; text renders the first as `rel`. A user's may be unknown here. */
  readonly depends: readonly string[]
  /** Type identifiers of the Kinds (or of their ancestors) it may be put on. Empty: any. */
  readonly applies: readonly string[]
  /** The Actions it adds. */
  readonly actions: readonly Action[]
  /** `provider`: part of the service. `user`: made by a client through the query interface, who may remove it. */
  readonly origin: 'provider' | 'user'
  /** Missing: what depends on it are ordinary Mixins. */
  readonly templates?: TemplateRules
}

/** How Mixins that depend on this one behave as templates (GFD.224 3.5). */
export interface TemplateRules {
  /** An Entity has one of them at the most; a new one takes the place of the old. */
  readonly exclusive?: boolean
  /** Their defaults win over what the client sends in the same request. */
  readonly imposing?: boolean
}

/** What {@link defineMixin} takes. */
export interface MixinSpec<S extends AttributeSpecs = AttributeSpecs> extends CategorySpec<S> {
  /** Mixins, or their type identifiers, that this one depends on. */
  readonly depends?: readonly (string | Mixin)[]
  /** Kinds, or their type identifiers, that this one may be put on. Missing: any. */
  readonly applies?: readonly (string | Kind)[]
  readonly actions?: readonly Action[]
  /** The path of the Collection, from `/` to `/`. Missing: the Mixin has no Collection. */
  readonly location?: string
  /** Missing: `provider`. */
  readonly origin?: 'provider' | 'user'
  readonly templates?: TemplateRules
  readonly owner?: string
  readonly extras?: unknown
}

/**
 * Declares a Mixin (GFD.221 5.5.3).
 * @throws OcciError `invalid-definition` for bad names, a bad location, or things in `depends`, `applies` or `actions` that do not belong there
 */
export function defineMixin<const S extends AttributeSpecs = Record<never, never>>(
  spec: MixinSpec<S>,
): Mixin<TypesOf<S>> {
  const {
    depends = [],
    applies = [],
    actions = [],
    location,
    origin = 'provider',
    templates,
    owner,
    extras,
  } = spec
  const category = defineCategory('Mixin', spec)
  ensure(
    location === undefined || isLocation(location),
    category.id,
    `a location is a path from "/" to "/", not "${location}"`,
  )
  checkActions(category.id, 'Mixin', actions)
  return Object.freeze({
    class: 'mixin',
    ...category,
    depends: identifiers(category.id, 'depends', 'mixin', depends),
    applies: identifiers(category.id, 'applies', 'kind', applies),
    actions: Object.freeze([...actions]),
    origin,
    ...given({ location, templates, owner, extras }),
  }) as Mixin<TypesOf<S>>
}

function identifiers(
  owner: string,
  member: string,
  wanted: string,
  list: readonly (string | Kind | Mixin)[],
): readonly string[] {
  for (const one of list)
    ensure(
      typeof one === 'string' || one?.class === wanted,
      owner,
      `${member} holds ${wanted}s or type identifiers`,
    )
  return Object.freeze(list.map((one) => (typeof one === 'string' ? one : one.id)))
}
