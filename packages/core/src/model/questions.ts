import type { Capabilities } from '../catalog/capabilities.ts'
import type { Action } from './action.ts'
import { overlay, type AttributeDefinition } from './attribute.ts'
import { categoriesOf, type EntityData } from './entity.ts'
import { isKindOf, type Kind } from './kind.ts'
import type { LinkEnd } from './link.ts'

/** What a Backend author asks. Where an Entity is wanted, a Draft serves too. */
type Holder = Pick<EntityData, 'kind' | 'mixins'>

/**
 * The definition of an attribute of an Entity by its Kind and its own Mixins, where they share a name as in {@link Capabilities};
 * `undefined` if it has no such attribute. What comes through `depends` of a Mixin is known to `Catalog.capabilities` alone.
 */
export function definitionOf(entity: Holder, name: string): AttributeDefinition | undefined {
  return categoriesOf(entity)
    .filter(({ attributes }) => Object.hasOwn(attributes, name))
    .map(({ attributes }) => attributes[name])
    .reduce((earlier, later) => later && overlay(earlier, later), undefined)
}

/** Whether a client may change an attribute of an Entity after creation. False for what it does not have. */
export function isMutable(entity: Holder, name: string): boolean {
  return definitionOf(entity, name)?.mutability === 'read-write'
}

/** Whether a client must give an attribute on creation. False for what the Entity does not have. */
export function isRequired(entity: Holder, name: string): boolean {
  const definition = definitionOf(entity, name)
  return definition !== undefined && definition.required && definition.default === undefined
}

/** Whether an Action can be invoked on an Entity now. */
export function isApplicable(entity: Pick<EntityData, 'actions'>, action: Pick<Action, 'id'>): boolean {
  return entity.actions.some(({ id }) => id === action.id)
}

/** Whether an Action belongs to an Entity by its Kind and Mixins, now or in another state. */
export function isDefined({ actions }: Capabilities, action: Pick<Action, 'id'>): boolean {
  return actions.some(({ id }) => id === action.id)
}

/** Whether an Entity of a Kind may be the source of Links of a Kind. */
export function sourceFits(link: Kind, source: Kind): boolean {
  return link.ends?.source?.some((id) => isKindOf(source, id)) ?? true
}

/**
 * Whether the target of a Link fits the Link's Kind (GFD.224 3.4): an Entity of this service by its Kind, something outside by
 * whether that is allowed (`undefined` target).
 */
export function targetFits(link: Kind, target: Kind | undefined): boolean {
  if (target === undefined) return link.ends?.external !== false
  return link.ends?.target?.some((id) => isKindOf(target, id)) ?? true
}

/** Whether a Link's end lies inside the service. */
export function isLocal(end: LinkEnd): boolean {
  return end.location.startsWith('/')
}
