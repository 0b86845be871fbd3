import { openDatabase } from '@occi/registry-sqlite'
import { expect, test } from 'vitest'

import { small, testCloud } from './_cloud.ts'
import { HypervisorError } from './errors.ts'
import { Hypervisor } from './hypervisor.ts'
import { seededRandom } from './random.ts'
import { createSqliteStore } from './sqlite/sqlite-store.ts'
import { createMemoryStore, type HypervisorStore } from './store.ts'

import type { TestCloud } from './_cloud.ts'
import type { Inventory } from './inventory.ts'
import type { Row } from './table.ts'

type Pick = <R extends Row>(rows: readonly R[]) => string

const hosts = [
  { id: 'a', cores: 6, memory: 6 },
  { id: 'b', cores: 3, memory: 9 },
]

/** A database that no other process has keeps time as memory does. */
const stores: Readonly<Record<'memory' | 'sqlite', () => Promise<HypervisorStore>>> = {
  memory: async () => createMemoryStore(),
  sqlite: async () => {
    const { lease: _lease, ...store } = createSqliteStore(await openDatabase(':memory:'))
    return store
  },
}

/** Everything that can be done to a cloud; `pick` chooses an id, now and then one that is not there. */
const deeds: readonly ((
  cloud: Hypervisor,
  now: Inventory,
  pick: Pick,
  number: number,
) => Promise<unknown>)[] = [
  (cloud, _now, _pick, n) => cloud.createMachine({ name: 'm', cores: 1 + (n % 4), memory: 0.3 + (n % 3) }),
  (cloud, _now, _pick, n) => cloud.createNetwork({ name: 'n', ...(n % 2 === 0 && { cidr: '10.0.0.0/29' }) }),
  (cloud, _now, _pick, n) => cloud.createVolume({ name: 'v', sizeGb: 0.7 + (n % 5) }),
  (cloud, now, pick) => cloud.attachInterface(pick(now.machines), pick(now.networks)),
  (cloud, now, pick, n) =>
    cloud.attachInterface(pick(now.machines), pick(now.networks), { address: `10.0.0.${n % 9}` }),
  (cloud, now, pick, n) => cloud.updateInterface(pick(now.interfaces), { address: `10.0.0.${n % 9}` }),
  (cloud, now, pick, n) => cloud.updateInterface(pick(now.interfaces), { mac: `02:00:00:00:00:0${n % 5}` }),
  (cloud, now, pick) => cloud.detachInterface(pick(now.interfaces)),
  (cloud, now, pick) => cloud.attachVolume(pick(now.machines), pick(now.volumes)),
  (cloud, now, pick, n) =>
    cloud.updateAttachment(pick(now.attachments), { device: n % 2 === 0 ? 'vdb' : '/dev/vdc' }),
  (cloud, now, pick) => cloud.detachVolume(pick(now.attachments)),
  (cloud, now, pick) => cloud.startMachine(pick(now.machines)),
  (cloud, now, pick) => cloud.startMachine(pick(now.machines)),
  (cloud, now, pick) => cloud.stopMachine(pick(now.machines)),
  (cloud, now, pick) => cloud.restartMachine(pick(now.machines)),
  (cloud, now, pick) => cloud.suspendMachine(pick(now.machines)),
  (cloud, now, pick) => cloud.saveMachine(pick(now.machines), { method: 'deferred' }),
  (cloud, now, pick) => cloud.kill(pick(now.machines), 'bang'),
  (cloud, now, pick, n) =>
    cloud.updateMachine(pick(now.machines), { cores: 1 + (n % 5), memory: 0.1 + (n % 4) }),
  (cloud, now, pick) => cloud.destroyMachine(pick(now.machines)),
  (cloud, now, pick, n) => cloud.updateNetwork(pick(now.networks), { gateway: `10.0.0.${n % 9}` }),
  (cloud, now, pick) => cloud.upNetwork(pick(now.networks)),
  (cloud, now, pick) => cloud.downNetwork(pick(now.networks)),
  (cloud, now, pick, n) => cloud.destroyNetwork(pick(now.networks), { force: n % 2 === 0 }),
  (cloud, now, pick, n) => cloud.updateVolume(pick(now.volumes), { sizeGb: 0.4 + (n % 6) }),
  (cloud, now, pick) => cloud.onlineVolume(pick(now.volumes)),
  (cloud, now, pick) => cloud.snapshotVolume(pick(now.volumes)),
  (cloud, now, pick) => cloud.deleteVolumeCopy(pick(now.copies)),
  (cloud, now, pick, n) => cloud.destroyVolume(pick(now.volumes), { force: n % 2 === 0 }),
]

function noneTwice(what: string, values: readonly (string | undefined)[]): void {
  const given = values.filter((value) => value !== undefined)
  expect(new Set(given).size, `${what} given twice in ${given.join(', ')}`).toBe(given.length)
}

function checkHosts({ hosts: all, machines }: Inventory): void {
  for (const host of all) {
    const own = machines.filter(({ hostId }) => hostId === host.id)
    expect(host.usedCores).toBe(own.reduce((total, { cores }) => total + cores, 0))
    expect(host.usedCores).toBeLessThanOrEqual(host.cores)
    expect(host.usedMemory).toBeLessThanOrEqual(host.memory)
  }
}

