import { systemScope, type Registry } from '@occi/core'
import { expect, test } from 'vitest'

import { openData } from '../src/data.ts'
import { createDemo } from '../src/demo.ts'
import { sweep } from '../src/reconcile/sweep.ts'
import { compute, link, network, openDemo, set, storage, storageLink, type Demo } from './_demo.ts'
import { cloudFile, expectSound } from './_file.ts'

interface Opened {
  readonly demo: Demo
  readonly registry: Registry
  readonly sweepAll: () => Promise<readonly string[]>
  readonly idAt: (location: string) => Promise<string>
  readonly close: () => Promise<void>
}

async function openFile(path: string): Promise<Opened> {
  const { registry, database, hypervisor } = await openData(path)
  if (database === undefined) throw new Error('there is no file')
  const demo = openDemo(hypervisor, (cloud) => createDemo(cloud, { registry, log: () => {} }))
  const sides = { database, registry, hypervisor: demo.cloud, entities: demo.server.entities }
  const idAt = async (location: string) => (await registry.get(location, systemScope))?.id ?? ''
  const close = async () => {
    await demo.server.close()
    database.close()
  }
  return { demo, registry, sweepAll: () => sweep(sides), idAt, close }
}

test('what one side has and the other does not is taken away; all else stays', async () => {
  using file = cloudFile()
  const { demo, sweepAll, idAt, close } = await openFile(file.path)
  const net = await demo.make(network)
  const disk = await demo.make(storage, set('occi.storage.size', 3))
  const kept = await demo.make(compute, link(net), link(disk))
  const bare = await demo.make(compute, link(net))
  const outside = await demo.make(
    storageLink,
    set('occi.core.source', kept),
    set('occi.core.target', 'http://cdmi.example.com/box'),
  )
  expect(await sweepAll()).toEqual([])
  const gone = await idAt(bare)
  await demo.cloud.destroyMachine(gone)
  const stray = await demo.cloud.createMachine({ name: 'stray', cores: 1, memory: 1 })
  const { id: strayNetwork } = await demo.cloud.createNetwork({ name: 'stray' })
  const nic = await demo.cloud.attachInterface(await idAt(kept), strayNetwork)
  expect((await sweepAll()).toSorted()).toEqual(
    [
      `Entity ${gone} had nothing behind it: removed`,
      `interface ${nic.id} had no Entity: destroyed`,
      `machine ${stray.id} had no Entity: destroyed`,
      `network ${strayNetwork} had no Entity: destroyed`,
    ].toSorted(),
  )
  expect((await demo.send('GET', bare)).status).toBe(404)
  for (const path of [net, disk, kept, outside]) expect((await demo.send('GET', path)).status).toBe(200)
  expect(await sweepAll()).toEqual([])
  await close()
  await expectSound(file.path)
})

test('what is reserved belongs to a request that has not ended', async () => {
  using file = cloudFile()
  const { demo, registry, sweepAll, idAt, close } = await openFile(file.path)
  const location = await demo.make(compute)
  const entity = await registry.get(location, systemScope)
  if (entity === undefined) throw new Error('it is not there')
  const changes = [{ type: 'delete', entity }] as const
  const reservation = await registry.reserve({ operation: 'delete', requestId: 'r', changes }, systemScope)
  await demo.cloud.destroyMachine(await idAt(location))
  expect(await sweepAll()).toEqual([])
  await registry.release(reservation)
  expect(await sweepAll()).toHaveLength(1)
  await close()
})
