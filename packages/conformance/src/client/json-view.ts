import { expectThat } from '../world/expect.ts'
import { fieldOf, type WireReply } from '../world/message.ts'
import type { Base, Exchange } from './codec.ts'
import type { JsonDocument } from './json-document.ts'
import type { EndShape, EntityShape } from './json-entity.ts'
import { nothing, type CategoryView, type LinkView, type Value, type View } from './view.ts'

/** What a document says; paths come from `Location`, from the request, or from the directory. */
export async function viewOfDocument(
  document: JsonDocument,
  reply: WireReply,
  exchange: Exchange,
): Promise<View> {
  switch (document.form) {
    case 'nothing':
      return nothing
    case 'entity':
      return entityView(document.entity, reply, exchange)
    case 'collection': {
      const paths = await exchange.directory.locate(document.entities)
      return { ...nothing, locations: document.entities.map(({ id }) => paths.get(id) ?? '') }
    }
    case 'categories':
      return { ...nothing, categories: document.categories }
  }
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
