import { describe, expect, test } from 'vitest'
import { Literal } from '../model/literal.ts'
import { errorOf, machine, scheme, typed } from '../_fixtures.ts'
import { defineAction } from '../model/action.ts'
import type { AttributeDefinition } from '../model/attribute.ts'
import { link } from '../model/base-types.ts'
import { defineMixin } from '../model/mixin.ts'
import { createCatalog } from './catalog.ts'
import { defineExtension } from './extension.ts'
import {
  attributesOfChanged,
  attributesOfNew,
  attributesOfReplaced,
  attributesWritten,
  parametersOf,
} from './validate.ts'

const rack = defineMixin({ scheme, term: 'rack', attributes: { 'com.example.rack': { default: 'r1' } } })
const owned = defineMixin({ scheme, term: 'owned', attributes: { 'com.example.owner': 'required' } })
const hostile = defineMixin({
  scheme,
  term: 'hostile',
  attributes: { constructor: 'required', toString: 'immutable', '0': '' },
})
const labels = defineMixin({
  scheme,
  term: 'labels',
  attributes: { 'com.example.labels': { type: 'array', mutability: 'server-only' } },
})
const catalog = createCatalog([
  defineExtension({ name: 'x', kinds: [machine], mixins: [rack, owned, labels] }),
])
const plain = catalog.capabilities(machine, [])
const racked = catalog.capabilities(machine, [rack])

describe('a new Entity', () => {
  // verifies('CORE-4', 'CORE-23')
  test('has what the client sent, and defaults for the rest', () => {
    expect(attributesOfNew(typed({ 'com.example.image': 'debian' }), racked)).toEqual({
      'com.example.image': 'debian',
      'com.example.cores': 4,
      'com.example.zone': 'a',
      'com.example.rack': 'r1',
    })
    expect(
      attributesOfNew(typed({ 'com.example.image': 'debian', 'com.example.cores': 2 }), plain),
    ).toMatchObject({
      'com.example.cores': 2,
    })
  })

  test('is refused for the first fault, and all of them are told', () => {
    const sent = typed({ 'com.example.cores': 'four', 'com.example.unknown': 1 })
    const error = errorOf(() => attributesOfNew(sent, plain))
    expect([error.code, error.details.attribute]).toEqual(['invalid-value', 'com.example.cores'])
    expect(error.details.faults?.map(({ attribute }) => attribute)).toEqual([
      'com.example.cores',
      'com.example.unknown',
      'com.example.image',
    ])
    expect(error.details.faults?.[0]?.message).toBe(error.message)
  })

  test('with a single fault tells no list', () => {
    const error = errorOf(() => attributesOfNew(typed({ 'com.example.image': 7 }), plain))
    expect([error.code, error.details.faults]).toEqual(['invalid-value', undefined])
  })

  test('may be given what can be written once, default or not', () => {
    const made = attributesOfNew(typed({ 'com.example.image': 'debian', 'com.example.zone': 'b' }), plain)
    expect(made['com.example.zone']).toBe('b')
  })

  // verifies('CORE-21')
  test('must be given what is required', () => {
    const error = errorOf(() => attributesOfNew(typed({}), plain))
    expect(error.code).toBe('missing-attribute')
    expect(error.message).toBe('the attribute com.example.image is required and was not given')
    expect(error.details.attribute).toBe('com.example.image')
  })

  // verifies('R-19')
  test('takes the default of what is required and not given', () => {
    const sized = defineMixin({
      scheme,
      term: 'sized',
      attributes: { 'com.example.image': { default: 'alpine' } },
    })
    const { attributes } = catalog.capabilities(machine, [sized])
    expect(attributes.get('com.example.image')?.required).toBe(true)
    expect(attributesOfNew(typed({}), { attributes, actions: [] })['com.example.image']).toBe('alpine')
  })

  // verifies('CORE-6', 'CORE-7')
  test('is not given what the server sets', () => {
    const error = errorOf(() =>
      attributesOfNew(typed({ 'com.example.image': 'x', 'com.example.state': 'on' }), plain),
    )
    expect(error.code).toBe('immutable')
    expect(error.message).toBe(
      'the attribute com.example.state is set by the server only (attributes.com.example.state)',
    )
    expect(error.details).toEqual({ attribute: 'com.example.state', where: 'attributes.com.example.state' })
  })

  test('may be given the default of what the server sets, which changes nothing', () => {
    const counted = defineMixin({
      scheme,
      term: 'counted',
      attributes: { 'com.example.count': { type: 'integer', mutability: 'server-only', default: 0 } },
    })
    const capabilities = catalog.capabilities(machine, [counted])
    const sent = (count: number) => typed({ 'com.example.image': 'x', 'com.example.count': count })
    expect(attributesOfNew(sent(0), capabilities)['com.example.count']).toBe(0)
    expect(errorOf(() => attributesOfNew(sent(1), capabilities)).code).toBe('immutable')
  })

  // verifies('CORE-42')
  test.each(['com.example.rack', 'com.example.unknown', 'constructor', '__proto__', 'occi.core.target'])(
    'does not know %s',
    (name) => {
      const input = new Map([[name, { value: 'x', where: 'line 2' }]])
      const error = errorOf(() => attributesOfNew(input, plain))
      expect(error.code).toBe('unknown-attribute')
      expect(error.message).toBe(`the attribute ${name} is not known here (line 2)`)
    },
  )

  test('has id, source and target as members of its own', () => {
    const sent = typed({
      'occi.core.id': 'urn:x:1',
      'occi.core.source': '/machine/1',
      'occi.core.source.kind': machine.id,
      'occi.core.target': '/machine/2',
      'occi.core.target.kind': machine.id,
      'occi.core.title': 'cable',
    })
    expect(attributesOfNew(sent, catalog.capabilities(link, []))).toEqual({ 'occi.core.title': 'cable' })
    expect(errorOf(() => attributesOfNew(typed({ 'occi.core.source.kind': 'x' }), plain)).code).toBe(
      'unknown-attribute',
    )
  })

  test('checks types and patterns', () => {
    const error = errorOf(() => attributesOfNew(typed({ 'com.example.cores': 0 }), plain))
    expect(error.code).toBe('invalid-value')
    expect(error.message).toContain('0 is not at least 1')
  })

  test('takes names that every object has by birth for what they are', () => {
    const capabilities = catalog.capabilities(machine, [hostile])
    const image = { 'com.example.image': 'x' }
    expect(errorOf(() => attributesOfNew(typed(image), capabilities)).details.attribute).toBe('constructor')
    expect(errorOf(() => attributesOfNew(typed({ ...image, toString: 'x' }), capabilities)).code).toBe(
      'immutable',
    )
    const made = attributesOfNew(typed({ ...image, constructor: 'a', 0: 'b' }), capabilities)
    expect(Object.entries(made)).toEqual(
      expect.arrayContaining([
        ['constructor', 'a'],
        ['0', 'b'],
      ]),
    )
  })
})

