import { describe, expect, test } from 'vitest'

import { refusal, refusalCode, small, testCloud } from './_cloud.ts'

describe('making a network', () => {
  test('without a plan it gets one from the pool, with its lowest address as gateway, and is down', async () => {
    const { cloud } = testCloud()
    const first = await cloud.createNetwork({ name: 'one' })
    expect(first).toEqual({
      id: 'id-1',
      name: 'one',
      state: 'down',
      allocation: 'dynamic',
      cidr: '10.0.0.0/24',
      gateway: '10.0.0.1',
    })
    expect((await cloud.createNetwork({ name: 'two', gateway: '10.1.0.9' })).gateway).toBe('10.1.0.9')
    await cloud.destroyNetwork(first.id)
    expect((await cloud.createNetwork({ name: 'three' })).cidr).toBe('10.0.0.0/24')
  })

  test('a plan that is given is kept in canonical form; without a gateway it has none', async () => {
    const { cloud } = testCloud()
    const spec = { name: 'lan', cidr: '192.168.7.1/24', allocation: 'static', vlan: 0, label: 'dmz' } as const
    const network = await cloud.createNetwork(spec)
    expect(network).toEqual({ ...spec, id: 'id-1', state: 'down', cidr: '192.168.7.0/24' })
  })

  test.each([
    [{ cidr: '300.1.1.1/8' }, 'address'],
    [{ cidr: '10.0.0.0/24', gateway: '10.0.1.1' }, 'address'],
    [{ cidr: '10.0.0.0/24', gateway: '10.0.0.255' }, 'address'],
    [{ cidr: '10.0.0.0/24', gateway: 'fc00::1' }, 'address'],
    [{ vlan: 4096 }, 'invalid'],
    [{ vlan: -1 }, 'invalid'],
    [{ vlan: 1.5 }, 'invalid'],
  ])('%j is refused as %s', async (spec, code) => {
    const { cloud } = testCloud()
    expect(await refusalCode(cloud.createNetwork({ name: 'lan', ...spec }))).toBe(code)
    expect((await cloud.inventory()).networks).toEqual([])
  })
})

test('a network goes up and down, and not where it is already', async () => {
  const { cloud } = testCloud()
  const { id } = await cloud.createNetwork({ name: 'lan' })
  expect((await refusal(cloud.downNetwork(id))).message).toBe('network lan is down already')
  expect((await cloud.upNetwork(id)).state).toBe('up')
  expect(await refusalCode(cloud.upNetwork(id))).toBe('state')
  expect((await cloud.downNetwork(id)).state).toBe('down')
})

describe('changing a network', () => {
  test('there and back leaves it as it was', async () => {
    const { cloud } = testCloud()
    const network = await cloud.createNetwork({ name: 'lan', label: 'a' })
    const moved = await cloud.updateNetwork(network.id, {
      name: 'wan',
      cidr: 'fc00::/64',
      label: undefined,
      vlan: 7,
    })
    expect(moved).toEqual({
      id: network.id,
      name: 'wan',
      state: 'down',
      allocation: 'dynamic',
      cidr: 'fc00::/64',
      vlan: 7,
    })
    const back = { name: 'lan', cidr: network.cidr, gateway: network.gateway, label: 'a', vlan: undefined }
    expect(await cloud.updateNetwork(network.id, back)).toEqual(network)
  })

  test('a gateway that is not said stays while the range holds it, and can be taken out', async () => {
    const { cloud } = testCloud()
    const { id } = await cloud.createNetwork({ name: 'lan' })
    expect((await cloud.updateNetwork(id, { cidr: '10.0.0.0/16' })).gateway).toBe('10.0.0.1')
    expect(await cloud.updateNetwork(id, { gateway: undefined })).not.toHaveProperty('gateway')
  })

  test('a plan in which held addresses have no place is refused', async () => {
    const { cloud } = testCloud()
    const { id } = await cloud.createNetwork({ name: 'lan', cidr: '10.0.0.0/24' })
    const machine = await cloud.createMachine(small)
    await cloud.attachInterface(machine.id, id, { address: '10.0.0.200', gateway: '10.0.0.201' })
    const before = await cloud.inventory()
    expect(await refusalCode(cloud.updateNetwork(id, { cidr: '10.0.0.0/25' }))).toBe('in-use')
    expect(await refusalCode(cloud.updateNetwork(id, { cidr: '10.0.0.200/32' }))).toBe('in-use')
    expect(await refusalCode(cloud.updateNetwork(id, { gateway: '10.0.0.200' }))).toBe('in-use')
    expect(await cloud.inventory()).toEqual(before)
  })

  test('a plan is given up for the one that a new network would get', async () => {
    const { cloud } = testCloud()
    const { id } = await cloud.createNetwork({ name: 'lan', cidr: '10.7.0.0/24', allocation: 'static' })
    const pooled = { cidr: '10.0.0.0/24', gateway: '10.0.0.1' }
    expect(await cloud.updateNetwork(id, { cidr: undefined })).toMatchObject({ ...pooled, name: 'lan' })
    expect(await cloud.updateNetwork(id, { cidr: undefined })).toMatchObject(pooled)
    const other = await cloud.createNetwork({ name: 'wan', cidr: '10.7.0.0/24', gateway: '10.7.0.1' })
    const change = { cidr: undefined, gateway: '10.1.0.9' }
    expect(await cloud.updateNetwork(other.id, change)).toMatchObject({ ...change, cidr: '10.1.0.0/24' })
  })

  test.each([
    ['dynamic', {}, '10.7.0.1'],
    ['static', { gateway: '10.7.0.3' }, '10.7.0.3'],
  ] as const)(
    'a %s plan of which interfaces hold addresses is not given up',
    async (allocation, spec, held) => {
      const { cloud } = testCloud()
      const { id } = await cloud.createNetwork({ name: 'lan', cidr: '10.7.0.0/24', allocation })
      const machine = await cloud.createMachine(small)
      await cloud.attachInterface(machine.id, id, spec)
      const before = await cloud.inventory()
      const error = await refusal(cloud.updateNetwork(id, { cidr: undefined }))
      const message = `network lan cannot give up its plan 10.7.0.0/24: an interface holds ${held}`
      expect([error.code, error.message]).toEqual(['in-use', message])
      expect(await cloud.inventory()).toEqual(before)
    },
  )
})

describe('destroying a network', () => {
  test('it is refused while interfaces are attached, unless forced', async () => {
    const { cloud } = testCloud()
    const { id } = await cloud.createNetwork({ name: 'lan' })
    const machine = await cloud.createMachine(small)
    const { id: held } = await cloud.attachInterface(machine.id, id)
    const error = await refusal(cloud.destroyNetwork(id))
    expect([error.code, error.message]).toEqual(['in-use', 'network lan has 1 interfaces attached'])
    await cloud.destroyNetwork(id, { force: true })
    expect(await refusalCode(cloud.getInterface(held))).toBe('not-found')
    expect((await cloud.inventory()).networks).toEqual([])
  })
})
