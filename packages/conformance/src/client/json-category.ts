/** Reads Categories as GFD.226 3.2 and 3.5.1 have them: anything else is a failure. */
import { expectEqual, expectThat } from '../world/expect.ts'
import {
  readArray,
  readBoolean,
  readMembers,
  readName,
  readObject,
  readOptionalText,
  readText,
  readTypeId,
  readTypeIds,
  readValue,
  type Members,
} from './json-check.ts'
import type { Base } from './codec.ts'
import type { AttributeView, CategoryView } from './view.ts'

type Class = NonNullable<CategoryView['class']>

/** The members of a Category collection, and of which class the Categories in them are. */
export const categoryLists: ReadonlyMap<string, Class> = new Map([
  ['kinds', 'kind'],
  ['mixins', 'mixin'],
  ['actions', 'action'],
])

const entityKind = 'http://schemas.ogf.org/occi/core#entity'
const possible: Readonly<Record<Class, readonly string[]>> = {
  kind: ['title', 'attributes', 'actions', 'parent', 'location'],
  mixin: ['title', 'attributes', 'actions', 'depends', 'applies', 'location'],
  action: ['title', 'attributes'],
}

/** Reads the Categories of one list. */
export function readCategories(value: unknown, sort: Class, base: Base): readonly CategoryView[] {
  return readArray(value, `${sort}s`).map((item, index) =>
    readCategory(item, sort, `${sort}s[${index}]`, base),
  )
}

function readCategory(value: unknown, sort: Class, where: string, base: Base): CategoryView {
  const members = readMembers(value, where, ['term', 'scheme'], possible[sort])
  const term = readText(members.get('term'), `${where}.term`, /^[A-Za-z0-9][A-Za-z0-9._-]*$/)
  const scheme = readText(members.get('scheme'), `${where}.scheme`, /^[a-z][a-z0-9+.-]*:\S+#$/)
  const [title, actions] = [readOptionalText(members, 'title', where), readTypeIds(members, 'actions', where)]
  const isRoot = scheme + term === entityKind
  expectEqual(members.has('parent'), sort === 'kind' && !isRoot, `whether ${where} has a parent`)
  expectEqual(members.has('location'), sort !== 'action' && !isRoot, `whether ${where} has a location`)
  readTypeIds(members, 'applies', where)
  const rel = members.has('parent')
    ? readTypeId(members.get('parent'), `${where}.parent`)
    : readTypeIds(members, 'depends', where)[0]
  const attributes = readDescriptions(members, where)
  return {
    term,
    scheme,
    class: sort,
    ...(title === undefined ? {} : { title }),
    ...(rel === undefined ? {} : { rel }),
    ...(members.has('location') ? { location: readPath(members.get('location'), where, base) } : {}),
    ...(attributes.length === 0 ? {} : { attributes }),
    ...(actions.length === 0 ? {} : { actions }),
  }
}

function readPath(value: unknown, where: string, { prefix }: Base): string {
  const path = readText(value, `${where}.location`, /^\/\S*$/)
  expectThat(path.startsWith(`${prefix}/`), `${where}.location starts with ${prefix}/: ${path}`)
  return path.slice(prefix.length)
}

function readDescriptions(members: Members, where: string): readonly AttributeView[] {
  if (!members.has('attributes')) return []
  const descriptions = readObject(members.get('attributes'), `${where}.attributes`)
  expectThat(descriptions.size > 0, `${where}.attributes is left out where it is empty`)
  return [...descriptions].map(([name, value]) => ({
    name: readName(name, where),
    properties: readDescription(value, `${where}: ${name}`),
  }))
}

function readDescription(value: unknown, where: string): readonly string[] {
  const members = readMembers(
    value,
    where,
    ['mutable', 'required', 'type'],
    ['pattern', 'default', 'description'],
  )
  const type = readText(members.get('type'), `${where}.type`, /^(?:string|number|boolean|array|object)$/)
  if (members.has('default'))
    expectEqual(typeOf(readValue(members.get('default'), where)), type, `the type of the default of ${where}`)
  if (members.has('pattern')) readPattern(members.get('pattern'), `${where}.pattern`)
  readOptionalText(members, 'description', where)
  return [
    ...(readBoolean(members.get('mutable'), `${where}.mutable`) ? [] : ['immutable']),
    ...(readBoolean(members.get('required'), `${where}.required`) ? ['required'] : []),
  ]
}

function readPattern(value: unknown, where: string): void {
  readText(readObject(value, where).get('$schema'), `${where}.$schema`, /^http:\/\/json-schema\.org\//)
  readValue(value, where)
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value
}
