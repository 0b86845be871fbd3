import type { Change, Commit, Reservation, Scope } from '@occi/core'
import { MemoryRegistry } from '@occi/registry-memory'
import { describe, expect, test } from 'vitest'

import { createDemo } from '../src/demo.ts'
import { expectConsistent } from './_consistent.ts'
import {
  act,
  compute,
  ipNetwork,
  ipNetworkInterface,
  known,
  link,
  network,
  networkInterface,
  openDemo,
  os,
  rest,
  set,
  size,
  sshKey,
  storage,
  storageLink,
  whole,
  type Demo,
} from './_demo.ts'

const never = new Promise<never>(() => {})

/** A Registry whose process dies at a point of an operation: what it was asked for is never answered. */
class DyingRegistry extends MemoryRegistry {
  dies: 'no' | 'before the Backends' | 'after the Backends' = 'no'

  override async reserve(reservation: Omit<Reservation, 'id'>, scope: Scope): Promise<Reservation> {
    const held = await super.reserve(reservation, scope)
    return this.dies === 'before the Backends' ? never : held
  }

  override commit(changes: readonly Change[], scope: Scope, reservation?: Reservation): Promise<Commit> {
    const dies = reservation !== undefined && this.dies === 'after the Backends'
    return dies ? never : super.commit(changes, scope, reservation)
  }
}

interface Places {
  readonly machine: string
  readonly stopped: string
  readonly net: string
  readonly plain: string
  readonly disk: string
  readonly nic: string
  readonly attachment: string
}

/** A small cloud with one of everything, whose machines have booted. */
async function furnish(demo: Demo): Promise<Places> {
  const net = await demo.make(network, ipNetwork, set('occi.network.address', '10.7.0.0/24'))
  const plain = await demo.make(network)
  const disk = await demo.make(storage, set('occi.storage.size', 10))
  const stopped = await demo.make(compute, set('occi.compute.cores', 2))
  const machine = await demo.make(compute, size('small'), sshKey, set('occi.credentials.ssh.publickey', 'k'))
  const ends = (target: string) => [set('occi.core.source', machine), set('occi.core.target', target)]
  const nic = await demo.make(networkInterface, ipNetworkInterface, ...ends(net))
  const attachment = await demo.make(storageLink, ...ends(disk))
  await demo.pass(1000)
  await act(demo, stopped, 'stop', set('method', 'poweroff'))
  return { machine, stopped, net, plain, disk, nic, attachment }
}

const mixin = (scheme: string, term: string) => `Category: ${term}; scheme="${scheme}#"`
const templates = 'http://example.com/occi/templates/resource'

/** What may be cut off, each leaving the cloud as it was, or done. */
const deeds: Readonly<Record<string, (demo: Demo, at: Places) => Promise<unknown>>> = {
  'a compute with Links': (demo, { net }) => demo.send('POST', '/', compute, link(net), link(net)),
  'a network': (demo) =>
    demo.send('POST', '/', network, ipNetwork, set('occi.network.address', '10.8.0.0/24')),
  'a storage': (demo) => demo.send('POST', '/', storage, set('occi.storage.size', 5)),
  'an interface': (demo, { stopped, net }) =>
    demo.send('POST', '/', networkInterface, set('occi.core.source', stopped), set('occi.core.target', net)),
  'another size': (demo, { machine }) => demo.send('POST', machine, set('occi.compute.cores', 7)),
  'another template': (demo, { machine }) => demo.send('POST', machine, mixin(templates, 'large')),
  'a replacement': (demo, { stopped }) =>
    demo.send('PUT', stopped, compute, set('occi.compute.cores', 3), set('occi.core.title', 'new')),
  'another image': (demo, { stopped }) => demo.send('POST', stopped, os('alpine-3.22')),
  'an image put on': (demo, { stopped }) =>
    demo.send('POST', '/mixin/os_tpl/alpine-3.22/', `X-OCCI-Location: ${stopped}`),
  'a key taken off': (demo, { machine }) =>
    demo.send('DELETE', '/mixin/ssh_key/', `X-OCCI-Location: ${machine}`),
  'a Link added by an update': (demo, { machine, plain }) => demo.send('POST', machine, link(plain)),
  'another plan': (demo, { plain }) =>
    demo.send('POST', plain, ipNetwork, set('occi.network.address', '10.9.0.0/24')),
  'a label': (demo, { net }) => demo.send('POST', net, set('occi.network.label', 'blue')),
  'a larger storage': (demo, { disk }) => demo.send('POST', disk, set('occi.storage.size', 20)),
  'another address': (demo, { nic }) =>
    demo.send('POST', nic, set('occi.networkinterface.address', '10.7.0.99')),
  'another network': (demo, { nic, plain }) => demo.send('POST', nic, set('occi.core.target', plain)),
  'another machine': (demo, { attachment, stopped }) =>
    demo.send('POST', attachment, set('occi.core.source', stopped)),
  'a target outside': (demo, { attachment }) =>
    demo.send('POST', attachment, set('occi.core.target', 'http://cdmi.example.com/box')),
  'an interface deleted': (demo, { nic }) => demo.send('DELETE', nic),
  'an attachment deleted': (demo, { attachment }) => demo.send('DELETE', attachment),
  'a compute deleted': (demo, { stopped }) => demo.send('DELETE', stopped),
  'a compute with Links deleted': (demo, { machine }) => demo.send('DELETE', machine),
  'a network deleted': (demo, { plain }) => demo.send('DELETE', plain),
  'a start': (demo, { stopped }) => act(demo, stopped, 'start'),
  'a stop': (demo, { machine }) => act(demo, machine, 'stop', set('method', 'graceful')),
  'a save': (demo, { machine }) =>
    act(demo, machine, 'save', set('method', 'deferred'), set('name', 'golden')),
  'a network brought up': (demo, { net }) => act(demo, net, 'up'),
  'a storage resized': (demo, { disk }) => act(demo, disk, 'resize', set('size', 15)),
}

describe.each(['before the Backends', 'after the Backends'] as const)('a process that dies %s', (point) => {
  test.each(Object.keys(deeds))('%s', async (name) => {
    const registry = new DyingRegistry()
    const demo = openDemo({}, (cloud) => createDemo(cloud, { registry }))
    const places = await furnish(demo)
    const before = await whole(demo)
    registry.dies = point
    void deeds[name]?.(demo, places)
    await rest()
    await rest()
    registry.dies = 'no'
    const next = createDemo(demo.cloud, { registry, log: () => {} })
    await next.start()
    expect(await registry.reservations()).toEqual([])
    const after = { ...demo, server: next }
    await expectConsistent(after)
    if (point === 'before the Backends') expect(await whole(after)).toEqual(before)
    await demo.pass(10_000)
    await expectConsistent(after)
  })
})

test('what cannot be set back is shown as it is', async () => {
  const registry = new DyingRegistry()
  const hosts = [{ id: 'a', cores: 4, memory: 8 }]
  const demo = openDemo({ hosts }, (cloud) => createDemo(cloud, { registry }))
  const path = await demo.make(compute, set('occi.compute.cores', 4))
  registry.dies = 'after the Backends'
  void demo.send('POST', path, set('occi.compute.cores', 1))
  await rest()
  registry.dies = 'no'
  await demo.cloud.createMachine({ name: 'in between', cores: 2, memory: 1 })
  await createDemo(demo.cloud, { registry, log: () => {} }).start()
  expect((await known(demo))[0]?.attributes).toMatchObject({ 'occi.compute.cores': 1 })
})
