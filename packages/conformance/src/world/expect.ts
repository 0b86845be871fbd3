import type { WireReply } from './message.ts'

/** What a scenario throws when the service does not do what was expected. */
export class ScenarioFailure extends Error {
  override readonly name = 'ScenarioFailure'
}

/** Fails unless a condition holds. */
export function expectThat(condition: boolean, what: string): asserts condition {
  if (!condition) throw new ScenarioFailure(what)
}

/** Fails unless two values are equal by their members; Maps by their entries. */
export function expectEqual(actual: unknown, expected: unknown, what: string): void {
  const [got, wanted] = [canonical(actual), canonical(expected)]
  expectThat(got === wanted, `${what}: expected ${wanted}, got ${got}`)
}

/** Fails unless two lists hold the same members, in any order. */
export function expectMembers(actual: Iterable<string>, expected: Iterable<string>, what: string): void {
  expectEqual([...actual].toSorted(), [...expected].toSorted(), what)
}

/** Fails unless a list holds a member. */
export function expectIncludes(list: Iterable<string>, member: string, what: string): void {
  const all = [...list]
  expectThat(all.includes(member), `${what}: ${member} is missing in [${all.join(', ')}]`)
}

/** Fails if a list holds a member. */
export function expectLacks(list: Iterable<string>, member: string, what: string): void {
  expectThat(![...list].includes(member), `${what}: ${member} should not be there`)
}

/** Fails unless a text has a form. */
export function expectMatch(text: string | undefined, form: RegExp, what: string): void {
  expectThat(
    text !== undefined && form.test(text),
    `${what}: ${JSON.stringify(text)} does not match ${String(form)}`,
  )
}

/** Fails unless an answer has one of the statuses. */
export function expectStatus(reply: WireReply, statuses: number | readonly number[], what: string): void {
  const wanted = [statuses].flat()
  const excerpt = reply.text === '' || reply.text === 'OK' ? errorField(reply) : reply.text.slice(0, 300)
  expectThat(
    wanted.includes(reply.status),
    `${what}: expected ${wanted.join(' or ')}, got ${reply.status}: ${excerpt}`,
  )
}

function errorField(reply: WireReply): string {
  return reply.headers.find(([name]) => name.toLowerCase() === 'x-occi-error')?.[1] ?? '(no message)'
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) => ordered(member)) ?? 'undefined'
}

/** The members of an object have no order, the entries of a Map do. */
function ordered(member: unknown): unknown {
  if (member instanceof Map) return [...member]
  if (typeof member !== 'object' || member === null || Array.isArray(member)) return member
  return Object.fromEntries(Object.entries(member).toSorted(([one], [other]) => (one < other ? -1 : 1)))
}
