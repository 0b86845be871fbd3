import { expect, test } from 'vitest'

import { act, openDemo, set, storage, whole } from './_demo.ts'

const size = 'occi.storage.size'

// verifies('I-060', 'I-061', 'I-062')
test('a new storage is offline and of the size it was told', async () => {
  const demo = openDemo()
  const answer = await demo.send(
    'GET',
    await demo.make(storage, set(size, 12.5), set('occi.core.title', 'data')),
  )
  expect(answer.attribute(size)).toBe('12.5')
  expect(answer.attribute('occi.storage.state')).toBe('offline')
  const { volumes } = await demo.cloud.inventory()
  expect(volumes).toMatchObject([{ id: answer.attribute('occi.core.id'), name: 'data', sizeGb: 12.5 }])
})

// verifies('I-061')
test('one without a size is refused', async () => {
  const demo = openDemo()
  expect((await demo.send('POST', '/storage/', storage)).status).toBe(400)
})

// verifies('I-064', 'I-066')
test('it is set online and offline', async () => {
  const demo = openDemo()
  const path = await demo.make(storage, set(size, 1))
  expect((await demo.send('GET', path)).actions).toEqual(['online'])
  const online = await act(demo, path, 'online')
  expect(online.attribute('occi.storage.state')).toBe('online')
  expect(online.actions).toEqual(['offline', 'backup', 'snapshot', 'resize'])
  expect((await act(demo, path, 'online')).status).toBe(409)
  expect((await act(demo, path, 'offline')).attribute('occi.storage.state')).toBe('offline')
})

// verifies('I-065')
test('an update of its size resizes it', async () => {
  const demo = openDemo()
  const path = await demo.make(storage, set(size, 1))
  expect((await demo.send('POST', path, set(size, 20))).attribute(size)).toBe('20.0')
  expect((await demo.cloud.inventory()).volumes).toMatchObject([{ sizeGb: 20 }])
})

test('clients of OCCI 1.1 back it up, take snapshots and resize it by Actions', async () => {
  const demo = openDemo()
  const path = await demo.make(storage, set(size, 1))
  await act(demo, path, 'online')
  await act(demo, path, 'backup')
  await act(demo, path, 'snapshot')
  const resized = await act(demo, path, 'resize', 'X-OCCI-Attribute: size=4.0')
  expect(resized.attribute(size)).toBe('4.0')
  expect(resized.attribute('occi.storage.state')).toBe('online')
  const { volumes, copies } = await demo.cloud.inventory()
  expect(volumes).toMatchObject([{ sizeGb: 4 }])
  expect(copies.map(({ kind }) => kind).toSorted()).toEqual(['backup', 'snapshot'])
})

test('full storage refuses, and all stays as it was', async () => {
  const demo = openDemo({ storageGb: 10 })
  const path = await demo.make(storage, set(size, 8))
  const before = await whole(demo)
  const refused = await demo.send('POST', '/storage/', storage, set(size, 3))
  expect(refused.status).toBe(409)
  expect(refused.lines.join()).toContain('the storage has no room for 3 GB more; free are 2 GB')
  expect((await demo.send('POST', path, set(size, 11), set('occi.core.title', 'more'))).status).toBe(409)
  expect(await whole(demo)).toEqual(before)
})
