import { withArticle } from '../article.ts'
import { OcciError } from '../errors.ts'
import { wantedInstead } from '../model/attribute.ts'
import { reservedScheme } from '../model/category.ts'
import type { Kind } from '../model/kind.ts'
import type { Mixin } from '../model/mixin.ts'
import { showValue } from '../model/value.ts'
import { appliesTo, withDependencies, type CategorySource } from './capabilities.ts'

/** A type identifier that a Category mentions, in which member, and what it should be. */
interface Reference {
  readonly member: string
  readonly id: string
  readonly sort: 'kind' | 'mixin'
}

/** Checks that what a Category mentions is there. @throws OcciError `invalid-definition` */
export function checkReferences(category: Kind | Mixin, source: CategorySource): void {
  const references = category.class === 'kind' ? referencesOfKind(category) : referencesOfMixin(category)
  for (const { member, id, sort } of references) {
    if (source.get(id)?.class !== sort) {
      fail(category, `${member} names ${id}, which is not ${withArticle(sort)} of this service`)
    }
  }
}

/**
 * Checks that a provider's Categories invent nothing under OCCI's own names. A template may give values to OCCI's attributes
 * (GFD.221 5.3.2, 5.3.7), and a Kind may offer OCCI's Actions. @throws OcciError `invalid-definition`
 */
export function checkReserved(categories: readonly (Kind | Mixin)[]): void {
  const standard = categories.filter(isStandard)
  const attributes = new Set(standard.flatMap((category) => Object.keys(category.attributes)))
  const actions = new Set(standard.flatMap((category) => category.actions))
  for (const category of categories.filter((one) => !isStandard(one))) {
    const attribute = Object.keys(category.attributes).find(
      (name) => name.startsWith('occi.') && !attributes.has(name),
    )
    if (attribute !== undefined)
      fail(category, `the attribute ${attribute} takes the prefix reserved for OCCI`, attribute)
    const action = category.actions.find((one) => isStandard(one) && !actions.has(one))
    if (action !== undefined) fail(category, `the Action ${action.id} takes the scheme reserved for OCCI`)
  }
}

/** Checks that the defaults of Mixins fit the Kinds they may be put on. @throws OcciError `invalid-definition` */
export function checkDefaults(
  kinds: readonly Kind[],
  mixins: readonly Mixin[],
  source: CategorySource,
): void {
  for (const mixin of mixins) {
    const bounds = [...withDependencies([mixin], source)]
    for (const kind of kinds.filter((one) => bounds.every((bound) => appliesTo(bound, one))))
      checkDefaultsOn(kind, mixin)
  }
}

function checkDefaultsOn(kind: Kind, mixin: Mixin): void {
  for (const [name, { default: fallback }] of Object.entries(mixin.attributes)) {
    const definition = Object.hasOwn(kind.attributes, name) ? kind.attributes[name] : undefined
    if (definition === undefined || fallback === undefined) continue
    const wanted = wantedInstead(fallback, definition)
    if (wanted !== undefined)
      fail(
        mixin,
        `the default ${showValue(fallback)} of ${name} is not ${wanted}, as ${kind.id} has it`,
        name,
      )
  }
}

function referencesOfKind({ parent, ends }: Kind): readonly Reference[] {
  return [
    ...(parent === undefined ? [] : [{ member: 'parent', id: parent.id, sort: 'kind' } as const]),
    ...(ends?.source ?? []).map((id) => ({ member: 'ends.source', id, sort: 'kind' }) as const),
    ...(ends?.target ?? []).map((id) => ({ member: 'ends.target', id, sort: 'kind' }) as const),
  ]
}

function referencesOfMixin({ depends, applies }: Mixin): readonly Reference[] {
  return [
    ...depends.map((id) => ({ member: 'depends', id, sort: 'mixin' }) as const),
    ...applies.map((id) => ({ member: 'applies', id, sort: 'kind' }) as const),
  ]
}

function isStandard({ scheme }: { readonly scheme: string }): boolean {
  return scheme.startsWith(reservedScheme)
}

function fail({ id }: Kind | Mixin, message: string, attribute?: string): never {
  throw new OcciError('invalid-definition', `${id}: ${message}`, {
    category: id,
    ...(attribute && { attribute }),
  })
}
