import type { CategoryReference, EntityInput, LinkInput } from '@occi/core'
import { Attributes } from './attributes.ts'
import {
  checkMembers,
  expectName,
  expectObject,
  isObject,
  itemsOf,
  memberOf,
  show,
  type Located,
} from './expect.ts'
import type { Json, JsonObject } from './json-reader.ts'
import type { Message } from './message.ts'
import { malformed, memberPath, whereIs } from './path.ts'

/** The members of GFD.226 3.1.1 and 3.1.2: what says something on an entity. */
export const tellingMembers: ReadonlySet<string> = new Set([
  'kind',
  'mixins',
  'attributes',
  'id',
  'title',
  'summary',
  'links',
  'source',
  'target',
])

/** Those, and what is stepped over: what an entity can do is not the client's to say, the rest other services write. */
export const entityMembers: ReadonlySet<string> = new Set([
  ...tellingMembers,
  'actions',
  'location',
  'self',
  'href',
  'rel',
  'class',
  'related',
])

/** Reads a Resource or a Link, whole or in part. */
export function parseEntity(entity: Located, message: Message): EntityInput {
  return readEntity(expectObject(entity, 'an entity'), entity.path, message).input
}

/** Reads the reference to a Category: its type identifier, or (older dialects) an object with term and scheme. */
export function parseReference(
  { value, path }: Located,
  sort: NonNullable<CategoryReference['class']>,
): CategoryReference {
  const id = isObject(value)
    ? expectName(required(value, path, 'scheme'), 'a scheme') +
      expectName(required(value, path, 'term'), 'a term')
    : expectName({ value, path }, 'a type identifier')
  return { id, class: sort, where: whereIs(path) }
}

/** A member that must be there. @throws OcciError `malformed` */
export function required(object: JsonObject, path: string, name: string): Located {
  return memberOf(object, path, name) ?? malformed(path, `the member "${name}" is missing`)
}

interface Reading {
  readonly input: EntityInput
  readonly attributes: Attributes
}

function readEntity(object: JsonObject, path: string, message: Message): Reading {
  checkMembers(object, path, entityMembers, 'an entity')
  message.count('entities', path)
  const attributes = readAttributes(object, path, message)
  const input = {
    categories: readCategories(object, path, message),
    attributes: attributes.found,
    links: itemsOf(object, path, 'links').map((link) => parseLink(link, message)),
    where: whereIs(path),
  }
  return { input, attributes }
}

function readCategories(object: JsonObject, path: string, message: Message): readonly CategoryReference[] {
  const kind = memberOf(object, path, 'kind')
  const mixins = itemsOf(object, path, 'mixins')
  message.bound(mixins.length, 'mixins', memberPath(path, 'mixins'))
  return [
    ...(kind === undefined ? [] : [parseReference(kind, 'kind')]),
    ...mixins.map((mixin) => parseReference(mixin, 'mixin')),
  ]
}

/** The members that are attributes of the model, then the attributes; those of the core may stand in either place. */
function readAttributes(object: JsonObject, path: string, message: Message): Attributes {
  const found = new Attributes(message)
  for (const name of ['id', 'title', 'summary'])
    addText(found, `occi.core.${name}`, memberOf(object, path, name))
  addEnd(found, 'occi.core.source', memberOf(object, path, 'source'))
  addEnd(found, 'occi.core.target', memberOf(object, path, 'target'))
  const attributes = memberOf(object, path, 'attributes')
  if (attributes !== undefined) found.addAllOfEntity(attributes)
  // drafts said by `rel` what the target is.
  const rel = memberOf(object, path, 'rel')
  const isWanted = found.found.has('occi.core.target') && !found.found.has('occi.core.target.kind')
  if (isWanted && typeof rel?.value === 'string') found.add('occi.core.target.kind', rel)
  return found
}

function addText(found: Attributes, name: string, member: Located | undefined): void {
  if (member === undefined) return
  if (typeof member.value !== 'string')
    malformed(member.path, `${show(member.value)} found where a string was wanted`)
  found.add(name, member)
}

const endMembers: ReadonlySet<string> = new Set(['location', 'kind', 'href', 'self'])

/** GFD.226 3.1.2.1; drafts had the location alone, as a string. */
function addEnd(found: Attributes, name: string, end: Located | undefined): void {
  if (end === undefined || typeof end.value === 'string') return addText(found, name, end)
  const object = expectObject(end, 'source or target')
  checkMembers(object, end.path, endMembers, 'source and target')
  addText(found, name, required(object, end.path, 'location'))
  const kind = memberOf(object, end.path, 'kind')
  if (kind !== undefined)
    found.add(`${name}.kind`, { value: parseReference(kind, 'kind').id, path: kind.path })
}

/** What a Link was called in the draft of 2011, and is now. */
const oldLinkMembers: ReadonlyMap<string, string> = new Map([
  ['target_uri', 'target'],
  ['target_type', 'rel'],
  ['link_uri', 'self'],
  ['link_type', 'kind'],
])

/** A Link within its source: a full rendering (GFD.226 3.1.1), or what names one that is there. */
function parseLink({ value, path }: Located, message: Message): LinkInput {
  if (typeof value === 'string') return namedLink(expectName({ value, path }, 'a Link'), path, message)
  const object = renamed(expectObject({ value, path }, 'a Link'), path)
  const { input, attributes } = readEntity(object, path, message)
  if (input.links.length > 0) malformed(memberPath(path, 'links'), 'a Link has no Links of its own')
  const self = memberOf(object, path, 'self') ?? memberOf(object, path, 'location')
  const isNamed = self !== undefined || input.attributes.has('occi.core.id')
  if (!isNamed) for (const name of ['kind', 'target']) checkTold(name, object, attributes, path)
  const rel = attributes.textOf('occi.core.target.kind')
  return {
    ...input,
    target: attributes.textOf('occi.core.target') ?? '',
    rel: rel === undefined ? [] : [rel],
    ...(self === undefined ? {} : { self: expectName(self, 'a location') }),
  }
}

function renamed(given: JsonObject, path: string): JsonObject {
  const object = new Map<string, Json>()
  for (const [name, member] of given) {
    const now = oldLinkMembers.get(name) ?? name
    if (object.has(now)) malformed(memberPath(path, name), `"${now}" is there by two names`)
    object.set(now, member)
  }
  return object
}

function checkTold(name: string, object: JsonObject, attributes: Attributes, path: string): void {
  if (!object.has(name) && !attributes.found.has(`occi.core.${name}`))
    malformed(path, `a new Link needs "${name}"`)
}

function namedLink(self: string, path: string, message: Message): LinkInput {
  message.count('entities', path)
  return { categories: [], attributes: new Map(), links: [], target: '', rel: [], self, where: whereIs(path) }
}
