import { given } from '../given.ts'
import { checkActions, type Action } from './action.ts'
import type { AttributeSpecs, AttributeTypes, TypesOf } from './attribute.ts'
import {
  defineCategory,
  ensure,
  isLocation,
  reservedScheme,
  type CategoryBase,
  type CategorySpec,
  type ClassifyingCategory,
} from './category.ts'

/** The type of an Entity (GFD.221 5.3.3), for life. */
export interface Kind<A extends AttributeTypes = AttributeTypes>
  extends CategoryBase<A>, ClassifyingCategory {
  readonly class: 'kind'
  /** The Kind that this one extends; its attributes and actions are inherited. Missing only for core#entity. */
  readonly parent?: Kind
  /** The Actions defined, own and inherited, inherited first, in the order in which they are offered. */
  readonly actions: readonly Action[]
  /** Whether clients may create entities of this Kind. */
  readonly creatable: boolean
  /** For Kinds of Links: what a Link may join. Missing: anything. */
  readonly ends?: LinkEnds
}

/** What Links of a Kind may join. */
export interface LinkEnds {
  /** Type identifiers of the Kinds (or of ancestors of the Kinds) of allowed sources. Missing: any Resource. */
  readonly source?: readonly string[]
  /** Type identifiers of the Kinds (or of ancestors of the Kinds) of allowed targets. Missing: any Entity. */
  readonly target?: readonly string[]
  /** Whether the target may lie outside the service (GFD.221 5.4.3). Missing: it may. */
  readonly external?: boolean
}

/** What {@link defineKind} takes. */
export interface KindSpec<P extends AttributeTypes, S extends AttributeSpecs> extends CategorySpec<S> {
  /** The Kind that is extended: `resource`, `link`, or one that descends from them. */
  readonly parent: Kind<P>
  /** The path of the Collection, from `/` to `/`. Missing: the Kind is abstract and has no Collection. */
  readonly location?: string
  /** The Actions that this Kind adds. */
  readonly actions?: readonly Action[]
  /** Whether clients may create entities; missing: they may if there is a location. */
  readonly creatable?: boolean
  readonly ends?: LinkEnds
  readonly owner?: string
  readonly extras?: unknown
}

/** The attribute types of a Kind: `AttributesOf<typeof compute>`. */
export type AttributesOf<K> = K extends Kind<infer A> ? A : never

/**
 * Declares a Kind that extends another (GFD.221 5.5.2).
 * @throws OcciError `invalid-definition` for bad names, a missing parent, a parent that may not be extended, a bad location, an attribute
 * or Action that the parent has already, `ends` of what is no Link
 */
export function defineKind<P extends AttributeTypes, const S extends AttributeSpecs = Record<never, never>>(
  spec: KindSpec<P, S>,
): Kind<P & TypesOf<S>> {
  const { parent, actions = [], location, creatable = location !== undefined, ends, owner, extras } = spec
  const category = defineCategory('Kind', spec)
  checkKind(category, spec)
  return Object.freeze({
    class: 'kind',
    ...category,
    attributes: Object.freeze({ ...parent.attributes, ...category.attributes }),
    parent,
    actions: Object.freeze([...parent.actions, ...actions]),
    creatable,
    ...given({ location, ends, owner, extras }),
  }) as unknown as Kind<P & TypesOf<S>>
}

/** Whether a Kind is `ancestor` or descends from it. */
export function isKindOf(kind: Kind, ancestor: string): boolean {
  return kind.id === ancestor || (kind.parent !== undefined && isKindOf(kind.parent, ancestor))
}

/** The Kind in the line of ancestors that defines an Action; `undefined` if none does. */
export function definerOf(kind: Kind, action: Pick<Action, 'id'>): Kind | undefined {
  if (!kind.actions.some(({ id }) => id === action.id)) return undefined
  return (kind.parent && definerOf(kind.parent, action)) ?? kind
}

const coreScheme = `${reservedScheme}core#`
const baseTypes = new Set([`${coreScheme}resource`, `${coreScheme}link`])

function checkKind(category: CategoryBase, spec: KindSpec<AttributeTypes, AttributeSpecs>): void {
  const { parent, location, actions = [], ends } = spec
  const { id } = category
  ensure(
    parent?.class === 'kind',
    id,
    'the parent of a Kind is a Kind; resource and link of @occi/core are the roots to extend',
  )
  // GFD.221 5.5.2: only Resource and Link are sub-typed.
  ensure(
    parent.parent !== undefined || baseTypes.has(id),
    id,
    'a Kind extends resource or link, never entity itself',
  )
  ensure(
    location === undefined || isLocation(location),
    id,
    `a location is a path from "/" to "/", not "${location}"`,
  )
  const again = Object.keys(category.attributes).find((name) => Object.hasOwn(parent.attributes, name))
  ensure(
    again === undefined,
    id,
    `the attribute ${again} is inherited from ${parent.id} and cannot be defined again`,
  )
  ensure(ends === undefined || isKindOf(parent, `${coreScheme}link`), id, 'only a Kind of Links has ends')
  checkActions(id, 'Kind', [...parent.actions, ...actions])
}
