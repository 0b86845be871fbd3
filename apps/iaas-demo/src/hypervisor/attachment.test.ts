import { expect, test } from 'vitest'

import { refusal, refusalCode, small, testCloud } from './_cloud.ts'

import type { TestCloud } from './_cloud.ts'

/** A cloud with machines m and n, and volumes v1, v2, v3. */
async function furnished(): Promise<TestCloud> {
  const made = testCloud({ bootMs: 0 })
  for (const id of ['m', 'n']) await made.cloud.createMachine({ ...small, id })
  for (const id of ['v1', 'v2', 'v3']) await made.cloud.createVolume({ id, name: id, sizeGb: 1 })
  return made
}

test('devices are given from vdb on, the lowest free first', async () => {
  const { cloud } = await furnished()
  const first = await cloud.attachVolume('m', 'v1', { id: 'a' })
  expect(first).toEqual({ id: 'a', machineId: 'm', volumeId: 'v1', device: 'vdb', state: 'inactive' })
  expect((await cloud.attachVolume('m', 'v2', { mountpoint: '/mnt' })).device).toBe('vdc')
  expect((await cloud.attachVolume('n', 'v3')).device).toBe('vdb')
  await cloud.detachVolume('a')
  expect((await cloud.attachVolume('m', 'v1')).device).toBe('vdb')
})

test('a volume is attached to one machine at a time', async () => {
  const { cloud } = await furnished()
  const { id } = await cloud.attachVolume('m', 'v1')
  const error = await refusal(cloud.attachVolume('n', 'v1'))
  expect([error.code, error.message]).toEqual(['in-use', 'volume v1 is attached to machine m already'])
  expect(await refusalCode(cloud.attachVolume('m', 'v1'))).toBe('in-use')
  await cloud.detachVolume(id)
  expect((await cloud.attachVolume('n', 'v1')).machineId).toBe('n')
})

test.each([
  ['vda', 'in-use'],
  ['/dev/vda', 'in-use'],
  ['vdc', 'in-use'],
  ['/dev/vdc', 'in-use'],
  ['', 'invalid'],
  ['a b', 'invalid'],
])('the device %j is refused as %s', async (device, code) => {
  const { cloud } = await furnished()
  await cloud.attachVolume('m', 'v1', { device: '/dev/vdc' })
  const before = await cloud.inventory()
  expect(await refusalCode(cloud.attachVolume('m', 'v2', { device }))).toBe(code)
  expect(await cloud.inventory()).toEqual(before)
})

test('a machine has 25 device names to give', async () => {
  const { cloud } = await furnished()
  const devices: string[] = []
  for (let count = 0; count < 25; count += 1) {
    const { id } = await cloud.createVolume({ name: 'data', sizeGb: 1 })
    devices.push((await cloud.attachVolume('m', id)).device)
  }
  expect([devices[0], devices.at(-1)]).toEqual(['vdb', 'vdz'])
  expect(await refusalCode(cloud.attachVolume('m', 'v1'))).toBe('capacity')
})

test('an update there and back leaves it as it was', async () => {
  const { cloud } = await furnished()
  const old = await cloud.attachVolume('m', 'v1')
  await cloud.attachVolume('m', 'v2')
  const changed = await cloud.updateAttachment(old.id, { device: 'sdx', mountpoint: '/data' })
  expect(changed).toEqual({ ...old, device: 'sdx', mountpoint: '/data' })
  expect(await refusalCode(cloud.updateAttachment(old.id, { device: 'vdc' }))).toBe('in-use')
  expect(await cloud.updateAttachment(old.id, { device: 'vdb', mountpoint: undefined })).toEqual(old)
})

test('an attachment is active while its machine runs and its volume is online', async () => {
  const { cloud } = await furnished()
  const { id } = await cloud.attachVolume('m', 'v1')
  await cloud.startMachine('m')
  expect((await cloud.getAttachment(id)).state).toBe('inactive')
  await cloud.onlineVolume('v1')
  expect((await cloud.getAttachment(id)).state).toBe('active')
  await cloud.stopMachine('m')
  expect((await cloud.getAttachment(id)).state).toBe('inactive')
})

test('attaching and detaching leaves nothing', async () => {
  const { cloud } = await furnished()
  const before = await cloud.inventory()
  const { id } = await cloud.attachVolume('m', 'v1')
  await cloud.detachVolume(id)
  expect(await cloud.inventory()).toEqual(before)
  expect(await refusalCode(cloud.detachVolume(id))).toBe('not-found')
  expect(await refusalCode(cloud.attachVolume('x', 'v1'))).toBe('not-found')
  expect(await refusalCode(cloud.attachVolume('m', 'x'))).toBe('not-found')
})

test('an attachment is moved to another machine or volume, and is refused where it has no place', async () => {
  const { cloud } = testCloud()
  await cloud.createMachine({ ...small, id: 'm' })
  await cloud.createMachine({ ...small, id: 'n' })
  for (const id of ['v', 'w', 'x']) await cloud.createVolume({ id, name: id, sizeGb: 1 })
  await cloud.attachVolume('m', 'v', { id: 'a', device: 'vdq', mountpoint: '/srv' })
  await cloud.attachVolume('n', 'w', { id: 'b' })
  const moved = { id: 'a', machineId: 'n', device: 'vdc', mountpoint: '/srv' }
  expect(await cloud.updateAttachment('a', { machineId: 'n' })).toMatchObject({ ...moved, volumeId: 'v' })
  expect(await cloud.updateAttachment('a', { volumeId: 'x' })).toMatchObject({ ...moved, volumeId: 'x' })
  const before = await cloud.inventory()
  expect(await refusalCode(cloud.updateAttachment('a', { volumeId: 'w' }))).toBe('in-use')
  expect(await refusalCode(cloud.updateAttachment('a', { machineId: 'm', device: 'vda' }))).toBe('in-use')
  expect(await refusalCode(cloud.updateAttachment('a', { machineId: 'none' }))).toBe('not-found')
  expect(await cloud.inventory()).toEqual(before)
})
