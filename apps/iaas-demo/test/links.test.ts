import { beforeEach, describe, expect, test } from 'vitest'

import {
  act,
  compute,
  ipNetwork,
  ipNetworkInterface,
  link,
  network,
  networkInterface,
  openDemo,
  rest,
  set,
  storage,
  storageLink,
  whole,
  type Demo,
} from './_demo.ts'

let demo: Demo
let machine: string
let lan: string
let disk: string

beforeEach(async () => {
  demo = openDemo()
  machine = await demo.make(compute, set('occi.core.title', 'web'))
  lan = await demo.make(network, ipNetwork, set('occi.network.address', '10.1.0.0/24'))
  disk = await demo.make(storage, set('occi.storage.size', 5))
  await demo.pass(1000)
})

function join(kind: string, target: string, ...more: readonly string[]): Promise<string> {
  return demo.make(kind, set('occi.core.source', machine), set('occi.core.target', target), ...more)
}

describe('a networkinterface', () => {
  // verifies('I-070', 'I-071', 'I-072', 'I-073', 'I-077')
  test('gets device, MAC and address, and is the interface with its id', async () => {
    const answer = await demo.send('GET', await join(networkInterface, lan, ipNetworkInterface))
    expect(answer.attribute('occi.networkinterface.interface')).toBe('eth0')
    expect(answer.attribute('occi.networkinterface.mac')).toMatch(/^02(:[0-9a-f]{2}){5}$/)
    expect(answer.attribute('occi.networkinterface.address')).toBe('10.1.0.1')
    expect(answer.attribute('occi.networkinterface.allocation')).toBe('dynamic')
    expect((await demo.cloud.inventory()).interfaces).toMatchObject([
      { id: answer.attribute('occi.core.id'), device: 'eth0', address: '10.1.0.1' },
    ])
  })

  test('takes what it is told, in the spelling of the client', async () => {
    const told = [
      set('occi.networkinterface.mac', '02-AA-BB-CC-DD-EE'),
      set('occi.networkinterface.address', '10.1.0.9/24'),
      set('occi.networkinterface.gateway', '10.1.0.254'),
      set('occi.networkinterface.allocation', 'static'),
    ]
    const answer = await demo.send('GET', await join(networkInterface, lan, ipNetworkInterface, ...told))
    expect(answer.lines).toEqual(expect.arrayContaining(told))
    expect((await demo.cloud.inventory()).interfaces).toMatchObject([
      { mac: '02:aa:bb:cc:dd:ee', address: '10.1.0.9', gateway: '10.1.0.254', allocation: 'static' },
    ])
  })

  test.each([
    ['an address outside of the plan', set('occi.networkinterface.address', '10.2.0.9')],
    ['a static address that is not said', set('occi.networkinterface.allocation', 'static')],
    ['the MAC of a group', set('occi.networkinterface.mac', '01:00:5e:00:00:01')],
  ])('refuses %s', async (_title, told) => {
    const before = await whole(demo)
    const ends = [set('occi.core.source', machine), set('occi.core.target', lan)]
    const answer = await demo.send(
      'POST',
      '/networkinterface/',
      networkInterface,
      ipNetworkInterface,
      ...ends,
      told,
    )
    expect(answer.status).toBe(400)
    expect(await whole(demo)).toEqual(before)
  })

  // verifies('I-074')
  test('is active while its machine runs and its network is up, without anybody asking', async () => {
    const path = await join(networkInterface, lan)
    const state = async () =>
      (await demo.server.entities.get({ location: path }))?.attributes['occi.networkinterface.state']
    expect(await state()).toBe('inactive')
    await act(demo, lan, 'up')
    await rest()
    expect(await state()).toBe('active')
    await act(demo, machine, 'stop')
    await rest()
    expect(await state()).toBe('inactive')
    expect((await demo.send('GET', path)).actions).toEqual([])
  })

  test('is changed, and moved to another network with another address', async () => {
    const path = await join(networkInterface, lan, ipNetworkInterface)
    const changed = await demo.send('POST', path, set('occi.networkinterface.address', '10.1.0.77'))
    expect(changed.attribute('occi.networkinterface.address')).toBe('10.1.0.77')
    const other = await demo.make(network, ipNetwork, set('occi.network.address', '10.2.0.0/24'))
    const moved = await demo.send('POST', path, set('occi.core.target', other))
    expect(moved.status).toBe(200)
    expect(moved.attribute('occi.networkinterface.address')).toBe('10.2.0.1')
    const [id] = (await demo.cloud.inventory()).networks.filter(({ cidr }) => cidr === '10.2.0.0/24')
    expect((await demo.cloud.inventory()).interfaces).toMatchObject([
      { networkId: id?.id, address: '10.2.0.1' },
    ])
  })

  test('that leads out of the service is kept, and the hypervisor knows nothing of it', async () => {
    const path = await join(networkInterface, 'http://other.example.com/network/7')
    const answer = await demo.send('GET', path)
    expect(answer.attribute('occi.networkinterface.state')).toBe('inactive')
    expect(answer.attribute('occi.networkinterface.interface')).toBe('external')
    expect((await demo.cloud.inventory()).interfaces).toEqual([])
    expect((await demo.send('POST', path, set('occi.core.target', lan))).status).toBe(200)
    expect((await demo.cloud.inventory()).interfaces).toHaveLength(1)
    expect(
      (await demo.send('POST', path, set('occi.core.target', 'http://other.example.com/n/8'))).status,
    ).toBe(200)
    expect((await demo.cloud.inventory()).interfaces).toEqual([])
    expect((await demo.send('DELETE', path)).status).toBe(200)
  })

  // verifies('I-075')
  test('does not lead to a storage', async () => {
    const ends = [set('occi.core.source', machine), set('occi.core.target', disk)]
    expect((await demo.send('POST', '/networkinterface/', networkInterface, ...ends)).status).toBe(400)
    expect((await demo.cloud.inventory()).interfaces).toEqual([])
  })
})

