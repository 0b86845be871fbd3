import { systemScope, type Change, type Registry, type Scope } from '@occi/core'
import { aCompute, aUserMixin, compute, expectRejects } from '@occi/testing'
import { describe, expect, test } from 'vitest'
import { openDatabase, SqliteRegistry } from '../src/index.ts'
import { newFiles } from './_files.ts'
import { kill, start } from './_processes.ts'

const newFile = newFiles()
const alice: Scope = { system: false, owner: 'alice', changesShared: false }

async function openTwo(): Promise<readonly [SqliteRegistry, SqliteRegistry]> {
  const file = newFile()
  const open = () => SqliteRegistry.open({ file, survives: 'crash' })
  return [await open(), await open()]
}

function creation(name: string, owner?: string): Change {
  return { type: 'create', entity: aCompute(name, owner === undefined ? {} : { owner }) }
}

describe('two registries on one file', () => {
  test("see each other's entities, counts and users' Mixins at once", async () => {
    const [one, other] = await openTwo()
    const tag = aUserMixin('tag', { owner: 'alice' })
    const before = await other.userMixins(alice)
    await one.commit([{ type: 'add-mixin', mixin: tag }], alice)
    await one.commit([{ type: 'create', entity: aCompute('a', { owner: 'alice', mixins: [tag] }) }], alice)
    expect((await other.userMixins(alice)).byId.get(tag.id)).toEqual(tag)
    expect(await other.userMixins(alice)).not.toBe(before)
    expect((await other.get('/compute/a', alice))?.mixins).toEqual([tag])
    expect(await other.count({ kind: compute.id }, alice)).toBe(1)
    await other.removeMixin(tag, alice)
    expect((await one.userMixins(alice)).byId.size).toBe(0)
    expect((await one.get('/compute/a', alice))?.mixins).toEqual([])
    await Promise.all([one.close(), other.close()])
  })

  test('cannot overwrite each other: the later of two changes of one state is a conflict', async () => {
    const [one, other] = await openTwo()
    await one.commit([creation('a')], systemScope)
    const read = await other.get('/compute/a', systemScope)
    if (read === undefined) throw new Error('it is not there')
    const outcomes = await Promise.allSettled(
      [one, other].map((registry) => registry.commit([{ type: 'update', entity: read }], systemScope)),
    )
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await Promise.all([one.close(), other.close()])
  })

  test('give each name and revision once, however much they write at the same time', async () => {
    const [one, other] = await openTwo()
    const names = Array.from({ length: 60 }, (_, index) => `m-${index % 40}`)
    const writes = names.map((name, index) =>
      (index % 2 === 0 ? one : other).commit([creation(name)], systemScope),
    )
    const outcomes = await Promise.allSettled(writes)
    const done = outcomes.filter((outcome) => outcome.status === 'fulfilled')
    expect(done).toHaveLength(40)
    expect(new Set(done.map(({ value }) => value.revision)).size).toBe(40)
    expect(await one.count({}, systemScope)).toBe(40)
    await Promise.all([one.close(), other.close()])
  })

  test('hold names for each other', async () => {
    const [one, other] = await openTwo()
    await one.reserve({ operation: 'create', requestId: 'r', changes: [creation('a')] }, systemScope)
    await expectRejects(other.commit([creation('a')], systemScope), 'conflict')
    await Promise.all([one.close(), other.close()])
  })

  test('share a secret', async () => {
    const [one, other] = await openTwo()
    expect(await one.secret()).toBe(await other.secret())
    expect(await one.secret()).toMatch(/^[0-9a-f]{64}$/)
    await Promise.all([one.close(), other.close()])
  })

  test('a write that finds no turn in time is unavailable, and says when to come back', async () => {
    const file = newFile()
    const registry = await SqliteRegistry.open({ file, busyTimeout: 50 })
    const other = await openDatabase(file)
    other.exec('BEGIN IMMEDIATE')
    const error = await expectRejects(registry.commit([creation('a')], systemScope), 'unavailable')
    expect(error.details.retryAfter).toBe(1)
    expect(await registry.count({}, systemScope)).toBe(0)
    other.exec('ROLLBACK')
    await registry.commit([creation('a')], systemScope)
    other.close()
    await registry.close()
  })
})

describe('reservations of another process', () => {
  test('are its own as long as it lives, and go to one of the others when it ends', async () => {
    const [file, other] = await withReserving()
    const [one, two] = [await SqliteRegistry.open({ file }), await SqliteRegistry.open({ file })]
    expect(await one.reservations()).toEqual([])
    await expectRejects(one.commit([creation('held')], systemScope), 'conflict')
    await kill(other)
    const found = await Promise.all([one, two].map((registry) => registry.reservations()))
    expect(found.flat().map(({ requestId }) => requestId)).toEqual(['of the other'])
    await finish(found[0]?.length === 1 ? one : two)
    expect(await one.get('/compute/held', systemScope)).toBeDefined()
    await Promise.all([one.close(), two.close()])
  })
})

async function withReserving() {
  const file = newFile()
  const other = start('_reserving-process.ts', file)
  await new Promise((resolve) => other.lines.once('line', resolve))
  return [file, other] as const
}

async function finish(registry: Registry): Promise<void> {
  for (const reservation of await registry.reservations())
    await registry.commit(reservation.changes, systemScope, reservation)
}
