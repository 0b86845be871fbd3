import { defineExtension, defineMixin, Refusal } from '@occi/core'
import { infrastructure } from '@occi/infrastructure'
import { MemoryRegistry } from '@occi/registry-memory'
import { textRenderings } from '@occi/render-text'
import { createServer, type OcciServer } from '@occi/server'
import { describe, expect, test } from 'vitest'

import { createBackends, resourceTemplates } from '../src/backends/index.ts'
import { HypervisorError, type Hypervisor } from '../src/hypervisor/index.ts'
import {
  act,
  compute,
  ipNetwork,
  ipNetworkInterface,
  network,
  networkInterface,
  openDemo,
  os,
  set,
  size,
  sshKey,
  storage,
  storageLink,
  whole,
  type Demo,
} from './_demo.ts'

/** A Mixin that is called last and refuses, so that all before it has to be taken back. */
const never = defineMixin({ scheme: 'http://example.com/test#', term: 'never', location: '/mixin/never/' })
const refused = 'Category: never; scheme="http://example.com/test#"'

function serveWithNever(hypervisor: Hypervisor): OcciServer {
  const { backends, providers } = createBackends(hypervisor)
  const refuse = () => {
    throw new Refusal('never', { status: 409 })
  }
  return createServer({
    registry: new MemoryRegistry(),
    renderings: textRenderings,
    extensions: [
      infrastructure({ legacy11: true }),
      resourceTemplates,
      defineExtension({ name: 'test', mixins: [never] }),
    ],
    backends: [...backends, { categories: [never], backend: { create: refuse } }],
    providers,
  })
}

async function expectUndone(demo: Demo, method: string, path: string, ...lines: readonly string[]) {
  const before = await whole(demo)
  const answer = await demo.send(method, path, ...lines)
  expect([answer.status, answer.lines.join()]).toEqual([409, expect.stringContaining('never')])
  expect(await whole(demo)).toEqual(before)
}

describe('what is refused at last was never there', () => {
  test.each([
    [
      'compute',
      [compute, os('alpine-3.22'), size('large'), sshKey, set('occi.credentials.ssh.publickey', 'k')],
    ],
    ['network', [network, ipNetwork]],
    ['storage', [storage, set('occi.storage.size', 3)]],
  ])('a new %s', async (_noun, lines) => {
    await expectUndone(openDemo({}, serveWithNever), 'POST', '/', ...lines, refused)
  })

  test('new Links', async () => {
    const { demo, machine, lan, disk } = await furnished()
    const source = set('occi.core.source', machine)
    await expectUndone(demo, 'POST', '/', networkInterface, source, set('occi.core.target', lan), refused)
    await expectUndone(demo, 'POST', '/', storageLink, source, set('occi.core.target', disk), refused)
  })

  test.each(['POST', 'PUT'])('changes of a compute by %s', async (method) => {
    const { demo, machine } = await furnished()
    const lines = [os('alpine-3.22'), size('large'), set('occi.core.title', 'new'), refused]
    await expectUndone(demo, method, machine, ...(method === 'PUT' ? [compute] : []), ...lines)
  })

  test('another architecture and no key any more', async () => {
    const { demo, machine } = await furnished()
    await expectUndone(demo, 'PUT', machine, compute, set('occi.compute.architecture', 'x86'), refused)
  })

  test('another plan of a network that had one, or showed none', async () => {
    const { demo, lan } = await furnished()
    const plan = [set('occi.network.address', '10.9.0.0/24'), set('occi.network.allocation', 'static')]
    await expectUndone(demo, 'POST', await demo.make(network), ipNetwork, ...plan, refused)
    const own = await demo.make(network, ipNetwork, set('occi.network.address', '10.8.0.0/24'))
    await expectUndone(demo, 'POST', own, ...plan, set('occi.network.vlan', 4), refused)
    await expectUndone(demo, 'POST', lan, set('occi.core.title', 'wan'), refused)
  })

  test('a network that loses its plan, with a gateway or without, and one that lost it before', async () => {
    const { demo } = await furnished()
    const plan = set('occi.network.address', '10.8.0.0/24')
    const way = set('occi.network.gateway', '10.8.0.9')
    const [open, bare] = [
      await demo.make(network, ipNetwork, plan, way, set('occi.network.allocation', 'static')),
      await demo.make(network, ipNetwork, plan),
    ]
    for (const path of [open, bare]) await expectUndone(demo, 'PUT', path, network, refused)
    await expectUndone(demo, 'POST', bare, way, refused)
    await demo.send('DELETE', '/mixin/ipnetwork/', `X-OCCI-Location: ${open}`)
    await expectUndone(demo, 'POST', open, set('occi.core.title', 'wan'), refused)
  })

  test('another size of a storage', async () => {
    const { demo, disk } = await furnished()
    await expectUndone(
      demo,
      'POST',
      disk,
      set('occi.storage.size', 8),
      set('occi.core.title', 'new'),
      refused,
    )
  })

  test('a networkinterface that is changed, moved, or led out of the service', async () => {
    const { demo, machine, lan } = await furnished()
    const [first, path] = [await joined(demo, machine, lan), await joined(demo, machine, lan)]
    // The second stays eth1 although eth0 is free.
    await demo.send('DELETE', first)
    const other = await demo.make(network)
    const changed = [set('occi.networkinterface.mac', '02:00:00:00:00:09'), ipNetworkInterface]
    await expectUndone(
      demo,
      'POST',
      path,
      ...changed,
      set('occi.networkinterface.address', '10.0.0.99'),
      refused,
    )
    await expectUndone(demo, 'POST', path, set('occi.core.target', other), refused)
    await expectUndone(demo, 'POST', path, set('occi.core.source', await demo.make(compute)), refused)
    await expectUndone(demo, 'POST', path, set('occi.core.target', 'http://other.example.com/n/1'), refused)
  })

  test('a storagelink that is changed, moved, or led out of the service', async () => {
    const { demo, machine, disk } = await furnished()
    const ends = [set('occi.core.source', machine), set('occi.core.target', disk)]
    const path = await demo.make(storageLink, ...ends, set('occi.storagelink.mountpoint', '/srv'))
    const changed = [set('occi.storagelink.deviceid', 'vdx'), set('occi.storagelink.mountpoint', '/new')]
    await expectUndone(demo, 'POST', path, ...changed, refused)
    const other = await demo.make(storage, set('occi.storage.size', 1))
    await expectUndone(demo, 'POST', path, set('occi.core.target', other), refused)
    await expectUndone(demo, 'POST', path, set('occi.core.source', await demo.make(compute)), refused)
    await expectUndone(demo, 'POST', path, set('occi.core.target', 'http://cdmi.example.com/7'), refused)
  })
})

