import {
  OcciError,
  Refusal,
  serve,
  type Change,
  type Commit,
  type Entity,
  type Reservation,
  type Scope,
} from '@occi/core'
import { compute } from '@occi/infrastructure'
import { MemoryRegistry } from '@occi/registry-memory'
import { describe, expect, test } from 'vitest'

import type { ServerOptions } from '../src/index.ts'
import { gate, until } from './_gate.ts'
import { Recorder } from './_recorder.ts'
import { attribute, category, open } from './_service.ts'
import { backup, billed, contentOf, extensions } from './_world.ts'

type Method = 'commit' | 'reserve' | 'release'

/** A store with faults that can be switched on. */
class FaultyRegistry extends MemoryRegistry {
  readonly faults = new Map<Method, Error>()
  readonly asked: Method[] = []

  override async commit(
    changes: readonly Change[],
    scope: Scope,
    reservation?: Reservation,
  ): Promise<Commit> {
    this.#ask('commit')
    return super.commit(changes, scope, reservation)
  }

  override async reserve(reservation: Omit<Reservation, 'id'>, scope: Scope): Promise<Reservation> {
    this.#ask('reserve')
    return super.reserve(reservation, scope)
  }

  override async release(reservation: Reservation): Promise<void> {
    this.#ask('release')
    return super.release(reservation)
  }

  #ask(method: Method): void {
    this.asked.push(method)
    const fault = this.faults.get(method)
    if (fault !== undefined) throw fault
  }
}

const machine = [category(compute), category(backup), category(billed)]
const called = ['K.create compute', 'A.create backup']
const undone = ['A.delete backup undo', 'K.delete compute undo']

async function openFaulty(options: Partial<ServerOptions> = {}) {
  const registry = new FaultyRegistry()
  const recorder = new Recorder()
  const backends = [serve(compute, recorder.backend('K')), serve(backup, recorder.backend('A'))]
  const opened = await open({ extensions, backends, ...options, registry })
  return { ...opened, registry, recorder }
}

describe('two commits around the Backends', () => {
  test('Backends that act outside: a reservation before, the finishing commit after', async () => {
    await using opened = await openFaulty()
    await opened.make('/compute/', machine)
    expect(opened.registry.asked).toEqual(['reserve', 'commit'])
  })

  test('Backends that act inside cost one commit', async () => {
    const recorder = new Recorder()
    const inside = serve([compute, backup], recorder.backend('K', { actsInside: true }))
    await using opened = await openFaulty({ backends: [inside] })
    await opened.make('/compute/', machine)
    expect([opened.registry.asked, recorder.calls]).toEqual([['commit'], ['K.create compute+backup']])
  })

  test('one that acts outside among those that act inside: a reservation', async () => {
    const recorder = new Recorder()
    const inside = serve(compute, recorder.backend('K', { actsInside: true }))
    await using opened = await openFaulty({ backends: [inside, serve(backup, recorder.backend('A'))] })
    await opened.make('/compute/', machine)
    expect(opened.registry.asked).toEqual(['reserve', 'commit'])
  })

  test('a refusal releases what was reserved', async () => {
    await using opened = await openFaulty()
    opened.recorder.restart(2, () => {
      throw new Refusal('not today')
    })
    expect((await opened.send('POST', '/compute/', { body: machine })).status).toBe(400)
    expect(opened.registry.asked).toEqual(['reserve', 'release'])
  })

  test('while the Backends are called nobody else gets the id or the path', async () => {
    const { passed, open: letGo } = gate()
    await using opened = await openFaulty({ backends: [serve(compute, { create: () => passed })] })
    const same = { body: [...machine, attribute('occi.core.id', 'urn:x:1')] }
    const both = [opened.send('POST', '/compute/', same), opened.send('POST', '/compute/', same)]
    await until(() => opened.registry.asked.length === 1)
    letGo()
    expect((await Promise.all(both)).map(({ status }) => status)).toEqual([201, 409])
  })
})

describe('a store that fails', () => {
  const cases = [
    ['reserve', new Error('the disk is gone'), 500, []],
    ['reserve', new OcciError('unavailable', 'the store is away', { retryAfter: 3 }), 503, []],
    ['reserve', new OcciError('conflict', 'it is taken'), 409, []],
    ['commit', new Error('the disk is gone'), 500, [...called, ...undone]],
    [
      'commit',
      new OcciError('unavailable', 'the store is away', { retryAfter: 3 }),
      503,
      [...called, ...undone],
    ],
  ] as const

  test.each(cases)(
    'at %s with %s: %i, Backends undone, nothing kept',
    async (method, fault, status, calls) => {
      await using opened = await openFaulty()
      const before = await contentOf(opened)
      opened.registry.faults.set(method, fault)

      const answer = await opened.send('POST', '/compute/', { body: machine })

      expect([answer.status, ...opened.recorder.calls]).toEqual([status, ...calls])
      expect(answer.headers.get('retry-after')).toBe(status === 503 ? '3' : null)
      expect(answer.body).not.toContain('the disk')
      expect(opened.logged.some((line) => line.includes('the disk is gone'))).toBe(status === 500)
      expect(await contentOf(opened)).toBe(before)
      opened.registry.faults.clear()
      await opened.make('/compute/', machine)
    },
  )

  test('at release: the refusal is answered all the same, and the fault is logged', async () => {
    await using opened = await openFaulty()
    opened.registry.faults.set('release', new Error('the disk is gone'))
    opened.recorder.restart(2, () => {
      throw new Refusal('not today')
    })
    const { status, body } = await opened.send('POST', '/compute/', { body: machine })
    expect([status, body]).toEqual([400, 'not today'])
    expect(opened.logged.join()).toContain('the disk is gone')
  })
})

