import type { Action, AttributeDefinition, Category, Kind, Mixin } from '@occi/core'
import { oneLine } from './one-line.ts'
import { pathOf, type Base } from './uri.ts'
import { quote } from './values.ts'

const kept = new WeakMap<Category, string>()

/** The Category line of an entity: what it is, without what the query interface tells once for all (GFD.229 6.1). */
export function renderCategoryReference(category: Category): string {
  const known = kept.get(category)
  if (known !== undefined) return known
  const { term, scheme, class: sort, title } = category
  const text = [term, parameter('scheme', scheme), parameter('class', sort), parameter('title', title)]
    .filter((part) => part !== '')
    .join('; ')
  kept.set(category, text)
  return text
}

/** A Category in full, in the order of GFD.229 4.1, which some clients insist on. */
export function renderCategory(category: Category, base: Pick<Base, 'prefix'>): string {
  const parameters = [
    renderCategoryReference(category),
    ...(category.class === 'action'
      ? []
      : [parameter('rel', relOf(category)), parameter('location', locationOf(category, base))]),
    parameter('attributes', attributesOf(category)),
    ...(category.class === 'action'
      ? []
      : [parameter('actions', category.actions.map(({ id }) => id).join(' '))]),
  ]
  return parameters.filter((part) => part !== '').join('; ')
}

function parameter(name: string, value = ''): string {
  return value === '' ? '' : `${name}=${quote(oneLine(value))}`
}

/** GFD.229 5.5.2: of a Mixin the first that it depends on, never what it applies to. */
function relOf(category: Kind | Mixin): string | undefined {
  return category.class === 'kind' ? category.parent?.id : category.depends[0]
}

function locationOf({ location }: Kind | Mixin, base: Pick<Base, 'prefix'>): string | undefined {
  return location === undefined ? undefined : pathOf(location, base)
}

function attributesOf({ attributes }: Kind | Mixin | Action): string {
  return Object.entries(attributes)
    .map(([name, definition]) => name + propertiesOf(definition))
    .join(' ')
}

/**
 * GFD.229 4.1, A-46. What a client must give and cannot change later is `{immutable required}`. What it may give, once, has no
 * property: a client that reads `immutable` would never give it (GFD.185 3.5.1), which costs more than a change refused later.
 */
function propertiesOf({ mutability, required, default: fallback }: AttributeDefinition): string {
  if (mutability === 'server-only') return '{immutable}'
  // with a default nothing is required of the client.
  if (!required || fallback !== undefined) return ''
  return mutability === 'write-once' ? '{immutable required}' : '{required}'
}
