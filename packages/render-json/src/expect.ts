import type { Json, JsonObject } from './json-reader.ts'
import { itemPath, malformed, memberPath, shorten } from './path.ts'

/** A value and where it stands. */
export interface Located<T extends Json = Json> {
  readonly value: T
  readonly path: string
}

export function isObject(value: Json): value is JsonObject {
  return value instanceof Map
}

export function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

/** @throws OcciError `malformed` if a value is no object */
export function expectObject({ value, path }: Located, what: string): JsonObject {
  return isObject(value)
    ? value
    : malformed(path, `${show(value)} found where ${what}, an object, was wanted`)
}

/** @throws OcciError `malformed` if a value is no string or an empty one */
export function expectName({ value, path }: Located, what: string): string {
  return typeof value === 'string' && value !== ''
    ? value
    : malformed(path, `${show(value)} found where ${what}, a string, was wanted`)
}

/** A member of an object and where it stands; `undefined` if there is none. */
export function memberOf(object: JsonObject, path: string, name: string): Located | undefined {
  const value = object.get(name)
  return value === undefined ? undefined : { value, path: memberPath(path, name) }
}

/** The items of a member that is an array; none if there is no such member. @throws OcciError `malformed` if it is something else */
export function itemsOf(object: JsonObject, path: string, name: string): readonly Located[] {
  const member = memberOf(object, path, name)
  if (member === undefined) return []
  if (!isArray(member.value))
    return malformed(member.path, `${show(member.value)} found where an array was wanted`)
  return itemsAt(member.value, member.path)
}

/** The items of an array and where they stand. */
export function itemsAt(items: readonly Json[], path: string): readonly Located[] {
  return items.map((value, index) => ({ value, path: itemPath(path, index) }))
}

/**
 * Refuses members that nobody knows: what a client says is taken or refused, never dropped. One without content says nothing.
 * @throws OcciError `malformed`
 */
export function checkMembers(
  object: JsonObject,
  path: string,
  known: ReadonlySet<string>,
  what: string,
): void {
  for (const [name, value] of object) {
    if (!known.has(name) && !isVoid(value))
      malformed(memberPath(path, name), `"${shorten(name)}" is no member of ${what}`)
  }
}

/** Whether a value has no content. */
export function isVoid(value: Json): boolean {
  return value === '' || (isArray(value) && value.length === 0) || (isObject(value) && value.size === 0)
}

/** A value as messages show it. */
export function show(value: Json): string {
  if (isArray(value)) return 'an array'
  if (isObject(value)) return 'an object'
  return typeof value === 'string' ? JSON.stringify(shorten(value)) : String(value)
}
