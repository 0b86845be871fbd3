import { describe, expect, test } from 'vitest'
import { errorOf, machine, scheme, start } from '../_fixtures.ts'
import { defineAction } from './action.ts'
import { entity, link, resource } from './base-types.ts'
import { defineKind, definerOf, isKindOf } from './kind.ts'

const stop = defineAction({ scheme, term: 'stop' })
const bigger = defineKind({
  scheme,
  term: 'bigger',
  parent: machine,
  actions: [stop],
  attributes: { 'com.example.racks': { type: 'integer' } },
})

// verifies('CORE-25', 'CORE-29', 'CORE-12', 'CORE-14')
test('a Kind is immutable data', () => {
  expect(machine).toMatchObject({
    class: 'kind',
    scheme,
    term: 'machine',
    id: `${scheme}machine`,
    title: 'A machine',
    parent: resource,
    location: '/machine/',
    creatable: true,
  })
  expect([machine, machine.attributes, machine.actions].every(Object.isFrozen)).toBe(true)
})

// verifies('CORE-34', 'CORE-30', 'CORE-31', 'R-50')
test('it inherits attributes and Actions, which come first', () => {
  expect(Object.keys(bigger.attributes)).toEqual([
    'occi.core.id',
    'occi.core.title',
    'occi.core.summary',
    'com.example.cores',
    'com.example.image',
    'com.example.state',
    'com.example.zone',
    'com.example.note',
    'com.example.racks',
  ])
  expect(bigger.actions).toEqual([start, stop])
})

// verifies('CORE-32', 'CORE-33', 'R-32')
test('it descends from its parent and, through it, from core#entity, which has none', () => {
  expect(bigger.parent).toBe(machine)
  expect([bigger, machine, resource, entity].map((kind) => isKindOf(bigger, kind.id))).toEqual([
    true,
    true,
    true,
    true,
  ])
  expect(isKindOf(machine, bigger.id)).toBe(false)
  expect(isKindOf(bigger, link.id)).toBe(false)
  expect(entity.parent).toBeUndefined()
})

test('an Action is defined by the Kind highest in the line that has it', () => {
  expect(definerOf(bigger, start)).toBe(machine)
  expect(definerOf(bigger, stop)).toBe(bigger)
  expect(definerOf(machine, stop)).toBeUndefined()
})

test('without a location a Kind is abstract', () => {
  expect(bigger.creatable).toBe(false)
  expect('location' in bigger).toBe(false)
})

test('it carries what the service attaches', () => {
  const kind = defineKind({
    scheme,
    term: 'own',
    parent: link,
    owner: 'ann',
    extras: 1,
    creatable: true,
    ends: { external: false },
  })
  expect(kind).toMatchObject({ owner: 'ann', extras: 1, creatable: true, ends: { external: false } })
})

describe('a Kind that is refused', () => {
  const good = { scheme, term: 'good', parent: resource }
  test.each([
    ['a bad term', { ...good, term: 'a b' }, 'the term of a Kind is a letter or digit followed by'],
    [
      'a scheme without #',
      { ...good, scheme: 'http://example.com/occi' },
      'the scheme of a Kind is an absolute URI',
    ],
    ['no parent', { ...good, parent: undefined }, 'the parent of a Kind is a Kind'],
    ['an Action as parent', { ...good, parent: start }, 'the parent of a Kind is a Kind'],
    [
      'a relative location',
      { ...good, location: 'good/' },
      'a location is a path from "/" to "/", not "good/"',
    ],
    [
      'an inherited attribute',
      { ...good, attributes: { 'occi.core.title': '' } },
      'is inherited from http://schemas.ogf.org/occi/core#resource',
    ],
    ['what is no Action', { ...good, actions: [machine] }, 'the actions of a Kind are made by defineAction'],
    ['an Action twice', { ...good, actions: [stop, stop] }, `the Action ${scheme}stop is there twice`],
    ['an inherited Action', { ...good, parent: machine, actions: [start] }, 'start is there twice'],
    ['ends of what is no Link', { ...good, ends: { target: [machine.id] } }, 'only a Kind of Links has ends'],
  ])('%s', (_title, spec, message) => {
    const error = errorOf(() => defineKind(spec as never))
    expect(error.code).toBe('invalid-definition')
    expect(error.message).toContain(message)
  })

  // verifies('CORE-76')
  test.each([scheme, 'http://schemas.ogf.org/occi/core#'])('core#entity as parent, in %s', (own) => {
    const error = errorOf(() => defineKind({ scheme: own, term: 'thing', parent: entity }))
    expect(error.message).toContain('a Kind extends resource or link, never entity itself')
  })
})
