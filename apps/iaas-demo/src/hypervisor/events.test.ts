import { expect, test } from 'vitest'

import { small, testCloud } from './_cloud.ts'

import type { HypervisorEvent } from './events.ts'

/** An event in short: what it is of, and what it tells. */
function short(event: HypervisorEvent): string {
  if (event.type === 'machine') return `${event.change} ${event.machine.state}`
  const { device, state } = event.type === 'interface' ? event.interface : event.attachment
  return `${device} ${state}`
}

test('what comes about by itself is told of, what a call answered is not', async () => {
  const { cloud, clock, events } = testCloud()
  const { id } = await cloud.createMachine(small)
  await cloud.startMachine(id)
  expect(events).toEqual([])
  clock.advance(1000)
  await cloud.restartMachine(id)
  clock.advance(1500)
  await cloud.saveMachine(id, { method: 'deferred' })
  clock.advance(2000)
  await cloud.suspendMachine(id)
  clock.advance(250)
  await cloud.startMachine(id)
  clock.advance(250)
  cloud.faults.failNext('stop', 'stuck')
  await cloud.stopMachine(id)
  clock.advance(500)
  expect(events.map(short)).toEqual([
    'boot-finished running',
    'stop-finished booting',
    'boot-finished running',
    'stop-finished saving',
    'save-finished booting',
    'boot-finished running',
    'suspend-finished suspended',
    'resume-finished running',
    'stop-failed failed',
  ])
})

test('interfaces and attachments follow their machine, network and volume', async () => {
  const { cloud, clock, events } = testCloud()
  const { id } = await cloud.createMachine(small)
  const network = await cloud.createNetwork({ name: 'lan' })
  const down = await cloud.createNetwork({ name: 'down' })
  const volume = await cloud.createVolume({ name: 'data', sizeGb: 1 })
  await cloud.upNetwork(network.id)
  await cloud.onlineVolume(volume.id)
  await cloud.attachInterface(id, network.id)
  await cloud.attachInterface(id, down.id)
  await cloud.attachVolume(id, volume.id)
  await cloud.startMachine(id)
  expect(events).toEqual([])
  clock.advance(1000)
  await cloud.downNetwork(network.id)
  await cloud.upNetwork(network.id)
  await cloud.offlineVolume(volume.id)
  await cloud.kill(id, 'bang')
  expect(events.map(short)).toEqual([
    'boot-finished running',
    'eth0 active',
    'vdb active',
    'eth0 inactive',
    'eth0 active',
    'vdb inactive',
    'died failed',
    'eth0 inactive',
  ])
})

test('a machine that is up again within one call moves no interface', async () => {
  const { cloud, events } = testCloud({ bootMs: 0 })
  const { id } = await cloud.createMachine(small)
  const network = await cloud.createNetwork({ name: 'lan' })
  await cloud.upNetwork(network.id)
  await cloud.attachInterface(id, network.id)
  await cloud.startMachine(id)
  await cloud.restartMachine(id)
  expect(events.map(short)).toEqual(['eth0 active'])
})

test('a listener sees the change as done, can be taken off, and harms no one by throwing', async () => {
  const errors: unknown[] = []
  const { cloud, clock, events } = testCloud({ onListenerError: (error) => errors.push(error) })
  const seen: Promise<string>[] = []
  const broken = new Error('a broken listener')
  cloud.subscribe(() => {
    throw broken
  })
  const stop = cloud.subscribe((event) => {
    if (event.type === 'machine') seen.push(cloud.getMachine(event.machine.id).then(({ state }) => state))
  })
  const { id } = await cloud.createMachine(small)
  await cloud.startMachine(id)
  clock.advance(1000)
  stop()
  stop()
  await cloud.kill(id, 'bang')
  expect(await Promise.all(seen)).toEqual(['running'])
  expect(errors).toEqual([broken, broken])
  expect(events).toHaveLength(2)
})
