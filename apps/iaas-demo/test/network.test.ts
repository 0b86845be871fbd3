import { describe, expect, test } from 'vitest'

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
  whole,
  type Demo,
} from './_demo.ts'

const address = 'occi.network.address'
const gateway = 'occi.network.gateway'
const allocation = 'occi.network.allocation'

// verifies('I-040', 'I-041', 'I-042', 'I-043')
test('a new network is inactive, with what it was told', async () => {
  const demo = openDemo()
  const told = [set('occi.network.vlan', 7), set('occi.network.label', 'dmz')]
  const answer = await demo.send('GET', await demo.make(network, set('occi.core.title', 'lan'), ...told))
  expect(answer.lines).toEqual(expect.arrayContaining(told))
  expect(answer.attribute('occi.network.state')).toBe('inactive')
  expect(answer.attribute(address)).toBeUndefined()
  expect((await demo.cloud.inventory()).networks).toMatchObject([
    { id: answer.attribute('occi.core.id'), name: 'lan', vlan: 7, label: 'dmz', state: 'down' },
  ])
})

// verifies('I-044', 'I-045')
test('it is brought up and down', async () => {
  const demo = openDemo()
  const path = await demo.make(network)
  expect((await demo.send('GET', path)).actions).toEqual(['up'])
  const up = await act(demo, path, 'up')
  expect([up.attribute('occi.network.state'), up.actions]).toEqual(['active', ['down']])
  expect((await act(demo, path, 'up')).status).toBe(409)
  const down = await act(demo, path, 'down')
  expect([down.attribute('occi.network.state'), down.actions]).toEqual(['inactive', ['up']])
})

describe('ipnetwork', () => {
  // verifies('I-048', 'I-051')
  test('shows the plan that the pool gave where none was asked for', async () => {
    const demo = openDemo()
    const answer = await demo.send('GET', await demo.make(network, ipNetwork))
    expect(answer.attribute(address)).toBe('10.0.0.0/24')
    expect(answer.attribute(gateway)).toBe('10.0.0.1')
    expect(answer.attribute(allocation)).toBe('dynamic')
  })

  // verifies('I-049', 'I-050', 'I-051')
  test.each([
    ['192.168.0.1/24', '192.168.0.254', 'static'],
    ['fc00::/7', 'fc00::1', 'dynamic'],
  ])('takes %s with %s', async (range, via, mode) => {
    const demo = openDemo()
    const told = [set(address, range), set(gateway, via), set(allocation, mode)]
    const answer = await demo.send('GET', await demo.make(network, ipNetwork, ...told))
    expect(answer.lines).toEqual(expect.arrayContaining(told))
  })

  test('a gateway outside of the plan is refused, and nothing stays', async () => {
    const demo = openDemo()
    const before = await whole(demo)
    const told = [set(address, '10.9.0.0/24'), set(gateway, '10.8.0.1')]
    const refused = await demo.send('POST', '/network/', network, ipNetwork, ...told)
    expect(refused.status).toBe(400)
    expect(refused.lines.join()).toContain('10.8.0.1 is not an address that 10.9.0.0/24 can give out')
    expect(await whole(demo)).toEqual(before)
  })

  test('another plan takes the gateway along only if it fits', async () => {
    const demo = openDemo()
    const path = await demo.make(network, ipNetwork, set(address, '10.1.0.0/24'), set(gateway, '10.1.0.7'))
    expect((await demo.send('POST', path, set(address, '10.1.0.0/16'))).attribute(gateway)).toBe('10.1.0.7')
    expect((await demo.send('POST', path, set(address, '10.2.0.0/16'))).attribute(gateway)).toBeUndefined()
    expect((await demo.cloud.inventory()).networks).toMatchObject([{ cidr: '10.2.0.0/16' }])
  })

  test('can come later and go again', async () => {
    const demo = openDemo()
    const path = await demo.make(network)
    await demo.send('POST', '/mixin/ipnetwork/', `X-OCCI-Location: ${path}`)
    expect((await demo.send('GET', path)).attribute(address)).toBe('10.0.0.0/24')
    await demo.send('DELETE', '/mixin/ipnetwork/', `X-OCCI-Location: ${path}`)
    expect((await demo.send('GET', path)).attribute(address)).toBeUndefined()
    const later = await demo.send('POST', path, ipNetwork, set(address, '10.5.0.0/24'))
    expect(later.attribute(address)).toBe('10.5.0.0/24')
    expect((await demo.cloud.inventory()).networks).toMatchObject([{ cidr: '10.5.0.0/24' }])
  })

  // verifies('I-047')
  test('is not for machines', async () => {
    const demo = openDemo()
    expect((await demo.send('POST', '/compute/', compute, ipNetwork)).status).toBe(400)
  })
})

