import { describe, expect, test } from 'vitest'
import { OcciError, Refusal } from './errors.ts'

describe('an OcciError', () => {
  test('has a code, a sentence, details and a cause', () => {
    const cause = new Error('deeper')
    const error = new OcciError('invalid-value', 'no good', { attribute: 'a' }, cause)
    expect(error).toMatchObject({
      name: 'OcciError',
      code: 'invalid-value',
      message: 'no good',
      details: { attribute: 'a' },
    })
    expect(error.cause).toBe(cause)
    expect('cause' in new OcciError('malformed', 'no good')).toBe(false)
  })

  test('is recognised by its brand, whichever copy of the package made it', () => {
    const foreign = Object.assign(new Error('x'), {
      [Symbol.for('@occi/core/error')]: true,
      code: 'conflict',
      details: {},
    })
    expect(OcciError.is(foreign)).toBe(true)
    expect(OcciError.is(new OcciError('conflict', 'x'))).toBe(true)
    expect([new Error('x'), null, undefined, 'x', {}].some((value) => OcciError.is(value))).toBe(false)
  })
})

describe('a Refusal', () => {
  test('is an OcciError with status 400', () => {
    const refusal = new Refusal('the cloud is full')
    expect(refusal).toMatchObject({
      name: 'Refusal',
      code: 'refused',
      status: 400,
      message: 'the cloud is full',
    })
    expect(Refusal.is(refusal) && OcciError.is(refusal)).toBe(true)
    expect(Refusal.is(new OcciError('refused', 'x'))).toBe(false)
  })

  test('takes another 4xx or 5xx and a cause', () => {
    const cause = new Error('deeper')
    const refusal = new Refusal('later', { status: 503, cause })
    expect([refusal.status, refusal.cause]).toEqual([503, cause])
  })

  test.each([200, 399, 600, 400.5, Number.NaN])('does not take %s', (status) => {
    expect(() => new Refusal('x', { status })).toThrow(
      `a Refusal takes a status from 400 to 599, not ${status}`,
    )
  })
})
