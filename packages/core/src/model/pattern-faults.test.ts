import { expect, test } from 'vitest'
import type { Pattern } from './pattern.ts'
import { patternFaults } from './pattern-faults.ts'

test('a pattern with every keyword has no faults', () => {
  const pattern: Pattern = {
    $schema: 'http://json-schema.org/draft-04/schema#',
    type: 'string',
    enum: ['a'],
    pattern: '^a$',
    format: 'uri',
    minLength: 0,
    maxLength: 9,
    minimum: 0,
    maximum: 9,
    exclusiveMinimum: true,
    exclusiveMaximum: false,
    minItems: 0,
    maxItems: 9,
    items: {},
    properties: { a: {} },
    required: ['a'],
    anyOf: [{}],
    oneOf: [{}],
    allOf: [{}],
    not: {},
  }
  expect(patternFaults(pattern)).toEqual([])
})

test.each([
  [{ minimun: 1 }, ['minimun']],
  [{ constructor: 1 }, ['constructor']],
  [{ type: 'float' }, ['type']],
  [{ type: ['string'] }, ['type']],
  [{ enum: [] }, ['enum']],
  [{ enum: [null] }, ['enum']],
  [{ pattern: '(' }, ['pattern']],
  [{ pattern: 7 }, ['pattern']],
  [{ format: 'email' }, ['format']],
  [{ minLength: -1, maxLength: '9' }, ['minLength', 'maxLength']],
  [{ minimum: '1' }, ['minimum']],
  [{ exclusiveMinimum: 5 }, ['exclusiveMinimum']],
  [{ exclusiveMinimum: true }, ['exclusiveMinimum without minimum']],
  [{ exclusiveMaximum: true }, ['exclusiveMaximum without maximum']],
  [{ items: [{}] }, ['items']],
  [{ properties: { a: 1 } }, ['properties']],
  [{ required: true }, ['required']],
  [{ anyOf: [] }, ['anyOf']],
  [{ oneOf: {} }, ['oneOf']],
  [{ items: { properties: { a: { anyOf: [{ allOf: [{ not: { oops: 1 } }] }] } } } }, ['oops']],
])('%j: %j', (pattern, faults) => {
  expect(patternFaults(pattern as never)).toEqual(faults)
})
