import type { AttributesHeld, Entity } from '../../model/entity.ts'
import type { Kind } from '../../model/kind.ts'
import type { Mixin } from '../../model/mixin.ts'

/** An Entity without a Mixin, and without the attributes and Actions that it has from this Mixin alone. */
export function withoutMixin(entity: Entity, { id, attributes, actions }: Mixin): Entity {
  const mixins = entity.mixins.filter((mixin) => mixin.id !== id)
  const holders: readonly (Kind | Mixin)[] = [entity.kind, ...mixins]
  const ownAttribute = (name: string) =>
    Object.hasOwn(attributes, name) && !holders.some((holder) => Object.hasOwn(holder.attributes, name))
  const ownAction = (action: string) =>
    actions.some((one) => one.id === action) &&
    !holders.some((holder) => holder.actions.some((one) => one.id === action))
  return {
    ...entity,
    mixins,
    attributes: without(entity.attributes, ownAttribute),
    actions: entity.actions.filter((action) => !ownAction(action.id)),
  }
}

function without(attributes: AttributesHeld, unwanted: (name: string) => boolean): AttributesHeld {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !unwanted(name)))
}
