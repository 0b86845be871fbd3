import type { Action, AttributeDefinition, Category, Kind, Mixin, Pattern } from '@occi/core'
import { filled, filledRecord } from './filled.ts'
import type { AttributeShape, CategoriesShape, CategoryShape } from './shape.ts'
import { pathOf, type Base } from './uri.ts'

/** Writes Categories: a part of the query interface is written as the whole (GFD.226 3.4). */
export function renderCategories(categories: Iterable<Category>, base: Base): string {
  const shapes = { kind: [], mixin: [], action: [] } as Record<Category['class'], CategoryShape[]>
  for (const category of categories) shapes[category.class].push(categoryShape(category, base))
  const shape: CategoriesShape = {
    kinds: filled(shapes.kind),
    mixins: filled(shapes.mixin),
    actions: filled(shapes.action),
  }
  const isEmpty = Object.values(shape).every((list) => list === undefined)
  // GFD.223 6: what is empty is still a collection.
  return JSON.stringify(isEmpty ? { kinds: [] } : shape)
}

function categoryShape(category: Category, base: Base): CategoryShape {
  switch (category.class) {
    case 'kind':
      return { ...commonShape(category), ...kindShape(category, base) }
    case 'mixin':
      return { ...commonShape(category), ...mixinShape(category, base) }
    case 'action':
      return commonShape(category)
  }
}

function commonShape({ term, scheme, title, attributes }: Category): CategoryShape {
  const descriptions = Object.entries(attributes).map(
    ([name, definition]) => [name, attributeShape(definition)] as const,
  )
  return { term, scheme, title, attributes: filledRecord(descriptions) }
}

function kindShape({ actions, parent, location }: Kind, base: Base): Partial<CategoryShape> {
  return { actions: idsOf(actions), parent: parent?.id, location: locationOf(location, base) }
}

function mixinShape({ actions, depends, applies, location }: Mixin, base: Base): Partial<CategoryShape> {
  return {
    actions: idsOf(actions),
    depends: filled(depends),
    applies: filled(applies),
    location: locationOf(location, base),
  }
}

/**
 * GFD.226 3.5.1, A-46. What is missing has a meaning that clients differ on, so the first three are always there. With a default nothing is
 * required of a client.
 */
function attributeShape(definition: AttributeDefinition): AttributeShape {
  const { mutability, required, type, default: fallback, description } = definition
  return {
    mutable: mutability === 'read-write',
    required: required && fallback === undefined,
    type: type === 'integer' ? 'number' : type,
    pattern: patternOf(definition),
    default: fallback,
    description,
  }
}

const draft4 = 'http://json-schema.org/draft-04/schema#'

/** GFD.226 has no type for integers; the pattern says so. */
function patternOf({ type, pattern }: AttributeDefinition): Pattern | undefined {
  if (type === 'integer') return { $schema: draft4, ...pattern, type }
  return pattern === undefined ? undefined : { $schema: draft4, ...pattern }
}

function idsOf(actions: readonly Action[]): readonly string[] | undefined {
  return filled(actions.map(({ id }) => id))
}

function locationOf(location: string | undefined, base: Base): string | undefined {
  return location === undefined ? undefined : pathOf(location, base)
}
