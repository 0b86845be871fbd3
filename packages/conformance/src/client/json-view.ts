import { expectEqual, expectThat } from '../world/expect.ts'
import { fieldOf, type WireReply } from '../world/message.ts'
import type { Base, Exchange } from './codec.ts'
import { categoryLists, readCategories } from './json-category.ts'
import { readMembers, readObject } from './json-check.ts'
import { readEntities, readEntity, type EndShape, type EntityShape } from './json-entity.ts'
import { nothing, type CategoryView, type LinkView, type Value, type View } from './view.ts'

/** What the document of an answer says. */
export async function viewOfDocument(document: unknown, reply: WireReply, exchange: Exchange): Promise<View> {
  const names = [...readObject(document, 'the body').keys()]
  if (names.length === 0) return nothing
  if (names.includes('kind')) return entityView(readEntity(document, 'the entity'), reply, exchange)
  return names.includes('resources') || names.includes('links')
    ? collectionView(document, exchange)
    : categoriesView(document, exchange)
}

async function entityView(entity: EntityShape, reply: WireReply, exchange: Exchange): Promise<View> {
  const path = pathOf(reply, exchange)
  exchange.directory.note(entity, path)
  // of what was made, text tells the location alone.
  if (reply.status === 201) return { ...nothing, locations: [path] }
  const paths = await exchange.directory.locate(entity.links)
  return {
    categories: [categoryOf(entity.kind, 'kind'), ...entity.mixins.map((id) => categoryOf(id, 'mixin'))],
    links: entity.links.map((link) => linkView(link, paths.get(link.id) ?? '', exchange)),
    actions: entity.actions.map((id) => ({ target: `${path}?action=${id.slice(id.indexOf('#') + 1)}`, id })),
    attributes: attributesOf(entity),
    locations: [],
  }
}

/** An Entity is where it was asked for, or where `Location` says that it was made. */
function pathOf(reply: WireReply, { path, publicUrl }: Exchange): string {
  const location = fieldOf(reply, 'Location')
  if (location === undefined) return path
  expectThat(location.startsWith(`${publicUrl}/`), `Location is absolute, under ${publicUrl}: ${location}`)
  return location.slice(publicUrl.length)
}

async function collectionView(document: unknown, { directory }: Exchange): Promise<View> {
  const members = readMembers(document, 'the collection', [], ['resources', 'links'])
  const entities = [
    ...(members.has('resources') ? readEntities(members.get('resources'), 'resources', 'resource') : []),
    ...(members.has('links') ? readEntities(members.get('links'), 'links', 'link') : []),
  ]
  expectThat(
    members.size === 1 || [...members.values()].every((list) => Array.isArray(list) && list.length > 0),
    'a list without entities stands alone',
  )
  expectEqual(new Set(entities.map(({ id }) => id)).size, entities.length, 'the number of different entities')
  const paths = await directory.locate(entities)
  return { ...nothing, locations: entities.map(({ id }) => paths.get(id) ?? '') }
}

function categoriesView(document: unknown, base: Base): View {
  const members = readMembers(document, 'the Categories', [], [...categoryLists.keys()])
  const categories = [...categoryLists].flatMap(([name, sort]) =>
    members.has(name) ? readCategories(members.get(name), sort, base) : [],
  )
  return { ...nothing, categories }
}

function linkView(link: EntityShape, self: string, { prefix }: Base): LinkView {
  const { location, kind } = link.target ?? { location: '', kind: undefined }
  return {
    target: location.startsWith(`${prefix}/`) ? location.slice(prefix.length) : location,
    rel: kind === undefined ? [] : [kind],
    self,
    category: [link.kind, ...link.mixins],
    attributes: attributesOf(link),
  }
}

/** By the names that the model has for what are members in JSON. */
function attributesOf(entity: EntityShape): ReadonlyMap<string, Value> {
  const { id, title, summary, source, target, attributes } = entity
  const found: readonly (readonly [name: string, value: Value | undefined])[] = [
    ['occi.core.id', id],
    ['occi.core.title', title],
    ['occi.core.summary', summary],
    ...endAttributes('source', source),
    ...endAttributes('target', target),
    ...attributes,
  ]
  return new Map(found.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])))
}

function endAttributes(
  name: string,
  end: EndShape | undefined,
): readonly (readonly [name: string, value: string | undefined])[] {
  return [
    [`occi.core.${name}`, end?.location],
    [`occi.core.${name}.kind`, end?.kind],
  ]
}

function categoryOf(id: string, sort: 'kind' | 'mixin'): CategoryView {
  const end = id.indexOf('#') + 1
  return { term: id.slice(end), scheme: id.slice(0, end), class: sort }
}
