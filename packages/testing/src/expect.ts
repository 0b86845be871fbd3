import { OcciError, type OcciErrorCode } from '@occi/core'

/** Throws unless two values are equal by content: own members, arrays, Maps and Sets in order. */
export function expectEqual(actual: unknown, wanted: unknown, what = 'the value'): void {
  const difference = differenceBetween(actual, wanted, '')
  if (difference !== undefined) throw new Error(`${what}${difference}`)
}

/** Throws unless the condition holds. */
export function expectTrue(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`it does not hold that ${what}`)
}

/** Throws unless a promise rejects with an OcciError of a code; gives the error back. */
export async function expectRejects(
  promise: Promise<unknown>,
  code: OcciErrorCode,
  what = 'it',
): Promise<OcciError> {
  const outcome = await promise.then(
    () => undefined,
    (error: unknown) => ({ error }),
  )
  if (outcome === undefined) throw new Error(`${what} succeeded; an OcciError "${code}" was wanted`)
  const { error } = outcome
  if (!OcciError.is(error))
    throw new Error(`${what} failed with ${String(error)}, which is no OcciError "${code}"`, { cause: error })
  if (error.code !== code)
    throw new Error(`${what} failed with "${error.code}" (${error.message}), not with "${code}"`, {
      cause: error,
    })
  return error
}

function differenceBetween(actual: unknown, wanted: unknown, path: string): string | undefined {
  if (Object.is(actual, wanted)) return undefined
  if (!isObject(actual) || !isObject(wanted) || Array.isArray(actual) !== Array.isArray(wanted)) {
    return `${path} is ${show(actual)}, not ${show(wanted)}`
  }
  const [have, want] = [membersOf(actual), membersOf(wanted)]
  for (const [name, value] of want) {
    if (!have.has(name)) return `${path} lacks ${show(name)}: ${show(value)}`
    const difference = differenceBetween(have.get(name), value, `${path}.${String(name)}`)
    if (difference !== undefined) return difference
  }
  const extra = [...have.keys()].find((name) => !want.has(name))
  return extra === undefined ? undefined : `${path} has ${show(extra)} too much: ${show(have.get(extra))}`
}

function membersOf(value: object): ReadonlyMap<unknown, unknown> {
  if (value instanceof Map) return value
  const members: object = value instanceof Set ? [...value] : value
  return new Map<unknown, unknown>(Object.entries(members))
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 200 ? `${text.slice(0, 200)}...` : text
}
