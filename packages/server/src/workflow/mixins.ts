import {
  isApplicable,
  OcciError,
  templateFamilies,
  type Action,
  type AttributesHeld,
  type AttributeValue,
  type Catalog,
  type Entity,
  type InputAttributes,
  type Mixin,
} from '@occi/core'

/** The Mixins of an Entity after others have come: templates of an exclusive family take the place of their like (GFD.224 3.5). */
export function withMixins(
  present: readonly Mixin[],
  coming: readonly Mixin[],
  catalog: Catalog,
): readonly Mixin[] {
  const fresh = coming.filter((mixin, index) => coming.findIndex(({ id }) => id === mixin.id) === index)
  const taken = fresh.flatMap((mixin) =>
    templateFamilies(mixin, 'exclusive', catalog).map((family) => ({ mixin, family })),
  )
  const clash = taken.find(({ mixin, family }) =>
    taken.some((other) => other.family === family && other.mixin !== mixin),
  )
  if (clash !== undefined) {
    throw new OcciError('not-applicable', `an Entity has one Mixin of ${clash.family.id} at the most`, {
      category: clash.mixin.id,
    })
  }
  const families = new Set(taken.map(({ family }) => family))
  const isReplaced = (mixin: Mixin) =>
    templateFamilies(mixin, 'exclusive', catalog).some((family) => families.has(family))
  const stays = present.filter((mixin) => fresh.some(({ id }) => id === mixin.id) || !isReplaced(mixin))
  return [...stays, ...fresh.filter((mixin) => !stays.some(({ id }) => id === mixin.id))]
}

/** The values that templates impose, whatever the client sends. */
export function imposedBy(mixins: readonly Mixin[], catalog: Catalog): ReadonlyMap<string, AttributeValue> {
  const imposed = new Map<string, AttributeValue>()
  for (const mixin of mixins) {
    if (templateFamilies(mixin, 'imposing', catalog).length === 0) continue
    for (const [name, definition] of Object.entries(mixin.attributes)) {
      if (definition.default !== undefined) imposed.set(name, definition.default)
    }
  }
  return imposed
}

/** Attributes with what templates impose. */
export function withImposed(
  attributes: AttributesHeld,
  imposed: ReadonlyMap<string, AttributeValue>,
): AttributesHeld {
  return imposed.size === 0 ? attributes : Object.assign({}, attributes, Object.fromEntries(imposed))
}

/** What the client sent without what templates impose. */
export function without(input: InputAttributes, imposed: ReadonlyMap<string, unknown>): InputAttributes {
  return imposed.size === 0 ? input : new Map([...input].filter(([name]) => !imposed.has(name)))
}

/** The Actions applicable when Mixins have come or gone: those that were, as far as they are left, and all that are new. */
export function actionsAfter(old: Entity, mixins: readonly Mixin[], catalog: Catalog): readonly Action[] {
  const before = new Set(catalog.capabilities(old.kind, old.mixins).actions.map(({ id }) => id))
  return catalog
    .capabilities(old.kind, mixins)
    .actions.filter((action) => !before.has(action.id) || isApplicable(old, action))
}
