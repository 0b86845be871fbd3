import { attributesWritten, sameValue, type Capabilities, type Draft, type Entity } from '@occi/core'

/** An Entity as a Backend may write on it. */
export function draftOf(entity: Entity): Draft {
  return { links: [], ...entity, attributes: Object.assign({}, entity.attributes), actions: entity.actions }
}

/** What a draft says at this moment, unchecked: what a Backend is shown of it. */
export function viewOf(draft: Draft): Entity {
  const view = { ...draft, attributes: Object.assign({}, draft.attributes) }
  if ('extras' in view && view.extras === undefined) delete view.extras
  return view as Entity
}

/**
 * The Entity that a draft has become: attributes checked as the provider's writing, Actions in the order of their definition.
 * @throws OcciError `internal` where a Backend wrote what does not fit
 */
export function finished(draft: Draft, capabilities: Capabilities): Entity {
  const entity = {
    ...draft,
    attributes: attributesWritten(draft.attributes, capabilities),
    actions: capabilities.actions.filter(({ id }) => draft.actions.some((offered) => offered.id === id)),
  }
  if ('extras' in entity && entity.extras === undefined) delete entity.extras
  return (entity.type === 'resource' ? entity : withoutLinks(entity)) as Entity
}

function withoutLinks({ links: _none, ...entity }: Draft) {
  return entity
}

/** Whether two states of an Entity differ in what a Backend can write. */
export function differs(one: Entity, other: Entity): boolean {
  const sameActions =
    one.actions.length === other.actions.length &&
    one.actions.every(({ id }, index) => id === other.actions[index]?.id)
  return (
    !sameActions ||
    !sameValue(one.attributes as never, other.attributes as never) ||
    !sameValue(one.extras, other.extras)
  )
}
