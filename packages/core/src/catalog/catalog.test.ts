import { describe, expect, test } from 'vitest'
import { errorOf, machine, scheme, start } from '../_fixtures.ts'
import { defineAction } from '../model/action.ts'
import { entity, link, resource } from '../model/base-types.ts'
import { defineKind } from '../model/kind.ts'
import { defineMixin, type Mixin } from '../model/mixin.ts'
import { Catalog, createCatalog, isFree } from './catalog.ts'
import { core, defineExtension } from './extension.ts'
import { createLayer } from './layer.ts'

const tag = defineMixin({ scheme, term: 'tag', location: '/tags/tag/' })
const machines = defineExtension({ name: 'machines', kinds: [machine], mixins: [tag] })
const catalog = createCatalog([machines])

// verifies('CORE-28', 'CORE-36', 'CORE-26')
test('without extensions there are exactly three Kinds', () => {
  expect([...createCatalog([])]).toEqual([entity, resource, link])
})

// verifies('CORE-60', 'CORE-10', 'CORE-49')
test('all Categories are listed: Kinds, Mixins, Actions', () => {
  expect([...catalog]).toEqual([entity, resource, link, machine, tag, start])
})

// verifies('CORE-12', 'CORE-9')
test('Categories are found by type identifier, Collections by location', () => {
  expect([catalog.get(machine.id), catalog.get(start.id), catalog.get('machine')]).toEqual([
    machine,
    start,
    undefined,
  ])
  expect([catalog.at('/machine/'), catalog.at('/tags/tag/'), catalog.at('/machine')]).toEqual([
    machine,
    tag,
    undefined,
  ])
  expect(catalog.at('__proto__')).toBeUndefined()
})

test.each([
  ['/machine/1', machine],
  ['/machine/of/ann/1', machine],
  ['/machine/x/', machine],
  ['/machine/', undefined],
  ['/machine', undefined],
  ['/machinery/1', undefined],
  ['/tags/tag/1', undefined],
  ['/', undefined],
  ['', undefined],
  ['/////', undefined],
])('the Kind around %j', (path, kind) => {
  expect(catalog.kindAround(path)).toBe(kind)
})

test.each([
  ['/', true],
  ['/tags/', true],
  ['/tags/tag/', false],
  ['/machine/', false],
  ['/other/', false],
])('Collections lie below %s: %s', (path, below) => {
  expect(catalog.hasLocationsBelow(path)).toBe(below)
})

test.each([
  ['/machine/1', true],
  ['/machine', false],
  ['/machine/', false],
  ['/tags/tag', false],
  ['/tags/', true],
  ['/-', false],
  ['/-/x', false],
  ['/.well-known/x', false],
  ['/', false],
])('%s is free: %s', (path, free) => {
  expect(isFree(path, catalog)).toBe(free)
})

describe('layers', () => {
  const mine = defineMixin({ scheme, term: 'mine', location: '/mine/', origin: 'user', owner: 'ann' })
  const shadowed = defineMixin({ scheme, term: 'tag', location: '/tags/tag/', origin: 'user' })
  const users = createLayer([mine, shadowed])
  const layered = new Catalog([...catalog.layers, users])

  test('earlier ones win', () => {
    expect(layered.get(tag.id)).toBe(tag)
    expect(layered.at('/tags/tag/')).toBe(tag)
    expect(layered.get(mine.id)).toBe(mine)
    expect(layered.hasLocationsBelow('/')).toBe(true)
  })

  test('are listed together, what is hidden left out', () => {
    expect([...layered]).toEqual([entity, resource, link, machine, tag, mine, start])
  })

  test('make the version, which stays as long as they do', () => {
    expect(new Catalog([...catalog.layers, users]).version).toBe(layered.version)
    expect(new Catalog([...catalog.layers, createLayer([mine, shadowed])]).version).not.toBe(layered.version)
    expect(catalog.version).not.toBe(layered.version)
  })

  test('the innermost Kind is around a path', () => {
    const inner = defineKind({ scheme, term: 'inner', parent: resource, location: '/machine/inner/' })
    const nested = new Catalog([...catalog.layers, createLayer([inner])])
    expect(nested.kindAround('/machine/inner/1')).toBe(inner)
    expect(nested.kindAround('/machine/inner')).toBe(machine)
  })

  test('hold ten thousand Mixins', () => {
    const many: Mixin[] = Array.from({ length: 10_000 }, (_, n) =>
      defineMixin({ scheme, term: `t${n}`, location: `/t/${n}/`, origin: 'user' }),
    )
    const large = new Catalog([...catalog.layers, createLayer(many)])
    expect([...large].length).toBe(10_006)
    expect(large.at('/t/9999/')).toBe(many.at(-1))
    expect(large.capabilities(machine, many)).toBe(large.capabilities(machine, []))
  })
})

