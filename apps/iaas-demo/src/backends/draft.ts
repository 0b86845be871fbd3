import type { AttributeValue, Call, Draft, Entity } from '@occi/core'

/** What a Backend writes of an Entity; a Draft is one. */
export type Written = Pick<Draft, 'kind' | 'mixins' | 'attributes' | 'actions' | 'extras'>

/** Whether a call is for the Entity itself, which comes or goes, and not only for Mixins that are put on it or taken off. */
export function isWhole({ categories }: Call): boolean {
  return categories.some((category) => category.class === 'kind')
}

/** What the hypervisor calls a thing, for people to read: its title, else its id. */
export function nameOf({ id, attributes }: Pick<Entity, 'id' | 'attributes'>): string {
  return textOf(attributes, 'occi.core.title') ?? id
}

/** An attribute of a Mixin that is known to be a text. */
export function textOf(attributes: Entity['attributes'], name: string): string | undefined {
  const value = attributes[name]
  return typeof value === 'string' ? value : undefined
}

/** Sets an attribute, or takes it out. */
export function write({ attributes }: Written, name: string, value: AttributeValue | undefined): void {
  if (value === undefined) delete attributes[name]
  else attributes[name] = value
}

/** Sets an attribute that the client has not given; what it has given stays as it wrote it. */
export function fill({ attributes }: Written, name: string, value: AttributeValue | undefined): void {
  if (attributes[name] === undefined && value !== undefined) attributes[name] = value
}

/** Shows a value that the client may have written in another way; if it means the same, it stays as the client wrote it. */
export function keepOr(draft: Written, name: string, value: string | undefined): void {
  const given = textOf(draft.attributes, name)
  if (given === undefined || value === undefined || plain(given) !== plain(value)) write(draft, name, value)
}

/** MACs are the same with `-` and `:`, addresses with and without the length of their prefix. */
function plain(text: string): string {
  return text.toLowerCase().replaceAll('-', ':').replace(/\/.*/, '')
}

/** The members that have a value, as `extras` wants them. */
export function present(members: Readonly<Record<string, AttributeValue | undefined>>): AttributeValue {
  const held = Object.entries(members).filter(([, value]) => value !== undefined)
  return Object.fromEntries(held) as AttributeValue
}
