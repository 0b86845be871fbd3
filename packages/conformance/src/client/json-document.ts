/** Reads documents as GFD.226 and section 3 of the requirements have them: anything else is a failure. */
import { expectEqual, expectThat, ScenarioFailure } from '../world/expect.ts'
import { fieldOf, type WireReply } from '../world/message.ts'
import type { Base } from './codec.ts'
import { categoryLists, readCategories } from './json-category.ts'
import { readMembers, readObject, readText } from './json-check.ts'
import { readEntities, readEntity, type EntityShape } from './json-entity.ts'
import type { CategoryView } from './view.ts'

/** What a document holds: nothing, one Entity, a Collection of entities or of Categories. */
export type JsonDocument =
  | { readonly form: 'nothing' }
  | { readonly form: 'entity'; readonly entity: EntityShape }
  | { readonly form: 'collection'; readonly entities: readonly EntityShape[] }
  | { readonly form: 'categories'; readonly categories: readonly CategoryView[] }

/** Reads the document of a success. */
export function readDocument(reply: WireReply, mediaType: string, base: Base): JsonDocument {
  const document = parse(reply, mediaType)
  const names = [...readObject(document, 'the body').keys()]
  if (names.length === 0) return { form: 'nothing' }
  if (names.includes('kind')) return { form: 'entity', entity: readEntity(document, 'the entity') }
  return names.includes('resources') || names.includes('links')
    ? { form: 'collection', entities: readCollection(document) }
    : { form: 'categories', categories: readCategoryLists(document, base) }
}

/** Reads a refusal, an object that clients of several services can read (R-43, section 3.12); gives its sentence. */
export function readRefusal(reply: WireReply, mediaType: string): string {
  const needed = ['status', 'error', 'message', 'code']
  const members = readMembers(parse(reply, mediaType), 'a refusal', needed, ['attribute', 'path'])
  expectEqual(members.get('status'), reply.status, 'the status in a refusal')
  const message = readText(members.get('message'), 'the message', /^[^\r\n]+$/)
  expectEqual(members.get('error'), message, 'the error in a refusal')
  readText(members.get('code'), 'the code', /^[a-z]+(?:-[a-z]+)*$/)
  for (const name of ['attribute', 'path'])
    if (members.has(name)) readText(members.get(name), `the ${name} in a refusal`, /^./s)
  return message
}

function readCollection(document: unknown): readonly EntityShape[] {
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
  return entities
}

function readCategoryLists(document: unknown, base: Base): readonly CategoryView[] {
  const members = readMembers(document, 'the Categories', [], [...categoryLists.keys()])
  return [...categoryLists].flatMap(([name, sort]) =>
    members.has(name) ? readCategories(members.get(name), sort, base) : [],
  )
}

function parse(reply: WireReply, mediaType: string): unknown {
  expectEqual(fieldOf(reply, 'Content-Type'), mediaType, 'the Content-Type is the one asked for')
  try {
    return JSON.parse(reply.text)
  } catch {
    throw new ScenarioFailure(`the body is no JSON: ${JSON.stringify(reply.text.slice(0, 200))}`)
  }
}
