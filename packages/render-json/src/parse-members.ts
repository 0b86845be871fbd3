import type { EntityReference } from '@occi/core'
import {
  checkMembers,
  expectName,
  expectObject,
  isArray,
  isObject,
  itemsAt,
  itemsOf,
  memberOf,
  type Located,
} from './expect.ts'
import type { Json, JsonObject } from './json-reader.ts'
import type { Message } from './message.ts'
import { malformed, memberPath, whereIs } from './path.ts'

/** What holds entities or their locations, the name of the text field among them. */
const lists: ReadonlySet<string> = new Set([
  'resources',
  'links',
  'entities',
  'collection',
  'locations',
  'X-OCCI-Location',
])

/** Reads references to entities: a collection, of which their ids matter alone, or a list of locations. `undefined`: nothing is said. */
export function parseMembers(
  json: Json | undefined,
  message: Message,
): readonly EntityReference[] | undefined {
  return json === undefined
    ? undefined
    : referencesIn(json)?.map((reference) => parseMember(reference, message))
}

function referencesIn(json: Json): readonly Located[] | undefined {
  if (isArray(json)) return itemsAt(json, '')
  const object = expectObject({ value: json, path: '' }, 'a collection')
  if (object.size === 0) return undefined
  if (identityOf(object, '') !== undefined) return [{ value: json, path: '' }]
  checkMembers(object, '', lists, 'a collection')
  return [...lists].flatMap((name) => listed(object, name))
}

/** Locations may stand in one string, as in the text field: a URI that is written has no comma. */
function listed(object: JsonObject, name: string): readonly Located[] {
  const value = object.get(name)
  if (typeof value !== 'string') return itemsOf(object, '', name)
  const locations = value.split(',').map((location) => location.trim())
  return locations.flatMap((location) =>
    location === '' ? [] : [{ value: location, path: memberPath('', name) }],
  )
}

function parseMember(member: Located, message: Message): EntityReference {
  const { value, path } = member
  message.count('locations', path)
  if (typeof value === 'string') return { reference: expectName(member, 'a location'), where: whereIs(path) }
  const identity =
    identityOf(expectObject(member, 'an entity'), path) ??
    malformed(path, 'the entity has neither "id" nor "location"')
  return { reference: expectName(identity, 'an id or a location'), where: whereIs(identity.path) }
}

function identityOf(object: JsonObject, path: string): Located | undefined {
  const attributes = object.get('attributes')
  return (
    memberOf(object, path, 'id') ??
    (attributes !== undefined && isObject(attributes)
      ? memberOf(attributes, memberPath(path, 'attributes'), 'occi.core.id')
      : undefined) ??
    memberOf(object, path, 'location') ??
    memberOf(object, path, 'self') ??
    memberOf(object, path, 'href')
  )
}