test('Mixins that leave many leave none where the hypervisor fails at the second', async () => {
  const { demo, machine } = await furnished()
  const other = await demo.make(compute, sshKey, set('occi.credentials.ssh.publickey', 'k'))
  const before = await whole(demo)
  // It fails at the second call, and works again for the one that takes the first back.
  const update = demo.cloud.updateMachine.bind(demo.cloud)
  let calls = 0
  demo.cloud.updateMachine = (id, change) => {
    calls += 1
    return calls === 2 ? Promise.reject(new HypervisorError('fault', 'never')) : update(id, change)
  }
  const locations = [machine, other].map((path) => `X-OCCI-Location: ${path}`)
  expect((await demo.send('DELETE', '/mixin/ssh_key/', ...locations)).status).toBe(500)
  expect(calls).toBe(3)
  expect(await whole(demo)).toEqual(before)
})

test('networks have their plans again where the Mixin does not leave them all', async () => {
  const { demo } = await furnished()
  const plan = set('occi.network.address', '10.8.0.0/24')
  const first = await demo.make(network, ipNetwork, plan, set('occi.network.gateway', '10.8.0.9'))
  const second = await demo.make(network, ipNetwork, plan)
  const third = await demo.make(network, ipNetwork, set('occi.network.address', '10.9.0.0/24'))
  await joined(demo, await demo.make(compute), third)
  const before = await whole(demo)
  const locations = [first, second, third].map((path) => `X-OCCI-Location: ${path}`)
  expect((await demo.send('DELETE', '/mixin/ipnetwork/', ...locations)).status).toBe(409)
  expect(await whole(demo)).toEqual(before)
})

/** A stopped compute with a key, a network and a storage. */
async function furnished() {
  const demo = openDemo({}, serveWithNever)
  const machine = await demo.make(
    compute,
    os('debian-13'),
    sshKey,
    set('occi.credentials.ssh.publickey', 'k'),
  )
  const lan = await demo.make(network)
  const disk = await demo.make(storage, set('occi.storage.size', 5))
  await demo.pass(1000)
  // This service is not told of what the hypervisor does by itself: a look tells it.
  await demo.send('GET', machine)
  await act(demo, machine, 'stop')
  return { demo, machine, lan, disk }
}

function joined(demo: Demo, source: string, target: string): Promise<string> {
  return demo.make(networkInterface, set('occi.core.source', source), set('occi.core.target', target))
}