describe('ipnetwork, taken off', () => {
  const own = [set(address, '10.7.0.0/24'), set(gateway, '10.7.0.254'), set(allocation, 'static')]
  const takeOff = (demo: Demo, method: string, path: string) =>
    method === 'PUT'
      ? demo.send('PUT', path, network)
      : demo.send('DELETE', '/mixin/ipnetwork/', `X-OCCI-Location: ${path}`)

  test.each(['DELETE', 'PUT'])('by %s gives the plan back for one of the pool', async (method) => {
    const demo = openDemo()
    const path = await demo.make(network, ipNetwork, ...own)
    expect((await takeOff(demo, method, path)).status).toBe(200)
    expect((await demo.send('GET', path)).attribute(address)).toBeUndefined()
    const pooled = { cidr: '10.0.0.0/24', gateway: '10.0.0.1', allocation: 'dynamic' }
    expect((await demo.cloud.inventory()).networks).toMatchObject([pooled])
    await demo.make(compute, link(path))
    expect((await demo.cloud.inventory()).interfaces).toMatchObject([{ address: '10.0.0.2' }])
  })

  test.each(['DELETE', 'PUT'])('by %s is refused while interfaces hold addresses', async (method) => {
    const demo = openDemo()
    const plan = set(address, '10.7.0.0/24')
    const path = await demo.make(network, ipNetwork, set('occi.core.title', 'lan'), plan)
    const machine = await demo.make(compute, link(path))
    const before = await whole(demo)
    const refused = await takeOff(demo, method, path)
    expect(refused.status).toBe(409)
    const sentence = 'network lan cannot give up its plan 10.7.0.0/24: an interface holds 10.7.0.1'
    expect(refused.lines.join()).toContain(sentence)
    expect(await whole(demo)).toEqual(before)
    await demo.send('DELETE', machine)
    expect((await takeOff(demo, method, path)).status).toBe(200)
  })

  test('of many networks stays on all where one has interfaces', async () => {
    const demo = openDemo()
    await demo.make(network, ipNetwork, set(address, '10.8.0.0/24'))
    await demo.make(compute, link(await demo.make(network, ipNetwork, ...own.slice(0, 2))))
    const before = await whole(demo)
    expect((await demo.send('DELETE', '/mixin/ipnetwork/')).status).toBe(409)
    expect(await whole(demo)).toEqual(before)
  })
})

test('another plan is refused while interfaces hold addresses of the one there is', async () => {
  const demo = openDemo()
  const path = await demo.make(network, ipNetwork, set(address, '10.7.0.0/24'))
  await demo.make(compute, link(path))
  const refused = await demo.send('POST', path, set(address, '10.5.0.0/24'))
  expect(refused.status).toBe(409)
  expect(refused.lines.join()).toContain('an interface holds 10.7.0.1, which is not in 10.5.0.0/24')
})

test('an address that is taken, or the gateway, is refused as a conflict', async () => {
  const demo = openDemo()
  const path = await demo.make(network, ipNetwork)
  const ends = [set('occi.core.source', await demo.make(compute)), set('occi.core.target', path)]
  const join = (ip: string) => {
    const asked = set('occi.networkinterface.address', ip)
    return demo.send('POST', '/networkinterface/', networkInterface, ipNetworkInterface, ...ends, asked)
  }
  expect((await join('10.0.0.2')).status).toBe(201)
  const [taken, way, outside] = [await join('10.0.0.2'), await join('10.0.0.1'), await join('10.9.0.1')]
  expect([taken.status, way.status, outside.status]).toEqual([409, 409, 400])
  expect(taken.lines.join()).toContain('10.0.0.2 is taken on network')
})

test('a plan that is full refuses the next interface, and nothing of its compute stays', async () => {
  const demo = openDemo()
  // Two addresses, of which the gateway has one.
  const path = await demo.make(network, ipNetwork, set(address, '10.3.0.0/30'), set(gateway, '10.3.0.1'))
  const first = await demo.make(compute, link(path))
  const before = await whole(demo)
  const refused = await demo.send('POST', '/compute/', compute, link(path))
  expect(refused.status).toBe(409)
  expect(refused.lines.join()).toContain('no address is left in 10.3.0.0/30')
  expect(await whole(demo)).toEqual(before)
  await demo.send('DELETE', first)
  expect((await demo.send('POST', '/compute/', compute, link(path))).status).toBe(201)
})

test('another gateway is known of its interfaces without anybody asking', async () => {
  const demo = openDemo()
  const path = await demo.make(network, ipNetwork)
  const machine = await demo.make(compute)
  const ends = [set('occi.core.source', machine), set('occi.core.target', path)]
  const location = await demo.make(networkInterface, ipNetworkInterface, ...ends)
  await demo.send('POST', path, set(gateway, '10.0.0.254'))
  await rest()
  const entity = await demo.server.entities.get({ location })
  expect(entity?.attributes['occi.networkinterface.gateway']).toBe('10.0.0.254')
})

test('a network that is deleted takes its interfaces along, and leaves the machines', async () => {
  const demo = openDemo()
  const path = await demo.make(network)
  const machine = await demo.make(compute, link(path))
  expect((await demo.send('DELETE', path)).status).toBe(200)
  const { networks, interfaces, machines } = await demo.cloud.inventory()
  expect([networks, interfaces, machines.length]).toEqual([[], [], 1])
  expect((await demo.send('GET', machine)).lines.filter((line) => line.startsWith('Link'))).toEqual([])
})
