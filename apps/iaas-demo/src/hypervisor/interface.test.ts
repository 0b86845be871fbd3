import { describe, expect, test } from 'vitest'

import { refusal, refusalCode, small, testCloud } from './_cloud.ts'

import type { Hypervisor } from './hypervisor.ts'
import type { NetworkSpec } from './network.ts'

async function pair(
  cloud: Hypervisor,
  spec: Partial<NetworkSpec> = {},
): Promise<{ machine: string; network: string }> {
  const machine = await cloud.createMachine(small)
  const network = await cloud.createNetwork({ name: 'lan', ...spec })
  return { machine: machine.id, network: network.id }
}

describe('attaching', () => {
  test('device, MAC and address are allotted', async () => {
    const { cloud } = testCloud()
    const { machine, network } = await pair(cloud)
    const first = await cloud.attachInterface(machine, network)
    expect(first).toEqual({
      id: 'id-3',
      machineId: machine,
      networkId: network,
      device: 'eth0',
      mac: expect.stringMatching(/^02(:[0-9a-f]{2}){5}$/),
      allocation: 'dynamic',
      address: '10.0.0.2',
      gateway: '10.0.0.1',
      state: 'inactive',
    })
    const second = await cloud.attachInterface(machine, network)
    expect(second).toMatchObject({ device: 'eth1', address: '10.0.0.3' })
    expect(second.mac).not.toBe(first.mac)
  })

  test('what is asked for is taken, in canonical form', async () => {
    const { cloud } = testCloud()
    const { machine, network } = await pair(cloud, { cidr: 'fc00::/64' })
    const spec = { id: 'nic', mac: '52-54-00-AB-CD-EF', address: 'FC00:0::7', gateway: 'fc00::1' }
    expect(await cloud.attachInterface(machine, network, spec)).toMatchObject({
      id: 'nic',
      mac: '52:54:00:ab:cd:ef',
      address: 'fc00::7',
      gateway: 'fc00::1',
      allocation: 'static',
    })
  })

  test('a static network leaves addresses to those who attach', async () => {
    const { cloud } = testCloud()
    const { machine, network } = await pair(cloud, { allocation: 'static' })
    const bare = await cloud.attachInterface(machine, network)
    expect(bare.allocation).toBe('static')
    expect(bare).not.toHaveProperty('address')
    expect(bare).not.toHaveProperty('gateway')
    const { address } = await cloud.attachInterface(machine, network, { allocation: 'dynamic' })
    expect(address).toBe('10.0.0.2')
    expect(await refusalCode(cloud.attachInterface(machine, network, { allocation: 'static' }))).toBe(
      'address',
    )
  })

  test.each([
    [{ address: '10.0.0.1' }, 'in-use', '10.0.0.1 is the gateway on network lan'],
    [{ address: '10.0.0.2' }, 'in-use', '10.0.0.2 is taken on network lan'],
    [{ address: '10.0.0.0' }, 'address', '10.0.0.0 is not an address that 10.0.0.0/24 can give out'],
    [{ address: '10.1.0.2' }, 'address', '10.1.0.2 is not an address that 10.0.0.0/24 can give out'],
    [{ address: 'nonsense' }, 'address', '"nonsense" is neither an IPv4 nor an IPv6 address'],
    [{ gateway: '10.1.0.2' }, 'address', '10.1.0.2 is not an address that 10.0.0.0/24 can give out'],
    [{ mac: '02:00:00:00:00:07' }, 'in-use', 'another interface has the MAC 02:00:00:00:00:07'],
    [{ mac: '02:00' }, 'invalid', '"02:00" is not a MAC, such as 02:00:00:00:00:01'],
    [
      { mac: '01:00:00:00:00:00' },
      'invalid',
      '01:00:00:00:00:00 is the MAC of a group, not of one interface',
    ],
    [{ id: 'nic' }, 'exists', 'there is already: interface "nic"'],
  ])('%j is refused', async (spec, code, message) => {
    const { cloud } = testCloud()
    const { machine, network } = await pair(cloud)
    await cloud.attachInterface(machine, network, { id: 'nic', mac: '02:00:00:00:00:07' })
    const before = await cloud.inventory()
    const error = await refusal(cloud.attachInterface(machine, network, spec))
    expect([error.code, error.message]).toEqual([code, message])
    expect(await cloud.inventory()).toEqual(before)
  })

  test('a full plan refuses, and has room again after a detach', async () => {
    const { cloud } = testCloud()
    const { machine, network } = await pair(cloud, { cidr: '10.0.0.0/30', gateway: '10.0.0.1' })
    const { id } = await cloud.attachInterface(machine, network)
    expect(await refusalCode(cloud.attachInterface(machine, network))).toBe('capacity')
    await cloud.detachInterface(id)
    expect((await cloud.attachInterface(machine, network)).address).toBe('10.0.0.2')
  })

  test('machine and network must be there', async () => {
    const { cloud } = testCloud()
    const { machine, network } = await pair(cloud)
    expect(await refusalCode(cloud.attachInterface('x', network))).toBe('not-found')
    expect(await refusalCode(cloud.attachInterface(machine, 'x'))).toBe('not-found')
    expect(await refusalCode(cloud.detachInterface('x'))).toBe('not-found')
  })
})

