import {
  coerce,
  guessLiteral,
  isLiteral,
  resource,
  structuralAttributes,
  type AttributesHeld,
  type AttributeValue,
  type Entity,
  type EntityInput,
  type InputValue,
  type Link,
  type LinkInput,
  type RenderingContext,
} from '@occi/core'
import { expectEqual, expectTrue } from '../expect.ts'

/** Throws unless an input describes an Entity: its Categories in order, its attributes, its ends, its Links. */
export function expectSameEntity(input: EntityInput, entity: Entity, context: RenderingContext): void {
  expectSameOwn(input, entity, context)
  const links = entity.type === 'resource' ? entity.links : []
  expectEqual(input.links.length, links.length, 'the number of Links')
  for (const [index, link] of links.entries()) {
    const read = input.links[index]
    if (read !== undefined) expectSameLink(read, link, context)
  }
}

/** The attributes that an input gives to an Entity, typed by their definitions. */
export function attributesRead(
  { attributes }: Pick<EntityInput, 'attributes'>,
  { kind, mixins }: Pick<Entity, 'kind' | 'mixins'>,
  { catalog }: RenderingContext,
): AttributesHeld {
  const { attributes: definitions } = catalog.capabilities(kind, mixins)
  const own = [...attributes].filter(([name]) => !structuralAttributes.has(name))
  return Object.fromEntries(
    own.map(([name, value]) => {
      const definition = definitions.get(name)
      return [name, definition === undefined ? untyped(value) : coerce(name, value, definition)]
    }),
  )
}

/** Throws unless a reference names what is at a location: by path, by URL or by id; outside of the service by the URI itself. */
export function expectNames(
  reference: string | undefined,
  { location, id }: { readonly location: string; readonly id?: string },
  { publicUrl, prefix }: RenderingContext,
  what: string,
): void {
  const names = location.startsWith('/') ? [publicUrl + location, prefix + location, id] : [location]
  expectTrue(
    reference !== undefined && names.includes(reference),
    `${what} ${JSON.stringify(reference)} names ${location}`,
  )
}

function expectSameOwn(input: EntityInput, entity: Entity, context: RenderingContext): void {
  const ids = input.categories.map(({ id }) => id)
  expectEqual(
    ids,
    [entity.kind, ...entity.mixins].map(({ id }) => id),
    'the Categories',
  )
  expectEqual(
    attributesRead(input, entity, context),
    Object.fromEntries(Object.entries(entity.attributes).filter(([, value]) => value !== undefined)),
    'the attributes',
  )
  expectEqual(textAt(input, 'occi.core.id'), entity.id, 'the id')
  if (entity.type === 'link') expectSameEnds(input, entity, context)
}

function expectSameEnds(input: EntityInput, { source, target }: Link, context: RenderingContext): void {
  for (const [name, end] of [['occi.core.source', source] as const, ['occi.core.target', target] as const]) {
    expectNames(textAt(input, name), end, context, name)
    const kind = textAt(input, `${name}.kind`)
    expectTrue(
      kind === undefined || kind === end.kind,
      `${name}.kind ${kind} is that of the end, ${end.kind}`,
    )
  }
}

function expectSameLink(input: LinkInput, link: Link, context: RenderingContext): void {
  expectSameOwn({ ...input, attributes: withEnds(input, link) }, link, context)
  expectNames(input.target, link.target, context, 'the target')
  expectTrue(
    input.rel.every((id) => id === (link.target.kind ?? resource.id)),
    `rel ${input.rel.join(' ')} is the Kind of the target`,
  )
  const names = input.self ?? textAt(input, 'occi.core.id')
  expectNames(names, link, context, 'self or id')
}

/** A Link within its source may leave its ends unsaid. */
function withEnds({ attributes, target, where }: LinkInput, { source }: Link): EntityInput['attributes'] {
  return new Map<string, InputValue>([
    ['occi.core.source', { value: source.id ?? source.location, where }],
    ['occi.core.target', { value: target, where }],
    ...attributes,
  ])
}

function textAt({ attributes }: Pick<EntityInput, 'attributes'>, name: string): string | undefined {
  const value = attributes.get(name)?.value
  if (isLiteral(value)) return value.literal
  return typeof value === 'string' ? value : undefined
}

function untyped({ value }: InputValue): AttributeValue {
  return isLiteral(value) ? guessLiteral(value) : value
}