const stored = {
  'com.example.image': 'debian',
  'com.example.cores': 2,
  'com.example.state': 'on',
  'com.example.zone': 'b',
  'com.example.note': 'mine',
}

describe('a partial change', () => {
  // verifies('CORE-5')
  test('changes what was sent and keeps the rest', () => {
    expect(attributesOfChanged(stored, typed({ 'com.example.cores': 8 }), plain)).toEqual({
      ...stored,
      'com.example.cores': 8,
    })
    expect(attributesOfChanged(stored, typed({}), plain)).toEqual(stored)
  })

  test('brings the defaults of a Mixin that was put on, and drops what no Category defines any more', () => {
    expect(attributesOfChanged(stored, typed({}), racked)).toEqual({ ...stored, 'com.example.rack': 'r1' })
    expect(
      attributesOfChanged({ ...stored, 'com.example.rack': 'r7' }, typed({}), racked)['com.example.rack'],
    ).toBe('r7')
    expect(attributesOfChanged({ ...stored, 'com.example.rack': 'r7' }, typed({}), plain)).toEqual(stored)
  })

  test('takes a value set to undefined as unset', () => {
    const unset = { ...stored, 'com.example.image': undefined, 'com.example.cores': undefined }
    expect(errorOf(() => attributesOfChanged(unset, typed({}), plain)).code).toBe('missing-attribute')
    expect(attributesOfChanged(unset, typed({ 'com.example.image': 'x' }), plain)['com.example.cores']).toBe(
      4,
    )
  })

  test('must give what a Mixin that was put on requires', () => {
    const capabilities = catalog.capabilities(machine, [owned])
    expect(errorOf(() => attributesOfChanged(stored, typed({}), capabilities)).details.attribute).toBe(
      'com.example.owner',
    )
    expect(
      attributesOfChanged(stored, typed({ 'com.example.owner': 'ann' }), capabilities)['com.example.owner'],
    ).toBe('ann')
  })

  // verifies('CORE-7', 'CORE-20')
  test.each([
    ['com.example.state', 'off', 'is set by the server only'],
    ['com.example.zone', 'c', 'can be set once and is set'],
  ])('does not change %s', (name, value, rule) => {
    for (const change of [attributesOfChanged, attributesOfReplaced]) {
      const error = errorOf(() => change(stored, typed({ 'com.example.image': 'x', [name]: value }), plain))
      expect(error.code).toBe('immutable')
      expect(error.message).toBe(`the attribute ${name} ${rule} (attributes.${name})`)
    }
  })

  // verifies('CORE-7')
  test('may repeat what it cannot change, by content', () => {
    expect(
      attributesOfChanged(stored, typed({ 'com.example.state': 'on', 'com.example.zone': 'b' }), plain),
    ).toEqual(stored)
    const labelled = { ...stored, 'com.example.labels': ['a', { b: 1 }] }
    const capabilities = catalog.capabilities(machine, [labels])
    expect(
      attributesOfChanged(labelled, typed({ 'com.example.labels': ['a', { b: 1 }] }), capabilities),
    ).toEqual(labelled)
    expect(
      errorOf(() => attributesOfChanged(labelled, typed({ 'com.example.labels': ['a'] }), capabilities)).code,
    ).toBe('immutable')
  })

  test('may set what can be set once and is not set', () => {
    const { 'com.example.zone': _zone, ...unset } = stored
    expect(attributesOfChanged(unset, typed({ 'com.example.zone': 'c' }), plain)['com.example.zone']).toBe(
      'c',
    )
  })

  test('leaves the old attributes as they were', () => {
    const old = Object.freeze({ ...stored })
    expect(attributesOfChanged(old, typed({ 'com.example.note': 'new' }), plain)).not.toBe(old)
    expect(old['com.example.note']).toBe('mine')
  })
})

