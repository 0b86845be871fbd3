import {
  isKindOf,
  link,
  type ActionInput,
  type EntityInput,
  type FilterInput,
  type InputForm,
  type InputForms,
} from '@occi/core'
import { Attributes } from './attributes.ts'
import { checkMembers, expectObject, isArray, itemsAt, itemsOf, memberOf, type Located } from './expect.ts'
import { readJson, type Json, type JsonObject } from './json-reader.ts'
import { Message, type ReadingContext } from './message.ts'
import { parseCategories } from './parse-category.ts'
import { entityMembers, parseEntity, parseReference, tellingMembers } from './parse-entity.ts'
import { parseMembers } from './parse-members.ts'
import { malformed } from './path.ts'

/**
 * Reads one of the forms of input from a body.
 * @throws OcciError `malformed`, `too-large`, with `where`: the path of what is wrong, or line and column where it is no JSON
 */
export function parseBody<F extends InputForm>(
  form: F,
  body: string,
  context: ReadingContext,
): InputForms[F] {
  const json = body.trim() === '' ? undefined : readJson(body, context.limits)
  return forms[form](json, new Message(context))
}

const forms: { readonly [F in InputForm]: (json: Json | undefined, message: Message) => InputForms[F] } = {
  entity: toEntity,
  entities: toEntities,
  action: toAction,
  categories: (json, message) => parseCategories(given(json, 'Categories'), message),
  members: parseMembers,
  filter: toFilter,
}

function given(json: Json | undefined, wanted: string): Json {
  return json ?? malformed('', `the body is empty, ${wanted} is wanted in it`)
}

function toEntities(json: Json | undefined, message: Message): readonly EntityInput[] {
  const entities = entitiesIn(given(json, 'an entity'), true)
  if (entities.length === 0) malformed('', 'the collection holds no entity')
  const inputs = entities.map((entity) => parseEntity(entity, message))
  const named = inputs.flatMap(({ links }) => links).find(({ target }) => target === '')
  // What does not exist yet has no Links that could be named.
  return named === undefined ? inputs : malformed(named.where, 'a new Link needs "target"')
}

/** GFD.226 has an entity alone as an object; drafts put it into a collection. */
function toEntity(json: Json | undefined, message: Message): EntityInput {
  const [entity, second] = entitiesIn(given(json, 'an entity'), isLinkAt(message.context))
  if (entity === undefined) return malformed('', 'the collection holds no entity')
  return second === undefined
    ? parseEntity(entity, message)
    : malformed(second.path, 'one entity is wanted, and here is a second one')
}

/** GFD.226 3.1.1.1: an object of its own, never part of a collection. Which Action is missing is for the server to say. */
function toAction(json: Json | undefined, message: Message): ActionInput {
  const object = expectObject({ value: given(json, 'an Action'), path: '' }, 'the invocation of an Action')
  checkMembers(object, '', new Set(['action', 'attributes']), 'the invocation of an Action')
  const parameters = new Attributes(message)
  const attributes = memberOf(object, '', 'attributes')
  if (attributes !== undefined) parameters.addAll(attributes)
  const action = memberOf(object, '', 'action')
  return action === undefined
    ? { attributes: parameters.found }
    : { action: parseReference(action, 'action'), attributes: parameters.found }
}

/** What an entity must have, described as an entity. */
function toFilter(json: Json | undefined, message: Message): FilterInput {
  if (json === undefined) return { categories: [], attributes: new Map() }
  const { categories, attributes } = parseEntity({ value: json, path: '' }, message)
  return { categories, attributes }
}

/** The members that hold entities: those of GFD.226 3.3, and what older services wrote. */
const lists: ReadonlySet<string> = new Set(['resources', 'links', 'collection', 'entities'])

/**
 * The entities of a message: of a collection, of a list, or one that stands alone.
 * @param linksAlone what `links` are with nothing beside them: a collection, or else the Links of an entity
 */
function entitiesIn(json: Json, linksAlone: boolean): readonly Located[] {
  if (isArray(json)) return itemsAt(json, '')
  const object = expectObject({ value: json, path: '' }, 'an entity or a collection')
  if (!isCollection(object, linksAlone)) return [{ value: told(object), path: '' }]
  checkMembers(object, '', lists, 'a collection')
  return [...lists].flatMap((name) => itemsOf(object, '', name))
}

function isCollection(object: JsonObject, linksAlone: boolean): boolean {
  const names = [...object.keys()]
  if (names.some((name) => lists.has(name) && name !== 'links')) return true
  const others = names.filter((name) => name !== 'links' && tellingMembers.has(name))
  return linksAlone && object.has('links') && others.length === 0
}

function told(object: JsonObject): JsonObject {
  if ([...object.keys()].some((name) => tellingMembers.has(name))) return object
  checkMembers(object, '', entityMembers, 'an entity')
  return malformed('', `the body says nothing on an entity (${[...tellingMembers].join(', ')})`)
}

/** Whether the path that was asked for is one of Links. */
function isLinkAt({ catalog, path }: ReadingContext): boolean {
  const kind = catalog.kindAround(path)
  return kind !== undefined && isKindOf(kind, link.id)
}
