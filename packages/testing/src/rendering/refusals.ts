import { OcciError, type OcciErrorCode } from '@occi/core'
import { expectEqual, expectTrue } from '../expect.ts'

/** What reading a message may be refused with. */
const refusals: ReadonlySet<OcciErrorCode> = new Set<OcciErrorCode>([
  'malformed',
  'too-large',
  'unknown-category',
  'invalid-value',
  'missing-kind',
  'missing-attribute',
  'unsupported-media-type',
])

/** Throws unless a message is refused by an OcciError of a code that says where. */
export function expectRefused(read: () => unknown, code: OcciErrorCode): void {
  const error = errorOf(read)
  expectTrue(error !== undefined, `it is refused as ${code}`)
  if (!OcciError.is(error)) throw new Error('what is thrown is no OcciError', { cause: error })
  expectEqual(error.code, code, `the code of "${error.message}"`)
  expectPlace(error)
}

/** Throws unless a message is read or refused as a message can be: by an OcciError that says where. */
export function expectReadOrRefused(read: () => unknown, what: string): void {
  const error = errorOf(read)
  if (error === undefined) return
  if (!OcciError.is(error)) throw new Error(`${what}: what is thrown is no OcciError`, { cause: error })
  expectTrue(refusals.has(error.code), `${what} is refused with a code of its own, not "${error.code}"`)
  expectPlace(error)
}

function expectPlace({ message, details: { where } }: OcciError): void {
  expectTrue(where !== undefined && where !== '', `the refusal "${message}" says where`)
}

function errorOf(call: () => unknown): unknown {
  try {
    call()
    return undefined
  } catch (error) {
    return error ?? new Error('nothing was thrown')
  }
}
