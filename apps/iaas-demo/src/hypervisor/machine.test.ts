import { describe, expect, test } from 'vitest'

import { refusal, refusalCode, small, testCloud } from './_cloud.ts'

describe('a machine as a record', () => {
  test('it keeps all it was given, and is stopped', async () => {
    const { cloud } = testCloud()
    const spec = {
      id: 'm',
      name: 'web',
      cores: 2,
      memory: 0.5,
      architecture: 'i686',
      imageId: 'debian-13',
    } as const
    const more = { sshKey: 'ssh-ed25519 AAAA', userData: '#!/bin/sh', hostname: 'web.example.org', share: 3 }
    const machine = await cloud.createMachine({ ...spec, ...more })
    expect(machine).toEqual({ ...spec, ...more, hostId: 'host-1', state: 'stopped' })
    expect(await cloud.getMachine('m')).toEqual(machine)
  })

  test('an id is given once', async () => {
    const { cloud } = testCloud()
    await cloud.createMachine({ ...small, id: 'm' })
    const before = await cloud.usage()
    expect(await refusalCode(cloud.createMachine({ ...small, id: 'm' }))).toBe('exists')
    expect(await refusalCode(cloud.createMachine({ ...small, id: '' }))).toBe('invalid')
    expect(await cloud.usage()).toEqual(before)
  })

  test('an image that is not there, or for another architecture, is refused', async () => {
    const { cloud } = testCloud()
    expect(await refusalCode(cloud.createMachine({ ...small, imageId: 'beos' }))).toBe('not-found')
    const odd = cloud.createMachine({ ...small, imageId: 'ubuntu-24.04', architecture: 'i686' })
    expect((await refusal(odd)).message).toBe('image ubuntu-24.04 does not run on i686, only on x86_64')
  })

  test('an update and the update back leave it as it was', async () => {
    const { cloud } = testCloud()
    const machine = await cloud.createMachine({ ...small, hostname: 'old' })
    const changed = await cloud.updateMachine(machine.id, { name: 'db', hostname: undefined, share: 7 })
    expect(changed).toMatchObject({ name: 'db', share: 7 })
    expect(changed).not.toHaveProperty('hostname')
    expect(await cloud.updateMachine(machine.id, { name: 'web', hostname: 'old', share: undefined })).toEqual(
      machine,
    )
  })

  test('one that is not there is not found, by any call', async () => {
    const { cloud } = testCloud()
    const calls = [
      cloud.getMachine('x'),
      cloud.updateMachine('x', {}),
      cloud.updateMachine('x', { cores: 1 }),
      cloud.startMachine('x'),
      cloud.saveMachine('x', { method: 'hot' }),
      cloud.destroyMachine('x'),
      cloud.kill('x', 'bang'),
      cloud.settled('x'),
    ]
    for (const call of calls) expect(await refusalCode(call)).toBe('not-found')
  })
})

test('destroying a machine takes its interfaces and attachments along, and leaves networks and volumes', async () => {
  const { cloud } = testCloud()
  const network = await cloud.createNetwork({ name: 'lan' })
  const volume = await cloud.createVolume({ name: 'data', sizeGb: 1 })
  const before = await cloud.inventory()
  const { id } = await cloud.createMachine(small)
  await cloud.attachInterface(id, network.id)
  await cloud.attachVolume(id, volume.id)
  await cloud.destroyMachine(id)
  expect(await cloud.inventory()).toEqual(before)
})

test('another image or processor is put into a machine that is stopped or has failed, and into no other', async () => {
  const { cloud, clock } = testCloud()
  await cloud.createMachine({ ...small, id: 'm', imageId: 'debian-13' })
  expect(await cloud.updateMachine('m', { imageId: 'alpine-3.22', architecture: 'i686' })).toMatchObject({
    imageId: 'alpine-3.22',
    architecture: 'i686',
    state: 'stopped',
  })
  expect(await refusalCode(cloud.updateMachine('m', { imageId: 'ubuntu-24.04', cores: 2 }))).toBe('invalid')
  expect(await refusalCode(cloud.updateMachine('m', { imageId: 'none' }))).toBe('not-found')
  await cloud.startMachine('m')
  clock.advance(1000)
  const before = await cloud.inventory()
  expect(await refusalCode(cloud.updateMachine('m', { imageId: 'debian-13', cores: 2 }))).toBe('state')
  expect(await cloud.inventory()).toEqual(before)
  expect(await cloud.updateMachine('m', { imageId: 'alpine-3.22', cores: 2 })).toMatchObject({ cores: 2 })
  await cloud.kill('m', 'dead')
  expect(await cloud.updateMachine('m', { imageId: 'debian-13' })).toMatchObject({ imageId: 'debian-13' })
})

test('a change of which a part is refused changes nothing', async () => {
  const { cloud } = testCloud()
  await cloud.createMachine({ ...small, id: 'm' })
  const before = await cloud.inventory()
  expect(await refusalCode(cloud.updateMachine('m', { name: 'new', imageId: 'debian-13', cores: 999 }))).toBe(
    'capacity',
  )
  expect(await cloud.inventory()).toEqual(before)
})
