import { expect, test } from 'vitest'
import { isAttributeValue, sameValue, showValue } from './value.ts'

test.each([
  [1, 1, true],
  [1, '1', false],
  [0, -0, true],
  ['a', 'a', true],
  [undefined, undefined, true],
  [undefined, 'a', false],
  [{}, undefined, false],
  [[1, 2], [1, 2], true],
  [[1, 2], [2, 1], false],
  [[1], [1, 1], false],
  [[], {}, false],
  [{ a: 1, b: [2] }, { b: [2], a: 1 }, true],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [{ constructor: 1 }, { other: 1 }, false],
  [JSON.parse('{"__proto__":1}'), {}, false],
  [JSON.parse('{"__proto__":1}'), JSON.parse('{"__proto__":1}'), true],
])('%j and %j are the same: %s', (one, other, same) => {
  expect(sameValue(one, other)).toBe(same)
})

test.each([
  ['text', true],
  [0, true],
  [false, true],
  [[{ a: ['b'] }], true],
  [Number.NaN, false],
  [[Infinity], false],
  [null, false],
  [{ a: null }, false],
  [undefined, false],
  [[undefined], false],
  [1n, false],
  [() => 1, false],
])('%s is an attribute value: %s', (value, good) => {
  expect(isAttributeValue(value)).toBe(good)
})

test('nesting is bounded', () => {
  expect(isAttributeValue(nested(32))).toBe(true)
  expect(isAttributeValue(nested(33))).toBe(false)
  expect(isAttributeValue(nested(1_000_000))).toBe(false)
})

test.each([
  ['a"b', '"a\\"b"'],
  [1.5, '1.5'],
  [1n, '1'],
  [null, 'null'],
  [undefined, 'undefined'],
  [{ a: 1 }, 'an object'],
  [[1], 'an array'],
  ['x'.repeat(200), `"${'x'.repeat(76)}...`],
])('%s is shown as %s', (value, shown) => {
  expect(showValue(value)).toBe(shown)
})

function nested(depth: number): unknown {
  let value: unknown = 'core'
  for (let level = 0; level < depth; level += 1) value = [value]
  return value
}
