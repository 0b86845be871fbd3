import { expect, test } from 'vitest'
import { toJson } from './json.ts'
import { fromColumn, toColumn } from './text.ts'

const texts = [
  '',
  'a',
  'ü世👋',
  '\0',
  '\u0001',
  '\u00010',
  '\u00011',
  '\ud800',
  '\udc00\ud800',
  'a\ud800b',
  '\u0001d800',
  '\ufffd',
]

test('a column holds any text, and gives it back', () => {
  expect(texts.map((text) => fromColumn(toColumn(text)))).toEqual(texts)
  expect(new Set(texts.map(toColumn)).size).toBe(texts.length)
})

test('what a column holds is well-formed, without null characters, and begins as the text does', () => {
  for (const text of texts) {
    expect(Buffer.from(toColumn(text)).toString()).toBe(toColumn(text))
    expect(toColumn(text)).not.toContain('\0')
    expect(toColumn(`${text}/more`).startsWith(toColumn(`${text}/`))).toBe(true)
  }
})

test.each([
  -0,
  0,
  10,
  [0, -0],
  { a: { b: -0, c: 'x' } },
  { __proto: -0 },
  'a0',
  ['', {}, [], true],
  JSON.parse('{"__proto__":{"x":-0}}') as unknown,
])('JSON keeps %o', (value) => {
  expect(JSON.parse(toJson(value))).toStrictEqual(value)
})
