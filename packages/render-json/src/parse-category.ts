import { isTerm, type CategoryInput } from '@occi/core'
import {
  checkMembers,
  expectName,
  expectObject,
  isArray,
  isVoid,
  itemsAt,
  itemsOf,
  memberOf,
  type Located,
} from './expect.ts'
import type { Json, JsonObject } from './json-reader.ts'
import type { Message } from './message.ts'
import { parseReference, required } from './parse-entity.ts'
import { malformed, whereIs } from './path.ts'

type Class = NonNullable<CategoryInput['class']>

/** The members of a Category collection (GFD.226 3.4) and what stands in them. */
const classes: ReadonlyMap<string, Class> = new Map([
  ['kinds', 'kind'],
  ['mixins', 'mixin'],
  ['actions', 'action'],
])

const collectionMembers: ReadonlySet<string> = new Set([...classes.keys(), 'model'])
const modelMembers: ReadonlySet<string> = new Set([...classes.keys(), 'id'])

const categoryMembers: ReadonlySet<string> = new Set([
  'term',
  'scheme',
  'class',
  'title',
  'attributes',
  'actions',
  'depends',
  'applies',
  'parent',
  'related',
  'rel',
  'location',
])

/** Reads the definitions of Categories: a collection of them, one alone, or a list. */
export function parseCategories(json: Json, message: Message): readonly CategoryInput[] {
  const categories = categoriesIn(json).map(([category, sort]) => parseCategory(category, sort, message))
  return categories.length === 0 ? malformed('', 'the body holds no Category') : categories
}

type Found = readonly [category: Located, sort: Class | undefined]

function categoriesIn(json: Json): readonly Found[] {
  if (isArray(json)) return itemsAt(json, '').map((item) => [item, undefined])
  const object = expectObject({ value: json, path: '' }, 'a collection of Categories')
  if (object.has('term')) return [[{ value: object, path: '' }, undefined]]
  checkMembers(object, '', collectionMembers, 'a collection of Categories')
  return [
    ...listedIn(object, ''),
    // One service parts its query interface by extension.
    ...itemsOf(object, '', 'model').flatMap((part) => {
      const model = expectObject(part, 'a collection of Categories')
      checkMembers(model, part.path, modelMembers, 'a collection of Categories')
      return listedIn(model, part.path)
    }),
  ]
}

function listedIn(object: JsonObject, path: string): readonly Found[] {
  return [...classes].flatMap(([name, sort]) =>
    itemsOf(object, path, name).map((item): Found => [item, sort]),
  )
}

function parseCategory(category: Located, listed: Class | undefined, message: Message): CategoryInput {
  const { path } = category
  const object = expectObject(category, 'a Category')
  checkMembers(object, path, categoryMembers, 'a Category')
  message.count('categories', path)
  const sort = readClass(memberOf(object, path, 'class'), listed)
  const { term, scheme } = readId(object, path)
  const title = memberOf(object, path, 'title')
  const location = memberOf(object, path, 'location')
  return {
    id: scheme + term,
    term,
    scheme,
    ...(sort === undefined ? {} : { class: sort }),
    ...(title === undefined ? {} : { title: expectText(title) }),
    rel: readRelated(object, path, message),
    ...(location === undefined ? {} : { location: expectName(location, 'a path') }),
    // The restriction to Kinds is as little a user's to say as attributes and Actions.
    capabilities: ['attributes', 'actions', 'applies'].some((name) => !isVoid(object.get(name) ?? '')),
    where: whereIs(path),
  }
}

function readId(object: JsonObject, path: string): { readonly term: string; readonly scheme: string } {
  const [term, scheme] = [required(object, path, 'term'), required(object, path, 'scheme')]
  const given = { term: expectName(term, 'a term'), scheme: expectName(scheme, 'a URI') }
  if (!isTerm(given.term)) malformed(term.path, 'a term consists of letters, digits, "-", "_" and "."')
  if (!/^[A-Za-z][A-Za-z0-9+.-]*:[^\s"<>]+$/.test(given.scheme)) malformed(scheme.path, 'a scheme is a URI')
  return given
}

function readClass(member: Located | undefined, listed: Class | undefined): Class | undefined {
  if (member === undefined) return listed
  const given = [...classes.values()].find((sort) => sort === member.value)
  if (given === undefined) return malformed(member.path, 'a class is "kind", "mixin" or "action"')
  return listed === undefined || listed === given
    ? given
    : malformed(member.path, `the class of what is listed here is "${listed}"`)
}

/** What a Mixin depends on, or the parent of a Kind; drafts said `related`. */
function readRelated(object: JsonObject, path: string, message: Message): readonly string[] {
  const related = ['depends', 'parent', 'related', 'rel'].flatMap((name) => {
    const member = memberOf(object, path, name)
    if (member === undefined || isVoid(member.value)) return []
    return isArray(member.value) ? itemsAt(member.value, member.path) : [member]
  })
  message.bound(related.length, 'Categories that one depends on', path)
  return [...new Set(related.map((one) => parseReference(one, 'mixin').id))]
}

function expectText({ value, path }: Located): string {
  return typeof value === 'string' ? value : malformed(path, 'a title is a string')
}