describe('a catalogue is refused', () => {
  const far = 'http://example.com/other#far'
  const messageOf = (spec: Parameters<typeof defineExtension>[0]) =>
    errorOf(() => createCatalog([machines, defineExtension(spec)])).message

  // verifies('CORE-74')
  test.each([
    ['depends', { depends: [far] }, `${scheme}x: depends names ${far}, which is not a mixin of this service`],
    [
      'depends on a Kind',
      { depends: [machine.id] },
      `depends names ${machine.id}, which is not a mixin of this service`,
    ],
    ['applies', { applies: [far] }, `${scheme}x: applies names ${far}, which is not a kind of this service`],
    [
      'applies to a Mixin',
      { applies: [tag.id] },
      `applies names ${tag.id}, which is not a kind of this service`,
    ],
  ])('%s of what is not there', (_title, spec, message) => {
    expect(messageOf({ name: 'x', mixins: [defineMixin({ scheme, term: 'x', ...spec })] })).toContain(message)
  })

  test('a parent that is not there', () => {
    const absent = defineKind({ scheme, term: 'absent', parent: resource })
    const child = defineKind({ scheme, term: 'child', parent: absent })
    expect(messageOf({ name: 'x', kinds: [child] })).toContain(
      `child: parent names ${scheme}absent, which is not a kind`,
    )
  })

  test.each(['source', 'target'] as const)('ends.%s that is not there', (end) => {
    const cable = defineKind({ scheme, term: 'cable', parent: link, ends: { [end]: [far] } })
    expect(messageOf({ name: 'x', kinds: [cable] })).toContain(
      `cable: ends.${end} names ${far}, which is not a kind`,
    )
  })

  test('a Category in two extensions', () => {
    expect(messageOf({ name: 'x', mixins: [defineMixin({ scheme, term: 'machine' })] })).toContain(
      'is there twice',
    )
  })

  // verifies('CORE-17')
  test("a Mixin that invents an attribute under OCCI's prefix", () => {
    const mixin = defineMixin({
      scheme,
      term: 'x',
      attributes: { 'occi.core.title': { default: 'a' }, 'occi.foo': '' },
    })
    expect(messageOf({ name: 'x', mixins: [mixin] })).toBe(
      `${scheme}x: the attribute occi.foo takes the prefix reserved for OCCI`,
    )
  })

  // verifies('CORE-13')
  test("an Action invented under OCCI's scheme", () => {
    const action = defineAction({ scheme: 'http://schemas.ogf.org/occi/mine#', term: 'go' })
    expect(
      messageOf({ name: 'x', mixins: [defineMixin({ scheme, term: 'x', actions: [action] })] }),
    ).toContain('the Action http://schemas.ogf.org/occi/mine#go takes the scheme reserved for OCCI')
  })

  test('a default that does not fit the Kind', () => {
    const odd = defineMixin({
      scheme,
      term: 'x',
      attributes: { 'com.example.cores': { type: 'integer', default: 0 } },
    })
    expect(messageOf({ name: 'x', mixins: [odd] })).toBe(
      `${scheme}x: the default 0 of com.example.cores is not at least 1, as ${machine.id} has it`,
    )
    const elsewhere = defineKind({ scheme, term: 'elsewhere', parent: resource })
    const bound = defineMixin({ scheme, term: 'bound', applies: [elsewhere] })
    const apart = defineMixin({ scheme, term: 'y', depends: [bound], attributes: odd.attributes })
    const extension = defineExtension({ name: 'x', kinds: [elsewhere], mixins: [bound, apart] })
    expect(() => createCatalog([machines, extension])).not.toThrow()
  })
})

test('an extension may be named twice, and the core too', () => {
  expect([...createCatalog([core, machines, machines])]).toEqual([...catalog])
})

test("a provider's Kind may offer Actions of OCCI's own extensions", () => {
  const action = defineAction({ scheme: 'http://schemas.ogf.org/occi/std#', term: 'go' })
  const standard = defineKind({
    scheme: 'http://schemas.ogf.org/occi/std#',
    term: 'std',
    parent: resource,
    actions: [action],
  })
  const own = defineKind({ scheme, term: 'own', parent: resource, actions: [action] })
  const extensions = [
    defineExtension({ name: 'std', kinds: [standard], standard: true }),
    defineExtension({ name: 'own', kinds: [own] }),
  ]
  expect(() => createCatalog(extensions)).not.toThrow()
})
