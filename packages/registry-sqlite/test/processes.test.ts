import { systemScope, type Change, type Registry } from '@occi/core'
import { aCompute, expectRejects } from '@occi/testing'
import { describe, expect, test } from 'vitest'
import { openDatabase, SqliteRegistry } from '../src/index.ts'
import { newFiles } from './_files.ts'
import { kill, start } from './_processes.ts'

const newFile = newFiles()

function creation(name: string): Change {
  return { type: 'create', entity: aCompute(name) }
}

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

  test('can be taken over by one that has its own under way', async () => {
    const [file, other] = await withReserving()
    const registry = await SqliteRegistry.open({ file })
    await registry.reserve({ operation: 'create', requestId: 'own', changes: [creation('own')] }, systemScope)
    expect(await registry.takeOver()).toEqual([])
    await kill(other)
    expect((await registry.takeOver()).map(({ requestId }) => requestId)).toEqual(['of the other'])
    expect(await registry.takeOver()).toEqual([])
    expect(await registry.reservations()).toHaveLength(2)
    await registry.close()
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
