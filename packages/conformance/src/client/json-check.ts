/** The small checks of which strict reading of JSON is made. */
import { expectThat } from '../world/expect.ts'
import type { Value } from './view.ts'

/** The members of an object by name. */
export type Members = ReadonlyMap<string, unknown>

/** The members of an object that has all that it needs, and nothing that it cannot have. */
export function readMembers(
  value: unknown,
  where: string,
  needed: readonly string[],
  possible: readonly string[] = [],
): Members {
  const members = readObject(value, where)
  for (const name of needed) expectThat(members.has(name), `${where} has the member ${name}`)
  for (const name of members.keys())
    expectThat([...needed, ...possible].includes(name), `${where} has no member ${name} (GFD.226)`)
  return members
}

/** The members of any object. */
export function readObject(value: unknown, where: string): Members {
  expectThat(typeof value === 'object' && value !== null && !Array.isArray(value), `${where} is an object`)
  return new Map(Object.entries(value))
}

/** The items of an array. */
export function readArray(value: unknown, where: string): readonly unknown[] {
  expectThat(Array.isArray(value), `${where} is an array`)
  return value
}

/** A text of a form. */
export function readText(value: unknown, where: string, form = /^/): string {
  expectThat(
    typeof value === 'string' && form.test(value),
    `${where} is a string that matches ${String(form)}: ${JSON.stringify(value)}`,
  )
  return value
}

/** A text that may be missing. */
export function readOptionalText(members: Members, name: string, where: string): string | undefined {
  return members.has(name) ? readText(members.get(name), `${where}.${name}`) : undefined
}

/** A boolean. */
export function readBoolean(value: unknown, where: string): boolean {
  expectThat(typeof value === 'boolean', `${where} is a boolean`)
  return value
}

/** A type identifier. */
export function readTypeId(value: unknown, where: string): string {
  return readText(value, where, /^[A-Za-z][A-Za-z0-9+.-]*:[^#\s]*#[A-Za-z0-9][A-Za-z0-9._-]*$/)
}

/** Type identifiers, each once; a list without any is left out. */
export function readTypeIds(members: Members, name: string, where: string): readonly string[] {
  if (!members.has(name)) return []
  const ids = readArray(members.get(name), `${where}.${name}`).map((id) => readTypeId(id, `${where}.${name}`))
  expectThat(ids.length > 0, `${where}.${name} is left out where it is empty`)
  expectThat(new Set(ids).size === ids.length, `${where}.${name} names nothing twice`)
  return ids
}

/** A name of an attribute, whole. */
export function readName(name: string, where: string): string {
  return readText(name, `a name in ${where}`, /^[A-Za-z0-9][A-Za-z0-9._-]*$/)
}

/** A value of one of the five types, without null at any depth. */
export function readValue(value: unknown, where: string): Value {
  expectThat(value !== null, `${where} is not null`)
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (Array.isArray(value)) return value.map((item) => readValue(item, where))
  const members = [...readObject(value, where)]
  return Object.fromEntries(members.map(([name, member]) => [name, readValue(member, `${where}.${name}`)]))
}