function checkLinks({ machines, networks, interfaces, volumes, attachments }: Inventory): void {
  noneTwice(
    'a MAC',
    interfaces.map(({ mac }) => mac),
  )
  noneTwice(
    'a volume',
    attachments.map(({ volumeId }) => volumeId),
  )
  for (const { id } of machines) {
    const devices = [...interfaces, ...attachments].filter(({ machineId }) => machineId === id)
    noneTwice(
      'a device',
      devices.map(({ device }) => device.replace('/dev/', '')),
    )
  }
  for (const { id, gateway } of networks) {
    noneTwice('an address', [
      gateway,
      ...interfaces.filter((one) => one.networkId === id).map((one) => one.address),
    ])
  }
  const ids = new Set([...machines, ...networks, ...volumes].map(({ id }) => id))
  expect(interfaces.every(({ machineId, networkId }) => ids.has(machineId) && ids.has(networkId))).toBe(true)
  expect(attachments.every(({ machineId, volumeId }) => ids.has(machineId) && ids.has(volumeId))).toBe(true)
}

/** Does one thing; a refusal must have changed nothing, and anything but a refusal is a fault. Says whether it was done. */
async function step({ cloud, clock }: TestCloud, random: () => number): Promise<boolean> {
  const now = await cloud.inventory()
  const pick: Pick = (rows) => rows[Math.floor(random() * (rows.length + 0.1))]?.id ?? 'nowhere'
  const deed = deeds[Math.floor(random() * deeds.length)]
  try {
    await deed?.(cloud, now, pick, Math.floor(random() * 1000))
  } catch (error) {
    expect(error).toBeInstanceOf(HypervisorError)
    expect(await cloud.inventory()).toEqual(now)
    return false
  }
  clock.advance(Math.floor(random() * 600))
  return true
}

async function destroyAll(cloud: Hypervisor): Promise<void> {
  const { machines, networks, volumes, images } = await cloud.inventory()
  for (const { id } of machines) await cloud.destroyMachine(id)
  for (const { id } of networks) await cloud.destroyNetwork(id)
  for (const { id } of volumes) await cloud.destroyVolume(id)
  for (const { id } of images.filter(({ savedFrom }) => savedFrom !== undefined)) await cloud.deleteImage(id)
}

test.each([1, 2, 3, 4, 5, 6].flatMap((seed) => [[seed, 'memory'] as const, [seed, 'sqlite'] as const]))(
  'whatever is done, nothing is given twice and all comes back (seed %d, in %s)',
  async (seed, kind) => {
    const random = seededRandom(seed)
    const walk = testCloud({ hosts, storageGb: 20, seed, store: await stores[kind]() })
    walk.cloud.faults.failBoot(0.2)
    const empty = [await walk.cloud.inventory(), await walk.cloud.usage()]
    let done = 0
    for (let count = 0; count < 600; count += 1) {
      if (await step(walk, random)) done += 1
      const now = await walk.cloud.inventory()
      checkHosts(now)
      checkLinks(now)
      const held = [...now.volumes, ...now.copies].reduce(
        (total, { sizeGb }) => total + Math.ceil(sizeGb * 1024),
        0,
      )
      const { storage } = await walk.cloud.usage()
      expect(storage.used).toBe(held / 1024)
      expect(storage.free).toBeGreaterThanOrEqual(0)
      expect(walk.clock.waiting).toBe(now.machines.filter(({ pending }) => pending !== undefined).length)
    }
    expect(done).toBeGreaterThan(150)
    await destroyAll(walk.cloud)
    expect([await walk.cloud.inventory(), await walk.cloud.usage()]).toEqual(empty)
    expect(walk.clock.waiting).toBe(0)
  },
)

test('the same seed gives the same cloud, wherever it is kept', async () => {
  const inventories = [stores.memory, stores.memory, stores.sqlite].map(async (createStore) => {
    const walk = testCloud({ hosts, seed: 7, store: await createStore() })
    const random = seededRandom(7)
    for (let count = 0; count < 100; count += 1) await step(walk, random)
    return walk.cloud.inventory()
  })
  const [first, ...others] = await Promise.all(inventories)
  for (const other of others) expect(other).toEqual(first)
})

test('the inventory is plain data of its own', async () => {
  const { cloud } = testCloud()
  const { id } = await cloud.createMachine(small)
  const inventory = await cloud.inventory()
  expect(JSON.parse(JSON.stringify(inventory))).toEqual(inventory)
  Object.assign(inventory.machines[0] ?? {}, { name: 'changed' })
  expect((await cloud.getMachine(id)).name).toBe('web')
})

test('it needs no options, and ends with the block that uses it', async () => {
  const clock = testCloud().clock
  {
    await using cloud = new Hypervisor({ clock })
    const { id } = await cloud.createMachine(small)
    await cloud.startMachine(id)
    expect([id.length, clock.waiting]).toEqual([36, 1])
  }
  expect(clock.waiting).toBe(0)
})