test('attaching and detaching leaves nothing, and frees the lowest names first', async () => {
  const { cloud } = testCloud()
  const { machine, network } = await pair(cloud)
  const before = await cloud.inventory()
  const first = await cloud.attachInterface(machine, network)
  const second = await cloud.attachInterface(machine, network)
  await cloud.detachInterface(first.id)
  const third = await cloud.attachInterface(machine, network, { mac: first.mac })
  expect(third).toMatchObject({ device: 'eth0', address: first.address, mac: first.mac })
  await cloud.detachInterface(second.id)
  await cloud.detachInterface(third.id)
  expect(await cloud.inventory()).toEqual(before)
})

test('an interface is active while its machine runs and its network is up', async () => {
  const { cloud } = testCloud({ bootMs: 0 })
  const { machine, network } = await pair(cloud)
  const { id } = await cloud.attachInterface(machine, network)
  const states = [(await cloud.getInterface(id)).state]
  await cloud.startMachine(machine)
  states.push((await cloud.getInterface(id)).state)
  await cloud.upNetwork(network)
  states.push((await cloud.getInterface(id)).state)
  await cloud.suspendMachine(machine)
  states.push((await cloud.getInterface(id)).state)
  expect(states).toEqual(['inactive', 'inactive', 'active', 'inactive'])
})

describe('updating', () => {
  test('there and back leaves it as it was', async () => {
    const { cloud } = testCloud()
    const { machine, network } = await pair(cloud)
    const old = await cloud.attachInterface(machine, network)
    const spec = {
      mac: '02:00:00:00:00:09',
      address: '10.0.0.9',
      gateway: '10.0.0.8',
      allocation: 'static',
    } as const
    const changed = await cloud.updateInterface(old.id, spec)
    expect(changed).toEqual({ ...old, ...spec })
    const back = { mac: old.mac, address: old.address, gateway: undefined, allocation: old.allocation }
    expect(await cloud.updateInterface(old.id, back)).toEqual(old)
  })

  test('its own MAC and address are no hindrance, those of others are', async () => {
    const { cloud } = testCloud()
    const { machine, network } = await pair(cloud)
    const one = await cloud.attachInterface(machine, network)
    const two = await cloud.attachInterface(machine, network)
    expect(await cloud.updateInterface(one.id, { mac: one.mac, address: one.address })).toEqual(one)
    expect(await refusalCode(cloud.updateInterface(one.id, { mac: two.mac }))).toBe('in-use')
    expect(await refusalCode(cloud.updateInterface(one.id, { address: two.address }))).toBe('in-use')
  })

  test('one without an address can be changed otherwise, and be given one', async () => {
    const { cloud } = testCloud()
    const { machine, network } = await pair(cloud, { allocation: 'static' })
    const { id } = await cloud.attachInterface(machine, network)
    expect(await cloud.updateInterface(id, { mac: '02:00:00:00:00:09' })).not.toHaveProperty('address')
    expect((await cloud.updateInterface(id, { address: '10.0.0.5' })).address).toBe('10.0.0.5')
  })

  test('it takes the gateway that its network has now', async () => {
    const { cloud } = testCloud()
    const { machine, network } = await pair(cloud)
    const { id } = await cloud.attachInterface(machine, network)
    await cloud.updateNetwork(network, { gateway: '10.0.0.254' })
    expect((await cloud.getInterface(id)).gateway).toBe('10.0.0.254')
  })
})

test('an interface is moved to another network or machine, with its MAC, and is refused where it has no place', async () => {
  const { cloud } = testCloud()
  await cloud.createMachine({ ...small, id: 'm' })
  await cloud.createMachine({ ...small, id: 'n' })
  await cloud.createNetwork({ id: 'a', name: 'a', cidr: '10.1.0.0/24' })
  await cloud.createNetwork({ id: 'b', name: 'b', cidr: '10.2.0.0/31' })
  const { mac } = await cloud.attachInterface('m', 'a', { id: 'i' })
  const moved = { id: 'i', networkId: 'b', machineId: 'm', device: 'eth0', mac, address: '10.2.0.0' }
  expect(await cloud.updateInterface('i', { networkId: 'b' })).toMatchObject(moved)
  await cloud.attachInterface('n', 'a', { id: 'j' })
  expect(await cloud.updateInterface('i', { machineId: 'n' })).toMatchObject({
    ...moved,
    machineId: 'n',
    device: 'eth1',
  })
  const before = await cloud.inventory()
  expect(await refusalCode(cloud.updateInterface('i', { device: 'eth0' }))).toBe('in-use')
  expect(await refusalCode(cloud.updateInterface('i', { machineId: 'none' }))).toBe('not-found')
  expect(await refusalCode(cloud.updateInterface('j', { networkId: 'b', address: '10.2.0.0' }))).toBe(
    'in-use',
  )
  expect(await cloud.inventory()).toEqual(before)
  expect(await cloud.updateInterface('i', { machineId: 'm', device: 'eth7' })).toMatchObject({
    device: 'eth7',
  })
})
