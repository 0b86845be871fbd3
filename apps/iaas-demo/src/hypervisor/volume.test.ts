import { describe, expect, test } from 'vitest'

import { refusal, refusalCode, small, testCloud } from './_cloud.ts'

test('a volume is made offline, goes online and back, and not where it is already', async () => {
  const { cloud } = testCloud()
  const volume = await cloud.createVolume({ id: 'v', name: 'data', sizeGb: 0.5 })
  expect(volume).toEqual({ id: 'v', name: 'data', sizeGb: 0.5, state: 'offline' })
  expect((await refusal(cloud.offlineVolume('v'))).message).toBe('volume data is offline already')
  expect((await cloud.onlineVolume('v')).state).toBe('online')
  expect(await refusalCode(cloud.onlineVolume('v'))).toBe('state')
  expect(await cloud.offlineVolume('v')).toEqual(volume)
  expect((await cloud.updateVolume('v', { name: 'logs' })).name).toBe('logs')
})

describe('the storage', () => {
  test('it is finite, says so, and is freed', async () => {
    const { cloud } = testCloud({ storageGb: 10 })
    const { id } = await cloud.createVolume({ name: 'data', sizeGb: 7 })
    const before = await cloud.inventory()
    const error = await refusal(cloud.createVolume({ name: 'more', sizeGb: 4 }))
    expect([error.code, error.message]).toEqual([
      'capacity',
      'the storage has no room for 4 GB more; free are 3 GB',
    ])
    expect(await refusalCode(cloud.updateVolume(id, { sizeGb: 10.5 }))).toBe('capacity')
    expect(await refusalCode(cloud.snapshotVolume(id))).toBe('capacity')
    expect(await cloud.inventory()).toEqual(before)
    await cloud.updateVolume(id, { sizeGb: 10 })
    expect((await cloud.usage()).storage).toEqual({ total: 10, used: 10, free: 0 })
    await cloud.destroyVolume(id)
    expect((await cloud.usage()).storage).toEqual({ total: 10, used: 0, free: 10 })
  })

  test('copies take room, and go with their volume', async () => {
    const { cloud, clock } = testCloud({ storageGb: 10 })
    const { id } = await cloud.createVolume({ name: 'data', sizeGb: 2 })
    clock.advance(5)
    const backup = await cloud.backupVolume(id)
    const snapshot = await cloud.snapshotVolume(id, 'before the move')
    expect(await cloud.listVolumeCopies(id)).toEqual([backup, snapshot])
    expect(backup).toMatchObject({
      volumeId: id,
      kind: 'backup',
      name: 'backup of data',
      sizeGb: 2,
      madeAt: 5,
    })
    expect(snapshot).toMatchObject({ kind: 'snapshot', name: 'before the move' })
    await cloud.updateVolume(id, { sizeGb: 3 })
    expect((await cloud.usage()).storage.used).toBe(7)
    await cloud.deleteVolumeCopy(backup.id)
    expect((await cloud.usage()).storage.used).toBe(5)
    await cloud.destroyVolume(id)
    expect((await cloud.usage()).storage.used).toBe(0)
    expect((await cloud.inventory()).copies).toEqual([])
  })

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('%d GB is no size', async (sizeGb) => {
    const { cloud } = testCloud()
    expect(await refusalCode(cloud.createVolume({ name: 'odd', sizeGb }))).toBe('invalid')
  })
})

test('a volume that is attached can grow, but not shrink, and is not destroyed unless forced', async () => {
  const { cloud } = testCloud()
  const machine = await cloud.createMachine(small)
  const { id } = await cloud.createVolume({ name: 'data', sizeGb: 2 })
  const attachment = await cloud.attachVolume(machine.id, id)
  expect((await cloud.updateVolume(id, { sizeGb: 3 })).sizeGb).toBe(3)
  expect(await refusalCode(cloud.updateVolume(id, { sizeGb: 1 }))).toBe('in-use')
  expect(await refusalCode(cloud.destroyVolume(id))).toBe('in-use')
  await cloud.detachVolume(attachment.id)
  expect((await cloud.updateVolume(id, { sizeGb: 1 })).sizeGb).toBe(1)
  await cloud.attachVolume(machine.id, id)
  await cloud.destroyVolume(id, { force: true })
  expect((await cloud.inventory()).attachments).toEqual([])
})
