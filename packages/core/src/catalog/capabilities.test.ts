import { describe, expect, test } from 'vitest'
import { machine, scheme, start } from '../_fixtures.ts'
import { defineAction } from '../model/action.ts'
import { resource } from '../model/base-types.ts'
import { defineKind } from '../model/kind.ts'
import { defineMixin } from '../model/mixin.ts'
import { CapabilitiesCache } from './capabilities-cache.ts'
import { appliesTo, capabilitiesOf, templateFamilies, withDependencies } from './capabilities.ts'
import { createLayer } from './layer.ts'

const probe = defineAction({ scheme, term: 'probe' })
const base = defineMixin({
  scheme,
  term: 'base',
  actions: [probe],
  attributes: { 'com.example.a1': 'required' },
})
const middle = defineMixin({ scheme, term: 'middle', depends: [base] })
const top = defineMixin({ scheme, term: 'top', depends: [middle, 'http://example.com/other#unknown'] })
const round = defineMixin({ scheme, term: 'round', depends: [`${scheme}trip`] })
const trip = defineMixin({ scheme, term: 'trip', depends: [round] })
const small = defineMixin({
  scheme,
  term: 'small',
  attributes: { 'com.example.cores': { type: 'integer', default: 1 } },
})
const tiny = defineMixin({
  scheme,
  term: 'tiny',
  attributes: { 'com.example.cores': { type: 'integer', default: 2 } },
})
const source = createLayer([machine, base, middle, top, round, trip, small, tiny]).byId

describe('what a Mixin depends on comes along', () => {
  test.each([
    ['deeper ones first, unknown ones left out', [top], [base, middle, top]],
    ['once', [middle, top, base], [base, middle, top]],
    ['round in a circle', [round], [trip, round]],
    ['nothing', [small], [small]],
  ])('%s', (_title, mixins, expected) => {
    expect([...withDependencies(mixins, source)]).toEqual(expected)
  })

  test('a Kind is no dependency', () => {
    const odd = defineMixin({ scheme, term: 'odd', depends: [machine.id] })
    expect([...withDependencies([odd], source)]).toEqual([odd])
  })
})

// verifies('CORE-44', 'CORE-42', 'CORE-43')
test('an Entity has the attributes and Actions of its Kind, its Mixins and all they depend on', () => {
  const { attributes, actions } = capabilitiesOf(machine, [top], source)
  expect([...attributes.keys()]).toEqual([...Object.keys(machine.attributes), 'com.example.a1'])
  expect(attributes.get('com.example.a1')).toBe(base.attributes['com.example.a1'])
  expect(actions).toEqual([start, probe])
})

// verifies('CORE-55', 'CORE-46')
test('the default of a Mixin overrides that of the Kind, a later one that of an earlier', () => {
  const coresOf = (...mixins: (typeof small)[]) =>
    capabilitiesOf(machine, mixins, source).attributes.get('com.example.cores')
  expect(coresOf()?.default).toBe(4)
  expect(coresOf(small)).toEqual({ ...machine.attributes['com.example.cores'], default: 1 })
  expect(coresOf(small, tiny)?.default).toBe(2)
  expect(coresOf(tiny, small)?.default).toBe(1)
})

test('an Action of Kind and Mixin is there once', () => {
  const again = defineMixin({ scheme, term: 'again', actions: [start] })
  expect(capabilitiesOf(machine, [again], source).actions).toEqual([start])
})

// verifies('CORE-38')
test('a Mixin applies to the Kinds it names and their descendants; without names to any', () => {
  const special = defineKind({ scheme, term: 'special', parent: machine })
  const bound = defineMixin({ scheme, term: 'bound', applies: [machine] })
  expect([machine, special, resource].map((kind) => appliesTo(bound, kind))).toEqual([true, true, false])
  expect(appliesTo(base, resource)).toBe(true)
})

test('template families are the Mixins with a rule that one depends on, not the Mixin itself', () => {
  const family = defineMixin({ scheme, term: 'family', templates: { exclusive: true } })
  const size = defineMixin({ scheme, term: 'size', depends: [family] })
  const own = defineMixin({ scheme, term: 'own', depends: [size] })
  const known = createLayer([family, size, own]).byId
  expect(templateFamilies(own, 'exclusive', known)).toEqual([family])
  expect(templateFamilies(own, 'imposing', known)).toEqual([])
  expect(templateFamilies(family, 'exclusive', known)).toEqual([])
})

describe('capabilities are remembered', () => {
  test('by Kind and Mixins in order, tags left out', () => {
    const cache = new CapabilitiesCache(source)
    const tag = defineMixin({ scheme, term: 'tag', origin: 'user' })
    const sized = cache.get(machine, [small, tiny])
    expect(cache.get(machine, [small, tag, tiny])).toBe(sized)
    expect(cache.get(machine, [tiny, small])).not.toBe(sized)
    expect(cache.get(machine, [tag])).toBe(cache.get(machine, []))
    expect(sized).toEqual(capabilitiesOf(machine, [small, tiny], source))
  })

  test('by the definition itself: an Entity keeps the one it was stored with', () => {
    const cache = new CapabilitiesCache(source)
    const older = defineMixin({ scheme, term: 'small', attributes: { 'com.example.old': '' } })
    expect(cache.get(machine, [small]).attributes.has('com.example.old')).toBe(false)
    expect(cache.get(machine, [older]).attributes.has('com.example.old')).toBe(true)
  })

  test('as far as there is room', () => {
    const cache = new CapabilitiesCache(source)
    const first = cache.get(machine, [small])
    for (let n = 0; n < 1001; n += 1) {
      cache.get(machine, [defineMixin({ scheme, term: `m${n}`, attributes: { 'com.example.a': '' } })])
    }
    expect(cache.get(machine, [small])).not.toBe(first)
    expect(cache.get(machine, [small])).toEqual(first)
  })
})
