import { expect, test } from 'vitest'

import { hostsFor, seedComputes } from '../src/seed.ts'
import { expectConsistent } from './_consistent.ts'
import { known, openDemo, os, whole } from './_demo.ts'

test('seeded computes are as if they had been made and stopped, and leave room for others', async () => {
  const demo = openDemo({ hosts: hostsFor(300) })
  const empty = await openDemo({ hosts: hostsFor(0) }).cloud.usage()
  await seedComputes(300, demo.cloud, demo.server.entities)
  await expectConsistent(demo)
  expect(new Set((await known(demo)).map(({ attributes }) => attributes['occi.core.title'])).size).toBe(300)
  const { cores, memory } = await demo.cloud.usage()
  expect([cores.free, memory.free]).toEqual([empty.cores.free, empty.memory.free])
})

test('an OS template that cannot be put on two of them is put on none', async () => {
  const demo = openDemo()
  await seedComputes(2, demo.cloud, demo.server.entities)
  const [first, second] = (await known(demo)).map(({ location }) => location)
  const { id = '' } = (await known(demo))[1] ?? {}
  await demo.cloud.startMachine(id)
  const before = await whole(demo)
  const locations = [first, second].map((path) => `X-OCCI-Location: ${path}`)
  expect((await demo.send('POST', '/mixin/os_tpl/alpine-3.22/', ...locations)).status).toBe(409)
  expect(await whole(demo)).toEqual(before)
  expect((await demo.send('POST', first ?? '', os('alpine-3.22'))).status).toBe(200)
})
