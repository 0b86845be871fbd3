import { describe, expect, test } from 'vitest'
import { machine, scheme, start } from '../_fixtures.ts'
import type { Backend } from '../contracts/backend.ts'
import type { Change, Commit, Registry, Scope } from '../contracts/registry.ts'
import type { Rendering } from '../contracts/rendering.ts'
import { createLayer } from '../catalog/layer.ts'
import { defineAction } from '../model/action.ts'
import { defineKind } from '../model/kind.ts'
import { defineMixin } from '../model/mixin.ts'
import { RegistryTables } from './registry-tables.ts'

/** The tables over a store that holds nothing and remembers what was committed. */
class EmptyRegistry extends RegistryTables {
  readonly committed: (readonly Change[])[] = []

  async get(): Promise<undefined> {}
  async getById(): Promise<undefined> {}
  async *list(): AsyncIterable<never> {}
  async *locations(): AsyncIterable<never> {}
  async count(): Promise<number> {
    return 0
  }
  async commit(changes: readonly Change[]): Promise<Commit> {
    this.committed.push(changes)
    return { revision: this.committed.length, entities: [] }
  }
  async reserve(reservation: Parameters<Registry['reserve']>[0]) {
    return { ...reservation, id: '1' }
  }
  async release(): Promise<void> {}
  async reservations(): Promise<readonly never[]> {
    return []
  }
  async userMixins() {
    return createLayer([])
  }
  async close(): Promise<void> {}
}

const probe = defineAction({ scheme, term: 'probe' })
const base = defineMixin({ scheme, term: 'base', actions: [probe] })
const top = defineMixin({ scheme, term: 'top', depends: [base] })
const tag = defineMixin({ scheme, term: 'tag', origin: 'user' })
const special = defineKind({ scheme, term: 'special', parent: machine })

const call = { operation: 'create', requestId: '1' } as const
const one: Backend = { create() {} }
const other: Backend = { create() {} }
const third: Backend = { action() {} }

function tables(
  ...served: readonly (readonly [Parameters<Registry['setBackend']>[0], Backend | undefined])[]
) {
  const registry = new EmptyRegistry()
  for (const [category, backend] of served) registry.setBackend(category, backend)
  return registry
}

describe('backendsFor', () => {
  const holder = { kind: machine, mixins: [top, tag] }

  test('gives the Backends in the order of the Categories, those without one left out', () => {
    const registry = tables([machine, one], [base, undefined], [tag, other])
    expect(registry.backendsFor(holder, { ...call, categories: [tag, base, machine] }, undefined)).toEqual([
      { backend: other, categories: [tag] },
      { backend: one, categories: [machine] },
    ])
  })

  test('calls an object that serves several Categories once, at the place of the first', () => {
    const registry = tables([machine, one], [top, other], [tag, one])
    const calls = registry.backendsFor(holder, { ...call, categories: [machine, top, tag] }, undefined)
    expect(calls.map(({ categories }) => categories)).toEqual([[machine, tag], [top]])
    expect(calls.map(({ backend }) => backend === one)).toEqual([true, false])
  })

  test("does not call a parent's Backend", () => {
    const registry = tables([machine, one])
    expect(
      registry.backendsFor({ kind: special, mixins: [] }, { ...call, categories: [special] }, undefined),
    ).toEqual([])
  })

  test('forgets a Backend that is taken away', () => {
    const registry = tables([machine, one], [machine, undefined], [tag, one], [tag, undefined])
    expect(registry.backendsFor(holder, { ...call, categories: [machine, tag] }, undefined)).toEqual([])
  })
})

describe('the Backend of an Action', () => {
  const backendOf = (registry: Registry, kind: typeof machine, mixins: (typeof tag)[], action = start) =>
    registry.backendsFor(
      { kind, mixins },
      { operation: 'action', requestId: '1', categories: [kind], action },
      undefined,
    )

  test.each([
    [
      "is the Action's own",
      tables([start, third], [machine, one], [special, other]),
      special,
      start,
      third,
      machine,
    ],
    [
      'is that of the Kind that defines it',
      tables([machine, one], [special, other]),
      special,
      start,
      one,
      machine,
    ],
    ["is else that of the Entity's Kind", tables([special, other]), special, start, other, machine],
    ['is that of the Mixin', tables([machine, one], [base, other]), machine, probe, other, base],
  ] as const)('%s', (_title, registry, kind, action, backend, category) => {
    const [found, ...more] = backendOf(registry, kind, [base], action)
    expect(more).toEqual([])
    expect(found?.backend).toBe(backend)
    expect(found?.categories).toEqual([category])
  })

  test('is found through what a Mixin depends on', () => {
    const deep = defineMixin({ scheme, term: 'deep', depends: [top] })
    const registry = tables([machine, one], [top, undefined], [base, other])
    const [found] = backendOf(registry, machine, [deep], probe)
    expect([found?.backend === other, found?.categories]).toEqual([true, [base]])
  })

  test('may be nobody', () => {
    expect(backendOf(tables(), machine, [])).toEqual([])
  })
})

