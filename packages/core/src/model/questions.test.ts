import { describe, expect, test } from 'vitest'
import { machine, scheme, start } from '../_fixtures.ts'
import { createCatalog } from '../catalog/catalog.ts'
import { defineExtension } from '../catalog/extension.ts'
import { defineAction } from './action.ts'
import { link, resource } from './base-types.ts'
import { defineKind } from './kind.ts'
import { defineMixin } from './mixin.ts'
import {
  definitionOf,
  isApplicable,
  isDefined,
  isLocal,
  isMutable,
  isRequired,
  sourceFits,
  targetFits,
} from './questions.ts'

const lock = defineMixin({
  scheme,
  term: 'lock',
  attributes: {
    'com.example.note': { mutability: 'server-only' },
    'com.example.state': { default: 'locked' },
    'com.example.key': 'required',
    'com.example.pin': { required: true, default: '0000' },
  },
})
const bare = { kind: machine, mixins: [] }
const locked = { kind: machine, mixins: [lock] }

// verifies('CORE-20')
describe('an attribute', () => {
  test.each([
    [bare, 'com.example.note', true],
    [bare, 'com.example.state', false],
    [bare, 'com.example.zone', false],
    [bare, 'com.example.key', false],
    [bare, 'constructor', false],
    [locked, 'com.example.key', true],
    [locked, 'com.example.note', false],
    [locked, 'com.example.state', false],
  ])('of %o: %s is mutable: %s', (holder, name, mutable) => {
    expect(isMutable(holder, name)).toBe(mutable)
  })

  test.each([
    [bare, 'com.example.image', true],
    [bare, 'com.example.note', false],
    [bare, 'com.example.key', false],
    [locked, 'com.example.key', true],
    [locked, 'com.example.pin', false],
  ])('of %o: %s is required: %s', (holder, name, required) => {
    expect(isRequired(holder, name)).toBe(required)
  })

  test('is defined as the catalogue has it', () => {
    const { attributes } = createCatalog([
      defineExtension({ name: 'x', kinds: [machine], mixins: [lock] }),
    ]).capabilities(machine, [lock])
    for (const name of attributes.keys()) expect(definitionOf(locked, name)).toEqual(attributes.get(name))
    expect(definitionOf(locked, 'toString')).toBeUndefined()
  })
})

test('an Action is applicable now, or defined at all', () => {
  const catalog = createCatalog([defineExtension({ name: 'x', kinds: [machine] })])
  const other = defineAction({ scheme, term: 'other' })
  expect(isApplicable({ actions: [start] }, { id: start.id })).toBe(true)
  expect(isApplicable({ actions: [] }, start)).toBe(false)
  expect(isDefined(catalog.capabilities(machine, []), start)).toBe(true)
  expect(isDefined(catalog.capabilities(machine, []), other)).toBe(false)
})

describe('the ends of a Link', () => {
  const special = defineKind({ scheme, term: 'special', parent: machine })
  const cable = defineKind({
    scheme,
    term: 'cable',
    parent: link,
    ends: { source: [machine.id], target: [machine.id], external: false },
  })

  test('may be anything where its Kind does not say', () => {
    expect(sourceFits(link, resource)).toBe(true)
    expect(targetFits(link, machine)).toBe(true)
    expect(targetFits(link, undefined)).toBe(true)
  })

  // verifies('R-35')
  test('are of the Kinds it names or of what descends from them', () => {
    expect([sourceFits(cable, machine), sourceFits(cable, special), sourceFits(cable, resource)]).toEqual([
      true,
      true,
      false,
    ])
    expect([targetFits(cable, machine), targetFits(cable, special), targetFits(cable, resource)]).toEqual([
      true,
      true,
      false,
    ])
    expect(targetFits(cable, undefined)).toBe(false)
  })

  test('lie inside the service if they are paths', () => {
    expect(isLocal({ location: '/machine/1' })).toBe(true)
    expect(isLocal({ location: 'https://other.example/x' })).toBe(false)
  })
})
