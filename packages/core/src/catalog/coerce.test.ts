import { describe, expect, test } from 'vitest'
import { errorOf } from '../_fixtures.ts'
import type { InputValue } from '../contracts/input.ts'
import type { AttributeDefinition, AttributeType, AttributeValue } from '../model/attribute.ts'
import { isLiteral, Literal } from '../model/literal.ts'
import { coerce, guessLiteral } from './coerce.ts'

const where = 'X-OCCI-Attribute line 3'
const unquoted = (literal: string): Literal => new Literal(literal, false)
const quoted = (literal: string): Literal => new Literal(literal, true)

function read(
  value: InputValue['value'],
  type: AttributeType,
  more: Partial<AttributeDefinition> = {},
): AttributeValue {
  return coerce(
    'com.example.a',
    { value, where },
    { type, mutability: 'read-write', required: false, ...more },
  )
}

// verifies('R-6', 'R-7', 'R-13')
describe('a literal is read by the definition', () => {
  test.each([
    ['string', unquoted('active'), 'active'],
    ['string', quoted('active'), 'active'],
    ['string', unquoted('42'), '42'],
    ['string', quoted(''), ''],
    ['boolean', unquoted('true'), true],
    ['boolean', quoted('false'), false],
    ['integer', unquoted('42'), 42],
    ['integer', quoted('42'), 42],
    ['integer', unquoted('-42'), -42],
    ['integer', unquoted('+7'), 7],
    ['integer', unquoted('2.0'), 2],
    ['integer', unquoted('007'), 7],
    ['integer', unquoted('9007199254740991'), 9007199254740991],
    ['number', unquoted('2.5'), 2.5],
    ['number', quoted('2.5'), 2.5],
    ['number', unquoted('.5'), 0.5],
    ['number', unquoted('5.'), 5],
    ['number', unquoted('-0.25'), -0.25],
    ['array', quoted('["a",{"b":1}]'), ['a', { b: 1 }]],
    ['object', quoted('{"a":[true]}'), { a: [true] }],
  ] as const)('%s from %j: %j', (type, literal, value) => {
    expect(read(literal, type)).toEqual(value)
  })

  test.each([
    ['boolean', unquoted('True'), 'True is not a boolean'],
    ['boolean', unquoted('1'), '1 is not a boolean'],
    ['integer', quoted('four'), '"four" is not an integer'],
    ['integer', unquoted('1.5'), '1.5 is not an integer'],
    ['integer', unquoted(''), ' is not an integer'],
    ['integer', unquoted('1e3'), '1e3 is not an integer'],
    ['integer', unquoted('0x10'), '0x10 is not an integer'],
    ['integer', unquoted('9007199254740993'), '9007199254740993 is not an integer of at most 53 bits'],
    ['number', unquoted('NaN'), 'NaN is not a number'],
    ['number', unquoted('.'), '. is not a number'],
    ['number', unquoted('1.2.3'), '1.2.3 is not a number'],
    ['number', unquoted('- 1'), '- 1 is not a number'],
    ['number', unquoted('9'.repeat(350)), `${'9'.repeat(77)}... is not a number`],
    ['number', unquoted('9'.repeat(500_000)), `${'9'.repeat(77)}... is not a number`],
    ['number', unquoted(`${'9'.repeat(500_000)}x`), 'is not a number'],
    ['array', quoted('{"a":1}'), '"{\\"a\\":1}" is not an array'],
    ['array', quoted('[1,'), '"[1," is not an array'],
    ['array', quoted('[null]'), '"[null]" is not an array'],
    ['array', quoted('[1e999]'), '"[1e999]" is not an array'],
    ['array', quoted('['.repeat(100_000) + ']'.repeat(100_000)), 'is not an array'],
    ['object', quoted('null'), '"null" is not an object'],
    ['object', quoted('[1]'), '"[1]" is not an object'],
  ] as const)('%s is not %.40j', (type, literal, message) => {
    const error = errorOf(() => read(literal, type))
    expect(error.code).toBe('invalid-value')
    expect(error.message).toContain(message)
  })
})

test('an error says what was given, what was wanted and where', () => {
  const error = errorOf(() => read(quoted('four'), 'integer'))
  expect(error.message).toBe('attribute com.example.a: "four" is not an integer (X-OCCI-Attribute line 3)')
  expect(error.details).toEqual({ attribute: 'com.example.a', where })
  expect(errorOf(() => read(unquoted('0'), 'integer', { pattern: { minimum: 1 } })).message).toBe(
    'attribute com.example.a: 0 is not at least 1 (X-OCCI-Attribute line 3)',
  )
})

describe('a typed value', () => {
  test.each([
    ['string', '42'],
    ['integer', 42],
    ['number', 4.2],
    ['boolean', false],
    ['array', [1, [2]]],
    ['object', { a: { b: 1 } }],
  ] as const)('of type %s is taken as it is', (type, value) => {
    expect(read(value, type)).toBe(value)
  })

  test.each([
    ['string', 42, '42 is not a string'],
    ['integer', '42', '"42" is not an integer'],
    ['boolean', 'true', '"true" is not a boolean'],
    ['string', [1], 'an array is not a string'],
    ['array', { a: 1 }, 'an object is not an array'],
    ['string', null, 'null is not a string'],
    ['object', { a: null }, 'an object is not an object'],
    ['number', Infinity, 'Infinity is not a number'],
    ['integer', { literal: 5, quoted: false }, 'an object is not an integer'],
    ['string', { literal: null, quoted: 1 }, 'an object is not a string'],
  ] as const)('must fit: %s, %j', (type, value, message) => {
    expect(errorOf(() => read(value as never, type)).message).toContain(message)
  })

  test('that is nested without end is refused', () => {
    let deep: AttributeValue = 1
    for (let level = 0; level < 100_000; level += 1) deep = [deep]
    expect(errorOf(() => read(deep, 'array')).code).toBe('invalid-value')
  })

  test('keeps members with hostile names as plain members', () => {
    const value = read(quoted('{"__proto__":{"admin":true}}'), 'object')
    expect(Object.keys(value)).toEqual(['__proto__'])
    expect('admin' in (value as object)).toBe(false)
  })
})

// verifies('R-6')
test.each([
  [unquoted('42'), 42],
  [unquoted('4.2'), 4.2],
  [unquoted('true'), true],
  [unquoted('false'), false],
  [unquoted('active'), 'active'],
  [unquoted('1e3'), '1e3'],
  [unquoted('9'.repeat(350)), '9'.repeat(350)],
  [quoted('42'), '42'],
  [quoted('true'), 'true'],
])('without a definition %j is %j', (literal, value) => {
  expect(guessLiteral(literal)).toBe(value)
})

test.each([
  [quoted('a'), true],
  ['a', false],
  [[], false],
  [{}, false],
  [{ literal: 'a' }, false],
  [{ literal: 5, quoted: false }, false],
  [{ literal: 'a', quoted: true }, false],
  [null, false],
])('%j still has to be read: %s', (value, literal) => {
  expect(isLiteral(value as never)).toBe(literal)
})
