import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '@occi/registry-sqlite'
import { afterAll, expect, test } from 'vitest'

import { refusalCode, small, testCloud, type TestCloud } from '../_cloud.ts'
import { ManualClock, type Clock } from '../clock.ts'
import type { HypervisorOptions } from '../hypervisor.ts'
import { createSqliteStore } from './sqlite-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'hypervisor-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface Process extends TestCloud {
  /** How often it has become the owner. */
  terms: number
}

/** A hypervisor with a connection of its own, as in a process of its own. */
async function open(name: string, clock: Clock, options: HypervisorOptions = {}): Promise<Process> {
  const store = createSqliteStore(await openDatabase(join(folder, name)))
  const made = testCloud({ store, clock, newId: () => crypto.randomUUID(), ...options })
  const process = { ...made, terms: 0 }
  made.cloud.attend(() => (process.terms += 1))
  return process
}

test('what one process does the other sees, and neither gives away what the other has given', async () => {
  const clock = new ManualClock()
  const hosts = [{ id: 'a', cores: 3, memory: 3 }]
  const [one, other] = [await open('two', clock, { hosts }), await open('two', clock, { hosts })]
  const { id } = await one.cloud.createMachine({ ...small, cores: 2 })
  expect(await other.cloud.getMachine(id)).toEqual(await one.cloud.getMachine(id))
  expect(await refusalCode(other.cloud.createMachine({ ...small, cores: 2 }))).toBe('capacity')
  await other.cloud.updateMachine(id, { cores: 1 })
  await one.cloud.createMachine({ ...small, cores: 2 })
  expect(await other.cloud.usage()).toEqual(await one.cloud.usage())
  const { id: networkId } = await one.cloud.createNetwork({ name: 'n' })
  const machines = [one, other, one, other].map(({ cloud }) => cloud.attachInterface(id, networkId))
  const attached = await Promise.all(machines)
  expect(new Set(attached.map(({ address }) => address)).size).toBe(4)
  expect(new Set(attached.map(({ mac }) => mac)).size).toBe(4)
})

test('the owner goes on with what others began, and tells of it', async () => {
  const clock = new ManualClock()
  const [owner, other] = [await open('owner', clock), await open('owner', clock)]
  clock.advance(0)
  expect([owner.terms, other.terms]).toEqual([1, 0])
  const { id } = await other.cloud.createMachine(small)
  await other.cloud.startMachine(id)
  const settled = other.cloud.settled(id)
  clock.advance(1100)
  expect(await settled).toMatchObject({ state: 'running' })
  expect(owner.events).toMatchObject([{ type: 'machine', change: 'boot-finished', machine: { id } }])
  expect(other.events).toEqual([])
})

test('when the owner stops, another takes over at once', async () => {
  const clock = new ManualClock()
  const [owner, other] = [await open('stops', clock), await open('stops', clock)]
  clock.advance(0)
  const { id } = await owner.cloud.createMachine(small)
  await owner.cloud.startMachine(id)
  owner.cloud.close()
  clock.advance(1100)
  expect([other.terms, (await other.cloud.getMachine(id)).state]).toEqual([1, 'running'])
})

test('an owner that was paused finds that it is none any more, and does nothing', async () => {
  const clock = new ManualClock()
  const held: (() => void)[] = []
  let paused = false
  const pausable: Clock = {
    now: () => clock.now(),
    after: (ms, fn) => clock.after(ms, () => (paused ? held.push(fn) : fn())),
  }
  const owner = await open('paused', pausable)
  clock.advance(0)
  const { id } = await owner.cloud.createMachine(small)
  await owner.cloud.startMachine(id)
  const other = await open('paused', clock)
  paused = true
  clock.advance(2900)
  expect(other.terms).toBe(0)
  clock.advance(200)
  expect([other.terms, (await other.cloud.getMachine(id)).state]).toEqual([1, 'running'])
  paused = false
  for (const fn of held) fn()
  clock.advance(10_000)
  expect([owner.terms, owner.events, other.events.length]).toEqual([1, [], 1])
})

test('what was not taken is told of again by who takes over', async () => {
  const clock = new ManualClock()
  const first = await open('again', clock)
  clock.advance(0)
  const end = first.cloud.subscribe(() => Promise.reject(new Error('the registry is away')))
  const { id } = await first.cloud.createMachine(small)
  await first.cloud.startMachine(id)
  clock.advance(1100)
  expect(first.events).toHaveLength(1)
  end()
  first.cloud.close()
  const second = await open('again', clock)
  clock.advance(100)
  expect(second.events).toEqual(first.events)
  await new Promise((resolve) => setImmediate(resolve))
  clock.advance(100)
  second.cloud.close()
  const third = await open('again', clock)
  clock.advance(100)
  expect([third.terms, third.events]).toEqual([1, []])
})

test('tables of a later version are refused', async () => {
  const database = await openDatabase(':memory:')
  createSqliteStore(database)
  createSqliteStore(database)
  database.exec('UPDATE hypervisor_schema SET version = 99')
  expect(() => createSqliteStore(database)).toThrow(
    "the hypervisor's tables are of version 99, and this one knows them up to 1: use a later one",
  )
})

test('each look-up goes through an index', async () => {
  const database = await openDatabase(':memory:')
  createSqliteStore(database)
  const lookups = [
    'SELECT data FROM hypervisor_machine WHERE dueAt <= 5 ORDER BY dueAt LIMIT 1',
    "SELECT data FROM hypervisor_machine WHERE imageId = 'x' ORDER BY sequence",
    "SELECT data FROM hypervisor_interface WHERE mac = 'x' ORDER BY sequence",
    "SELECT data FROM hypervisor_interface WHERE networkId = 'x' ORDER BY sequence",
    "SELECT data FROM hypervisor_interface WHERE machineId = 'x' ORDER BY sequence",
    "SELECT data FROM hypervisor_attachment WHERE volumeId = 'x' ORDER BY sequence",
    "SELECT data FROM hypervisor_network WHERE cidr = 'x' ORDER BY sequence",
  ]
  for (const sql of lookups) {
    const plan = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { readonly detail: string }[]
    expect(plan[0]?.detail).toMatch(/^SEARCH .* USING INDEX/)
  }
})
