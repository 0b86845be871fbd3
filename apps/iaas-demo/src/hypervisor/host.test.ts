import { expect, test } from 'vitest'

import { refusal, refusalCode, small, testCloud } from './_cloud.ts'
import { HostPool } from './host.ts'
import { MemoryTable } from './table.ts'

const hosts = [
  { id: 'a', cores: 4, memory: 8 },
  { id: 'b', cores: 8, memory: 16 },
]

test('a machine gets the first host that it fits on', () => {
  const pool = new HostPool(new MemoryTable(), hosts)
  expect(pool.place({ cores: 3, memory: 1 })).toBe('a')
  expect(pool.place({ cores: 2, memory: 1 })).toBe('b')
  expect(pool.place({ cores: 1, memory: 7 })).toBe('a')
  expect(pool.place({ cores: 1, memory: 0.5 })).toBe('b')
})

test('a full cloud says what was asked and what is free, and is as it was', async () => {
  const { cloud } = testCloud({ hosts })
  await cloud.createMachine({ ...small, cores: 3, memory: 2.5 })
  const before = await cloud.inventory()
  const error = await refusal(cloud.createMachine({ ...small, cores: 9, memory: 4 }))
  expect(error.code).toBe('capacity')
  expect(error.message).toBe(
    'no host has room for 9 cores and 4 GB; free are: a 1 cores and 5.5 GB, b 8 cores and 16 GB',
  )
  expect(error.details).toEqual({
    asked: { cores: 9, memory: 4 },
    free: [
      { id: 'a', cores: 1, memory: 5.5 },
      { id: 'b', cores: 8, memory: 16 },
    ],
  })
  expect(await cloud.inventory()).toEqual(before)
})

test('a place is freed when its machine is destroyed', async () => {
  const { cloud } = testCloud({ hosts: [{ id: 'a', cores: 1, memory: 1 }] })
  const { id } = await cloud.createMachine(small)
  expect(await refusalCode(cloud.createMachine(small))).toBe('capacity')
  await cloud.destroyMachine(id)
  expect((await cloud.createMachine(small)).hostId).toBe('a')
})

test('fractions of gigabytes come back without a remainder', async () => {
  const { cloud } = testCloud({ hosts })
  const before = await cloud.usage()
  const machines = [0.1, 0.2, 0.3, 0.7].map((memory) => cloud.createMachine({ ...small, memory }))
  for (const machine of machines) await cloud.destroyMachine((await machine).id)
  expect(await cloud.usage()).toEqual(before)
})

test('a machine grows on its host, moves when that is too small, and stays as it was when no host has room', async () => {
  const { cloud } = testCloud({ hosts })
  const { id } = await cloud.createMachine(small)
  expect(await cloud.updateMachine(id, { cores: 4 })).toMatchObject({ hostId: 'a', cores: 4, memory: 1 })
  expect(await cloud.updateMachine(id, { memory: 12 })).toMatchObject({ hostId: 'b', cores: 4, memory: 12 })
  const before = await cloud.inventory()
  expect(await refusalCode(cloud.updateMachine(id, { cores: 9 }))).toBe('capacity')
  expect(await cloud.inventory()).toEqual(before)
  expect(await cloud.usage()).toMatchObject({
    cores: { total: 12, used: 4, free: 8 },
    memory: { total: 24, used: 12, free: 12 },
  })
})

test.each([
  { cores: 0, memory: 1 },
  { cores: 1.5, memory: 1 },
  { cores: Number.NaN, memory: 1 },
  { cores: 1, memory: 0 },
  { cores: 1, memory: Number.POSITIVE_INFINITY },
])('a machine of $cores cores and $memory GB makes no sense', async (size) => {
  const { cloud } = testCloud()
  expect(await refusalCode(cloud.createMachine({ name: 'odd', ...size }))).toBe('invalid')
})

test('two hosts with one id are refused', () => {
  expect(() => new HostPool(new MemoryTable(), [...hosts, ...hosts])).toThrow('two hosts have the same id')
})
