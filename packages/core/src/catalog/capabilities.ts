import type { Action } from '../model/action.ts'
import { overlay, type AttributeDefinition } from '../model/attribute.ts'
import { isKindOf, type Kind } from '../model/kind.ts'
import type { Mixin, TemplateRules } from '../model/mixin.ts'
import type { Category } from './layer.ts'

/** What an Entity may hold and do by its Kind, its Mixins and what they depend on. */
export interface Capabilities {
  /** By name. Where a Mixin defines what the Kind has, its default counts (GFD.221 5.3.7) and the stricter mutability. */
  readonly attributes: ReadonlyMap<string, AttributeDefinition>
  /** The Kind's Actions, then those of the Mixins. */
  readonly actions: readonly Action[]
}

/** Where definitions are looked up. */
export interface CategorySource {
  /** The Category with a type identifier; `undefined`: there is none. */
  get(id: string): Category | undefined
}

/** The capabilities of a Kind with Mixins. */
export function capabilitiesOf(kind: Kind, mixins: readonly Mixin[], source: CategorySource): Capabilities {
  const attributes = new Map<string, AttributeDefinition>(Object.entries(kind.attributes))
  const actions = new Map<string, Action>(kind.actions.map((action) => [action.id, action]))
  for (const mixin of withDependencies(mixins, source)) {
    for (const [name, definition] of Object.entries(mixin.attributes))
      attributes.set(name, overlay(attributes.get(name), definition))
    for (const action of mixin.actions) actions.set(action.id, action)
  }
  return Object.freeze({ attributes, actions: Object.freeze([...actions.values()]) })
}

/** Mixins with all that they depend on, however deep, what is depended on first; unknown ones are left out. */
export function withDependencies(mixins: readonly Mixin[], source: CategorySource): ReadonlySet<Mixin> {
  const found = new Set<Mixin>()
  const seen = new Set<string>()
  const visit = (mixin: Mixin) => {
    if (seen.has(mixin.id)) return
    seen.add(mixin.id)
    for (const id of mixin.depends) {
      const dependency = source.get(id)
      if (dependency?.class === 'mixin') visit(dependency)
    }
    found.add(mixin)
  }
  for (const mixin of mixins) visit(mixin)
  return found
}

/** Whether a Mixin may be put on entities of a Kind (GFD.221 5.3.4), as far as it says so itself: what it depends on is asked for itself. */
export function appliesTo(mixin: Mixin, kind: Kind): boolean {
  return mixin.applies.length === 0 || mixin.applies.some((id) => isKindOf(kind, id))
}

/** The template families that a Mixin belongs to and that have a rule: the Mixins it depends on, directly or not. */
export function templateFamilies(
  mixin: Mixin,
  rule: keyof TemplateRules,
  source: CategorySource,
): readonly Mixin[] {
  return [...withDependencies([mixin], source)].filter(
    (one) => one !== mixin && one.templates?.[rule] === true,
  )
}
