import { expect, test } from 'vitest'

import { refusalCode, small, testCloud } from './_cloud.ts'

test('there are a few images to begin with, or those that are given', async () => {
  const { cloud } = testCloud()
  expect((await cloud.listImages()).map(({ id }) => id)).toEqual(['debian-13', 'ubuntu-24.04', 'alpine-3.22'])
  const own = { id: 'beos', name: 'beos', os: 'BeOS 5', sizeGb: 1, architectures: ['i686'] } as const
  expect(await testCloud({ images: [own] }).cloud.listImages()).toEqual([own])
})

test('a saved machine is an image that others boot, and that outlives it', async () => {
  const { cloud, clock } = testCloud({ bootMs: 0 })
  const { id } = await cloud.createMachine({ ...small, imageId: 'debian-13' })
  clock.advance(9)
  const image = await cloud.saveMachine(id, { method: 'hot', name: 'golden' })
  expect(image).toEqual({
    id: 'id-2',
    name: 'golden',
    os: 'Debian GNU/Linux 13',
    sizeGb: 3,
    architectures: ['x86_64', 'i686'],
    savedFrom: id,
    savedAt: 9,
  })
  await cloud.destroyMachine(id)
  expect(await cloud.getImage(image.id)).toEqual(image)
  const other = await cloud.createMachine({ ...small, imageId: image.id })
  expect((await cloud.startMachine(other.id)).state).toBe('running')
})

test('a machine without an image can be saved as well', async () => {
  const { cloud } = testCloud()
  const { id } = await cloud.createMachine({ ...small, architecture: 'i686' })
  const image = await cloud.saveMachine(id, { method: 'deferred' })
  expect(image).toMatchObject({ name: 'web saved', os: 'unknown', sizeGb: 0, architectures: ['i686'] })
})

test('saving and deleting leaves nothing', async () => {
  const { cloud } = testCloud()
  const { id } = await cloud.createMachine(small)
  const before = await cloud.inventory()
  const image = await cloud.saveMachine(id, { method: 'hot' })
  await cloud.deleteImage(image.id)
  expect(await cloud.inventory()).toEqual(before)
})

test('a machine that cannot be saved now leaves no image', async () => {
  const { cloud } = testCloud()
  const { id } = await cloud.createMachine(small)
  await cloud.startMachine(id)
  expect(await refusalCode(cloud.saveMachine(id, { method: 'hot' }))).toBe('state')
  expect(await cloud.listImages()).toHaveLength(3)
})

test('an image is not deleted while machines boot from it', async () => {
  const { cloud } = testCloud()
  const { id } = await cloud.createMachine({ ...small, imageId: 'alpine-3.22' })
  expect(await refusalCode(cloud.deleteImage('alpine-3.22'))).toBe('in-use')
  await cloud.destroyMachine(id)
  await cloud.deleteImage('alpine-3.22')
  expect(await refusalCode(cloud.getImage('alpine-3.22'))).toBe('not-found')
})