// verifies('R-30')
describe('a replacement', () => {
  test('takes away what the client may change and did not send, or gives it its default', () => {
    expect(attributesOfReplaced(stored, typed({ 'com.example.image': 'alpine' }), plain)).toEqual({
      'com.example.image': 'alpine',
      'com.example.cores': 4,
      'com.example.state': 'on',
      'com.example.zone': 'b',
    })
  })

  test('must give what is required', () => {
    expect(errorOf(() => attributesOfReplaced(stored, typed({}), plain)).code).toBe('missing-attribute')
  })

  test('takes what a GET gave', () => {
    expect(attributesOfReplaced(stored, typed(stored), plain)).toEqual(stored)
  })

  test('drops what no Category defines any more', () => {
    const old = { ...stored, 'com.example.rack': 'r7' }
    expect(attributesOfReplaced(old, typed({ 'com.example.image': 'x' }), plain)).not.toHaveProperty([
      'com.example.rack',
    ])
  })
})

// verifies('CORE-52')
describe('the parameters of an Action', () => {
  const { attributes } = defineAction({
    scheme,
    term: 'stop',
    attributes: {
      method: { required: true, pattern: { enum: ['graceful', 'hard'] } },
      seconds: { type: 'integer', default: 30 },
    },
  })

  test('are typed, defaults filled in', () => {
    const input = new Map([['method', { value: new Literal('hard', true), where: 'line 2' }]])
    expect(parametersOf(input, attributes)).toEqual({ method: 'hard', seconds: 30 })
  })

  test.each([
    [{}, 'missing-attribute', 'the attribute method is required and was not given'],
    [{ method: 'soft' }, 'invalid-value', '"soft" is not one of graceful, hard'],
    [{ method: 'hard', other: 1 }, 'unknown-attribute', 'the attribute other is not known here'],
    [
      { method: 'hard', 'occi.core.id': 'x' },
      'unknown-attribute',
      'the attribute occi.core.id is not known here',
    ],
  ])('%j is %s', (input, code, message) => {
    const error = errorOf(() => parametersOf(typed(input), attributes))
    expect(error.code).toBe(code)
    expect(error.message).toContain(message)
  })
})

describe('what a Backend wrote', () => {
  test('may be what only the server sets; what is undefined is left out', () => {
    expect(
      attributesWritten({ ...stored, 'com.example.state': 'off', 'com.example.note': undefined }, plain),
    ).toStrictEqual({
      'com.example.image': 'debian',
      'com.example.cores': 2,
      'com.example.state': 'off',
      'com.example.zone': 'b',
    })
  })

  test.each([
    ['com.example.cores', 'four', '"four", which is not an integer'],
    ['com.example.cores', 0, '0, which is not at least 1'],
    ['com.example.note', null, 'null, which is not a string'],
    ['com.example.note', 1n, '1, which is not a string'],
    ['com.example.labels', [undefined], 'an array, which is not an array'],
    ['com.example.rack', 'r1', '"r1", which is not defined for this Entity'],
    ['constructor', 'x', '"x", which is not defined for this Entity'],
    ['occi.core.id', 'x', '"x", which is not an attribute but a member of the Entity'],
  ])('is checked: %s, %s', (name, value, message) => {
    const capabilities = catalog.capabilities(machine, [labels])
    const error = errorOf(() => attributesWritten({ ...stored, [name]: value }, capabilities))
    expect(error.code).toBe('internal')
    expect(error.message).toBe(`a Backend set ${name} to ${message}`)
    expect(error.details.attribute).toBe(name)
  })
})

test('a text with blanks where the value has control characters is that value', () => {
  const note = { type: 'string', mutability: 'read-write', required: false } as const
  const message = { ...note, mutability: 'server-only' } as const
  const attributes = new Map<string, AttributeDefinition>(
    Object.entries({ 'a.note': note, 'a.message': message }),
  )
  const old = { 'a.note': 'one\ntwo', 'a.message': 'failed:\tno memory' }
  const sent = (text: string) => ({ value: new Literal(text, true), where: 'line 2' })
  const same = new Map([
    ['a.note', sent('one two')],
    ['a.message', sent('failed: no memory')],
  ])
  expect(attributesOfReplaced(old, same, { attributes, actions: [] })).toEqual(old)
  const other = new Map([['a.note', sent('one  two')]])
  expect(attributesOfChanged(old, other, { attributes, actions: [] })).toMatchObject({ 'a.note': 'one  two' })
})