describe('a storagelink', () => {
  // verifies('I-080', 'I-081', 'I-082', 'I-084')
  test('gets a device, is the attachment with its id, and has no Actions', async () => {
    const answer = await demo.send(
      'GET',
      await join(storageLink, disk, set('occi.storagelink.mountpoint', '/srv')),
    )
    expect(answer.attribute('occi.storagelink.deviceid')).toBe('vdb')
    expect(answer.attribute('occi.storagelink.mountpoint')).toBe('/srv')
    expect(answer.attribute('occi.storagelink.state')).toBe('inactive')
    expect(answer.actions).toEqual([])
    expect((await demo.cloud.inventory()).attachments).toMatchObject([
      { id: answer.attribute('occi.core.id'), device: 'vdb', mountpoint: '/srv' },
    ])
  })

  test('is active once the storage is online, without anybody asking', async () => {
    const path = await join(storageLink, disk)
    await act(demo, disk, 'online')
    await rest()
    const entity = await demo.server.entities.get({ location: path })
    expect(entity?.attributes['occi.storagelink.state']).toBe('active')
  })

  test('a storage has one machine at a time', async () => {
    const path = await join(storageLink, disk)
    const other = await demo.make(compute)
    const before = await whole(demo)
    const ends = [set('occi.core.source', other), set('occi.core.target', disk)]
    const refused = await demo.send('POST', '/storagelink/', storageLink, ...ends)
    expect(refused.status).toBe(409)
    expect(refused.lines.join()).toContain('is attached to machine')
    expect(await whole(demo)).toEqual(before)
    await demo.send('DELETE', path)
    expect((await demo.send('POST', '/storagelink/', storageLink, ...ends)).status).toBe(201)
  })

  test('is changed, and moved to another machine', async () => {
    const path = await join(storageLink, disk)
    const told = [set('occi.storagelink.deviceid', '/dev/vdk'), set('occi.storagelink.mountpoint', '/var')]
    expect((await demo.send('POST', path, ...told)).lines).toEqual(expect.arrayContaining(told))
    const other = await demo.make(compute)
    const moved = await demo.send('POST', path, set('occi.core.source', other))
    expect(moved.attribute('occi.storagelink.deviceid')).toBe('vdb')
    expect((await demo.send('GET', other)).lines.join()).toContain(path)
    expect((await demo.send('GET', machine)).lines.join()).not.toContain(path)
  })

  // verifies('I-085')
  test('leads to a container of a CDMI service as well', async () => {
    const container = 'http://cdmi.example.com/cdmi_objectid/00007e7f00102e230ed82694daa975d2'
    const path = await join(
      storageLink,
      container,
      set('occi.storagelink.deviceid', '00007e7f00102e230ed82694daa975d2'),
    )
    const answer = await demo.send('GET', path)
    expect(answer.attribute('occi.storagelink.deviceid')).toBe('00007e7f00102e230ed82694daa975d2')
    expect(answer.attribute('occi.core.target')).toBe(container)
    expect(answer.attribute('occi.storagelink.state')).toBe('inactive')
    const silent = await demo.send('GET', await join(storageLink, container))
    expect(silent.attribute('occi.storagelink.deviceid')).toBe('00007e7f00102e230ed82694daa975d2')
    expect((await demo.cloud.inventory()).attachments).toEqual([])
  })

  test('does not start from what is no machine', async () => {
    const ends = [set('occi.core.source', lan), set('occi.core.target', disk)]
    const refused = await demo.send('POST', '/storagelink/', storageLink, ...ends)
    expect(refused.status).toBe(400)
    expect(refused.lines.join()).toContain('there is no machine')
  })
})

test('a compute that is deleted frees all that it had', async () => {
  const empty = await demo.cloud.usage()
  const path = await demo.make(compute, set('occi.compute.cores', 4), link(lan), link(disk))
  expect((await demo.cloud.inventory()).interfaces).toHaveLength(1)
  expect((await demo.send('DELETE', path)).status).toBe(200)
  const { interfaces, attachments, machines } = await demo.cloud.inventory()
  expect([interfaces, attachments, machines.length]).toEqual([[], [], 1])
  expect(await demo.cloud.usage()).toEqual(empty)
})

test('when the second Link is refused, neither the first nor the compute has ever been', async () => {
  await join(storageLink, disk)
  const before = await whole(demo)
  const refused = await demo.send('POST', '/compute/', compute, link(lan), link(disk))
  expect(refused.status).toBe(409)
  expect(await whole(demo)).toEqual(before)
})

test('when a Link that comes with an update is refused, the update is taken back', async () => {
  const other = await demo.make(compute, link(disk))
  await demo.pass(1000)
  const before = await whole(demo)
  const update = [set('occi.compute.cores', 4), set('occi.core.title', 'other'), link(lan), link(disk)]
  expect((await demo.send('POST', machine, ...update)).status).toBe(409)
  expect(await whole(demo)).toEqual(before)
  expect((await demo.send('GET', other)).status).toBe(200)
})