describe('what could not be taken back', () => {
  async function openBroken(reconcile?: ServerOptions['reconcile']) {
    const opened = await openFaulty({
      ...(reconcile === undefined ? {} : { reconcile }),
      backends: [
        serve(compute, {
          delete: (_entity, { undo }) => {
            if (undo) throw new Error('it will not go')
          },
        }),
        serve(backup, {
          create() {
            throw new Refusal('not today')
          },
        }),
      ],
    })
    const answer = await opened.send('POST', '/compute/', { body: machine })
    return { ...opened, answer }
  }

  const count = async ({ registry }: { registry: MemoryRegistry }) => [
    await registry.count({}, { system: true, changesShared: true }),
    (await registry.reservations()).length,
  ]

  test('is logged with its place and told to `reconcile`', async () => {
    const told: string[] = []
    await using opened = await openBroken(async ({ operation, changes }) => {
      told.push(operation, ...changes.map(({ type }) => type))
      return 'undone'
    })
    expect([opened.answer.status, opened.answer.body]).toEqual([400, 'not today'])
    expect(told).toEqual(['create', 'create'])
    expect(opened.logged).toContain('error: a Backend could not take back its work: it will not go')
    expect(await count(opened)).toEqual([0, 0])
  })

  test.each([
    ['nobody says', undefined, [0, 0]],
    ['it is there after all', async () => 'done' as const, [1, 0]],
    ['it has become something else', async ({ changes }: Reservation) => changes, [1, 0]],
    ['the framework does not answer', async () => Promise.reject(new Error('no answer')), [0, 1]],
  ] satisfies readonly (readonly [string, ServerOptions['reconcile'], readonly number[]])[])(
    '%s',
    async (_truth, reconcile, left) => {
      await using opened = await openBroken(reconcile)
      expect(opened.answer.status).toBe(400)
      expect(await count(opened)).toEqual(left)
    },
  )
})

describe('an operation that a crash left behind', () => {
  async function crashed() {
    const registry = new MemoryRegistry()
    await reservedBy(registry)
    return { registry }
  }

  /** Reserves as a server does, and stops there. */
  async function reservedBy(registry: MemoryRegistry) {
    const entity: Entity = {
      type: 'resource',
      id: 'urn:x:1',
      location: '/compute/1',
      kind: compute,
      mixins: [],
      attributes: {},
      actions: [],
      revision: 0,
      links: [],
    }
    const changes: readonly Change[] = [{ type: 'create', entity }]
    await registry.reserve(
      { operation: 'create', requestId: 'r-1', changes },
      { system: true, changesShared: true },
    )
  }

  test.each([
    ['done: what was planned is written', async () => 'done' as const, 200, ''],
    ['undone: nothing is left of it', async () => 'undone' as const, 404, ''],
    ['nobody says: undone, and logged', undefined, 404, 'warn: an unfinished operation was settled'],
    [
      'changes: these are written',
      async ({ changes: [planned] }: Reservation) =>
        planned?.type === 'create'
          ? [{ ...planned, entity: { ...planned.entity, attributes: { 'occi.compute.cores': 7 } } }]
          : [],
      200,
      '',
    ],
  ] satisfies readonly (readonly [string, ServerOptions['reconcile'], number, string])[])(
    '%s, before the first request is answered',
    async (title, reconcile, status, said) => {
      const { registry } = await crashed()
      await using opened = await open({
        extensions,
        registry,
        ...(reconcile === undefined ? {} : { reconcile }),
      })
      const answer = await opened.send('GET', '/compute/1')
      expect(answer.status).toBe(status)
      expect(answer.body.includes('occi.compute.cores=7')).toBe(title.startsWith('changes'))
      expect(opened.logged.join()).toContain(said)
      expect(await registry.reservations()).toEqual([])
    },
  )

  test('that nobody can settle stays reserved, and the service serves the rest', async () => {
    const { registry } = await crashed()
    await using opened = await open({
      extensions,
      registry,
      reconcile: () => Promise.reject(new Error('no answer')),
    })
    expect((await opened.send('PUT', '/compute/1', { body: [category(compute)] })).status).toBe(409)
    expect((await opened.send('PUT', '/compute/2', { body: [category(compute)] })).status).toBe(201)
    expect(await registry.reservations()).toHaveLength(1)
  })
})

test('a store that is away at the start is asked again by the next request', async () => {
  class SleepyRegistry extends MemoryRegistry {
    away = true
    override async reservations(): Promise<readonly Reservation[]> {
      if (this.away) throw new OcciError('unavailable', 'the store is away')
      return super.reservations()
    }
  }
  const registry = new SleepyRegistry()
  await using opened = await open({ registry })
  expect((await opened.send('GET', '/-/')).status).toBe(503)
  registry.away = false
  expect((await opened.send('GET', '/-/')).status).toBe(200)
})
