import { describe, expect, test } from 'vitest'
import { errorOf } from '../_fixtures.ts'
import {
  defineAttributes,
  isAttributeName,
  overlay,
  wantedInstead,
  type AttributeDefinition,
} from './attribute.ts'

const plain: AttributeDefinition = { type: 'string', mutability: 'read-write', required: false }

// verifies('CORE-15', 'CORE-19')
test.each([
  ['', plain],
  ['immutable', { ...plain, mutability: 'server-only' }],
  ['required', { ...plain, required: true }],
  [{}, plain],
  [
    { type: 'integer', default: 2, pattern: { minimum: 1 }, description: 'How many' },
    { ...plain, type: 'integer', default: 2, pattern: { minimum: 1 }, description: 'How many' },
  ],
] as const)('%j is short for a whole definition', (spec, definition) => {
  expect(defineAttributes('Kind x', { 'com.example.a': spec })).toEqual({ 'com.example.a': definition })
})

describe('a definition that is refused', () => {
  test.each([
    ['a name with a blank', { 'a b': '' }, 'attribute a b of Kind x: a name is a letter or digit'],
    [
      'the name __proto__',
      { ['__proto__']: '' },
      'attribute __proto__ of Kind x: a name is a letter or digit',
    ],
    [
      'an unknown short form',
      { a: 'mutable' },
      '"mutable" is no short form; use "", "immutable", "required"',
    ],
    ['a number as short form', { a: 7 }, '7 is no short form'],
    ['null', { a: null }, 'null is no short form'],
    [
      'a misspelt member',
      { a: { requird: true } },
      'a definition has no member requird; choose type, mutability',
    ],
    ['an unknown type', { a: { type: 'float' } }, '"float" is no type; choose string, integer, number'],
    ['an unknown mutability', { a: { mutability: 'never' } }, '"never" is no mutability; choose server-only'],
    [
      'server-only and required',
      { a: { mutability: 'server-only', required: true } },
      'cannot be required of a client',
    ],
    ['an unknown keyword', { a: { pattern: { minimun: 1 } } }, 'what is not understood: minimun'],
    [
      'a default of another type',
      { a: { type: 'integer', default: 'four' } },
      'the default "four" is not an integer',
    ],
    [
      'a default outside the pattern',
      { a: { pattern: { enum: ['x'] }, default: 'y' } },
      '"y" is not one of x',
    ],
    ['a default of null', { a: { type: 'object', default: null } }, 'the default null cannot be the value'],
    [
      'a default holding null',
      { a: { type: 'array', default: [null] } },
      'the default an array cannot be the value',
    ],
  ])('%s', (_title, specs, message) => {
    const error = errorOf(() => defineAttributes('Kind x', specs as never))
    expect(error.code).toBe('invalid-definition')
    expect(error.message).toContain(message)
    expect(error.details.attribute).toBe(Object.keys(specs)[0])
  })
})

test('a definition is immutable all the way down, and apart from what it was made from', () => {
  const given = { type: 'array', default: [['a']] } as const
  const fallback = defineAttributes('Kind x', { a: given })['a']?.default
  expect(fallback).toEqual([['a']])
  expect(fallback).not.toBe(given.default)
  expect([fallback, (fallback as unknown[])[0]].every((value) => Object.isFrozen(value))).toBe(true)
})

test.each([
  ['occi.compute.cores', true],
  ['9abc', true],
  ['com.Example-1.a_b', true],
  ['-a', false],
  ['.a', false],
  ['a/b', false],
  ['a b', false],
  ['', false],
  ['ä', false],
])('attribute name %j: %s', (name, good) => {
  expect(isAttributeName(name)).toBe(good)
})

test.each([
  ['four', 'integer', 'an integer'],
  [1.5, 'integer', 'an integer'],
  [2 ** 60, 'integer', 'an integer of at most 53 bits'],
  [4, 'integer', undefined],
  [Infinity, 'number', 'a number'],
  [1.5, 'number', undefined],
  [1, 'string', 'a string'],
  ['true', 'boolean', 'a boolean'],
  [false, 'boolean', undefined],
  [{}, 'array', 'an array'],
  [[], 'array', undefined],
  [[], 'object', 'an object'],
  [{}, 'object', undefined],
] as const)('%j as %s wants %s', (value, type, wanted) => {
  expect(wantedInstead(value, { ...plain, type })).toBe(wanted)
})

describe('a definition over an earlier one', () => {
  const earlier: AttributeDefinition = { ...plain, type: 'integer', default: 4, pattern: { minimum: 1 } }

  test('gives its default and keeps type and pattern', () => {
    expect(overlay(earlier, { ...plain, type: 'integer', default: 1 })).toEqual({ ...earlier, default: 1 })
  })

  test('keeps the earlier default where it has none, or one that does not fit', () => {
    expect(overlay(earlier, { ...plain, type: 'integer' })).toEqual(earlier)
    expect(overlay(earlier, { ...plain, default: 'four' })).toEqual(earlier)
    expect(overlay(earlier, { ...plain, type: 'integer', default: 0 })).toEqual(earlier)
  })

  test.each([
    ['read-write', 'write-once', 'write-once'],
    ['write-once', 'read-write', 'write-once'],
    ['server-only', 'write-once', 'server-only'],
    ['read-write', 'read-write', 'read-write'],
  ] as const)('%s and %s make %s', (one, other, stricter) => {
    expect(overlay({ ...plain, mutability: one }, { ...plain, mutability: other }).mutability).toBe(stricter)
  })

  test('is required if either is, unless only the server may set it', () => {
    expect(overlay(plain, { ...plain, required: true }).required).toBe(true)
    expect(overlay({ ...plain, mutability: 'server-only' }, { ...plain, required: true }).required).toBe(
      false,
    )
  })
})