describe('ownership', () => {
  test('by default nobody owns anything, and all may change it', () => {
    expect(tables().owner({ user: 'ann' })).toBeUndefined()
    expect(tables().scope({ user: 'ann' })).toEqual({ system: false, changesShared: true })
  })

  test('follows from an overridden owner', () => {
    const registry = new (class extends EmptyRegistry {
      override owner(extras: unknown) {
        return typeof extras === 'string' ? extras : undefined
      }
    })()
    expect(registry.scope('ann')).toEqual({ system: false, owner: 'ann', changesShared: false })
    expect(registry.scope(undefined)).toEqual({ system: false, changesShared: true })
  })
})

describe('whose things a request sees and changes', () => {
  const owner = (extras: unknown) => (typeof extras === 'string' ? extras : undefined)

  test('without options nobody owns anything, and all is shared', () => {
    expect(tables().scope('ann')).toEqual({ system: false, changesShared: true })
  })

  test("an owner's own; who has no name sees to the shared things", () => {
    const registry = new EmptyRegistry({ owner })
    expect(registry.owner('ann')).toBe('ann')
    expect(registry.scope('ann')).toEqual({ system: false, owner: 'ann', changesShared: false })
    expect(registry.scope(undefined)).toEqual({ system: false, changesShared: true })
  })

  test('the shared things too, for whom the service lets', () => {
    const registry = new EmptyRegistry({ owner, changesShared: (extras) => extras === 'root' })
    expect(registry.scope('root')).toEqual({ system: false, owner: 'root', changesShared: true })
    expect(registry.scope('ann')).toEqual({ system: false, owner: 'ann', changesShared: false })
  })

  test('what overrides owner holds for the scope', () => {
    class Fixed extends EmptyRegistry {
      override owner(): string {
        return 'fixed'
      }
    }
    expect(new Fixed({ owner }).scope('ann').owner).toBe('fixed')
  })
})

// verifies('CORE-62', 'CORE-63')
test('a new id is a URN like no other', () => {
  const ids = Array.from({ length: 1000 }, () => tables().newId(machine, undefined))
  expect(new Set(ids).size).toBe(1000)
  expect(ids.every((id) => /^urn:uuid:[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id))).toBe(true)
})

test('removing a Mixin is one commit, and its Backend goes with it', async () => {
  const registry = tables([tag, one])
  const scope: Scope = registry.scope(undefined)
  await registry.removeMixin(tag, scope)
  expect(registry.committed).toEqual([[{ type: 'remove-mixin', mixin: tag }]])
  expect(
    registry.backendsFor({ kind: machine, mixins: [tag] }, { ...call, categories: [tag] }, undefined),
  ).toEqual([])
})

test('a Rendering takes over the media types it names', () => {
  const registry = tables()
  const rendering = (name: string, ...mediaTypes: string[]): Rendering => ({
    name,
    mediaTypes,
    reads: new Set(),
    writes: new Set(['error']),
    parse: () => {
      throw new Error('reads nothing')
    },
    render: () => ({}),
  })
  const [plain, json, mine] = [
    rendering('a', 'text/plain', 'text/x'),
    rendering('b', 'application/json'),
    rendering('c', 'text/x'),
  ]
  for (const each of [plain, json, mine]) registry.setRendering(each)
  expect(registry.mediaTypes()).toEqual(['text/plain', 'text/x', 'application/json'])
  expect(
    ['text/plain', 'text/x', 'application/json'].map((type) => registry.renderingOf(type)?.name),
  ).toEqual(['a', 'c', 'b'])
  expect(registry.renderingOf('constructor')).toBeUndefined()
})
