import { compute11 } from '@occi/infrastructure'
import { expect, test } from 'vitest'

import { Hypervisor, ManualClock } from '../src/hypervisor/index.ts'
import { watch, type Entities } from '../src/watch.ts'
import { expectConsistent } from './_consistent.ts'
import { compute, known, openDemo, rest, set } from './_demo.ts'

test('what the hypervisor does in the midst of a request is known after it', async () => {
  for (let delay = 0; delay < 120; delay += 1) {
    const demo = openDemo()
    const path = await demo.make(compute)
    const changed = demo.send('POST', path, set('occi.compute.cores', 4))
    for (let turn = 0; turn < delay; turn += 1) await Promise.resolve()
    demo.clock.advance(1000)
    expect((await changed).status).toBe(200)
    await rest()
    await expectConsistent(demo)
  }
})

test('a service that fails is told of, and the hypervisor goes on', async () => {
  const clock = new ManualClock()
  const cloud = new Hypervisor({ clock, bootMs: 1000 })
  const told: string[] = []
  const broken: Entities = {
    find: () => Promise.reject(new Error('the store is gone')),
    update: () => Promise.reject(new Error('the store is gone')),
  }
  const end = watch(cloud, broken, (message, error) => told.push(`${message} ${String(error)}`))
  const { id } = await cloud.createMachine({ name: 'web', cores: 1, memory: 1 })
  await cloud.startMachine(id)
  clock.advance(1000)
  await rest()
  expect(told).toEqual(['what the hypervisor told of a machine was not taken over: Error: the store is gone'])
  expect((await cloud.getMachine(id)).state).toBe('running')
  end()
  await cloud.kill(id, 'died')
  await rest()
  expect(told).toHaveLength(1)
})

test('what happens to a machine before its Entity is known is known with it', async () => {
  const demo = openDemo()
  const id = 'urn:uuid:3a3ecb46-0b29-4d7f-8d6c-0c1a8ea0ff5b'
  await demo.cloud.createMachine({ id, name: 'web', cores: 1, memory: 1 })
  await demo.cloud.startMachine(id)
  await demo.pass(1000)
  await demo.server.entities.create({ kind: compute11, id, location: '/compute/web' })
  await expect.poll(async () => (await known(demo))[0]?.attributes['occi.compute.state']).toBe('active')
})
