import { describe, expect, test } from 'vitest'
import { quote, renderNumber } from './values.ts'

describe('numbers', () => {
  test.each([
    [0, false, '0'],
    [0, true, '0.0'],
    [-0, true, '0.0'],
    [2.5, true, '2.5'],
    [1e-6, true, '0.000001'],
    [1e-7, true, '0.0000001'],
    [-1.25e-10, true, '-0.000000000125'],
    [123e20, false, '12300000000000000000000'],
    [-1.5e300, true, `-15${'0'.repeat(299)}.0`],
  ])('%d, with a decimal: %s', (value, fractional, text) => {
    expect(renderNumber(value, fractional)).toBe(text)
  })

  test.each([Number.MAX_VALUE, Number.MIN_VALUE, Number.MAX_SAFE_INTEGER, Number.EPSILON, 1 / 3])(
    '%d reads as itself',
    (value) => {
      expect(Number(renderNumber(value, true))).toBe(value)
      expect(renderNumber(value, true)).toMatch(/^\d+\.\d+$/)
    },
  )
})

test.each([
  ['plain', '"plain"'],
  ['$& $1', '"$& $1"'],
  ['"', String.raw`"\""`],
  ['\\', String.raw`"\\"`],
  [String.raw`\"`, String.raw`"\\\""`],
])('%s in quotes', (text, quoted) => {
  expect(quote(text)).toBe(quoted)
})
