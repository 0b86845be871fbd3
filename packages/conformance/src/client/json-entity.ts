/** Reads entities as GFD.226 3.1 has them, corrected by its own schema: anything else is a failure. */
import { expectThat } from '../world/expect.ts'
import {
  readArray,
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
import type { Identity } from './codec.ts'
import type { Value } from './view.ts'

/** A Resource or a Link as it was rendered. */
export interface EntityShape extends Identity {
  readonly mixins: readonly string[]
  readonly actions: readonly string[]
  readonly title: string | undefined
  readonly summary: string | undefined
  readonly source: EndShape | undefined
  readonly target: EndShape | undefined
  readonly attributes: ReadonlyMap<string, Value>
  readonly links: readonly EntityShape[]
}

/** Where a Link starts or ends. */
export interface EndShape {
  readonly location: string
  readonly kind: string | undefined
}

const common = ['mixins', 'attributes', 'actions', 'title']
const shownAsMembers = /^occi\.core\.(?:id|title|summary|source|target)(?:\.kind)?$/

/** Reads a Resource or a Link: what has an end is a Link. */
export function readEntity(value: unknown, where: string): EntityShape {
  const isLink = [...readObject(value, where).keys()].some((name) => name === 'source' || name === 'target')
  return isLink ? readLinkEntity(value, where) : readResource(value, where)
}

/** Reads the entities of one of the two lists of a Collection. */
export function readEntities(value: unknown, where: string, type: Identity['type']): readonly EntityShape[] {
  return readArray(value, where).map((item, index) => {
    const at = `${where}[${index}]`
    return type === 'link' ? readLinkEntity(item, at) : readResource(item, at)
  })
}

function readResource(value: unknown, where: string): EntityShape {
  const members = readMembers(value, where, ['kind', 'id'], [...common, 'links', 'summary'])
  const links = members.has('links') ? readEntities(members.get('links'), `${where}.links`, 'link') : []
  expectThat(!members.has('links') || links.length > 0, `${where}.links is left out where it is empty`)
  return { ...readCommon(members, where), type: 'resource', source: undefined, target: undefined, links }
}

function readLinkEntity(value: unknown, where: string): EntityShape {
  const members = readMembers(value, where, ['kind', 'id', 'source', 'target'], common)
  const source = readEnd(members.get('source'), `${where}.source`)
  expectThat(source.location.startsWith('/'), `${where}.source is a path of the service`)
  const target = readEnd(members.get('target'), `${where}.target`)
  return { ...readCommon(members, where), type: 'link', source, target, links: [] }
}

function readCommon(
  members: Members,
  where: string,
): Omit<EntityShape, 'type' | 'source' | 'target' | 'links'> {
  return {
    kind: readTypeId(members.get('kind'), `${where}.kind`),
    id: readText(members.get('id'), `${where}.id`, /^[A-Za-z][A-Za-z0-9+.-]*:\S+$/),
    mixins: readTypeIds(members, 'mixins', where),
    actions: readTypeIds(members, 'actions', where),
    title: readOptionalText(members, 'title', where),
    summary: readOptionalText(members, 'summary', where),
    attributes: readAttributes(members, where),
  }
}

function readEnd(value: unknown, where: string): EndShape {
  const members = readMembers(value, where, ['location'], ['kind'])
  return {
    location: readText(members.get('location'), `${where}.location`, /^\S+$/),
    kind: members.has('kind') ? readTypeId(members.get('kind'), `${where}.kind`) : undefined,
  }
}

function readAttributes(members: Members, where: string): ReadonlyMap<string, Value> {
  if (!members.has('attributes')) return new Map()
  const attributes = readObject(members.get('attributes'), `${where}.attributes`)
  expectThat(attributes.size > 0, `${where}.attributes is left out where it is empty`)
  for (const name of attributes.keys()) {
    expectThat(readName(name, where).includes('.'), `${where}: the name ${name} is whole, with its dots`)
    expectThat(!shownAsMembers.test(name), `${where}: ${name} is a member of the entity, not an attribute`)
  }
  return new Map([...attributes].map(([name, value]) => [name, readValue(value, `${where}: ${name}`)]))
}
