/** The rules of GFD.224 on values, enforced through the validation of core. */
import {
  attributesOfChanged,
  attributesOfNew,
  attributesWritten,
  checkApplicable,
  createCatalog,
  parametersOf,
  resource,
  sourceFits,
  targetFits,
  type Action,
  type AttributesHeld,
  type AttributeValue,
  type InputAttributes,
  type Kind,
  type Mixin,
} from '@occi/core'
import { describe, expect, test } from 'vitest'

import {
  backup,
  compute,
  compute11,
  infrastructure,
  ipNetwork,
  ipNetworkInterface,
  network,
  networkInterface,
  online,
  offline,
  osTemplate,
  resize,
  resourceTemplate,
  restart,
  save,
  snapshot,
  sshKey,
  start,
  stop,
  storage,
  storage11,
  storageLink,
  suspend,
  userData,
} from '../src/index.ts'

const catalog = createCatalog([infrastructure()])
const catalog11 = createCatalog([infrastructure({ legacy11: true })])

type Row = readonly [name: string, good: readonly AttributeValue[], bad: readonly AttributeValue[]]

// verifies('I-012', 'I-013', 'I-014', 'I-015', 'I-016')
describe('compute takes', () => {
  test.each<Row>([
    ['occi.compute.architecture', ['x86', 'x64'], ['arm', '', 64]],
    ['occi.compute.cores', [1, 2, 128], [0, -1, 2.5, '2']],
    ['occi.compute.hostname', ['db1.example.com'], ['two words', '', 1]],
    ['occi.compute.share', [0, 1024], [-1, 0.5, '1']],
    ['occi.compute.memory', [0.5, 4], [0, -1, '1']],
    ['occi.core.title', ['My machine'], [1]],
    ['occi.core.summary', ['It serves'], [true]],
  ])('%s', (name, good, bad) => expectValues(compute, [], name, good, bad))
})

// verifies('I-041', 'I-042')
describe('network takes', () => {
  test.each<Row>([
    ['occi.network.vlan', [0, 343, 4095], [-1, 4096, 1.5, '343']],
    ['occi.network.label', ['external-dmz', 'a.b_c-1'], ['a b', '', '-a']],
  ])('%s', (name, good, bad) => expectValues(network, [], name, good, bad))
})

// verifies('I-048', 'I-049', 'I-050', 'I-051')
describe('network with ipnetwork takes', () => {
  test.each<Row>([
    ['occi.network.address', ['192.168.0.1/24', 'fc00::/7'], ['300.1.1.1/8', '192.168.0.1', 'fc00::', '']],
    ['occi.network.gateway', ['192.168.0.1', 'fc00::'], ['192.168.0.1/24', '300.1.1.1', 'gateway']],
    ['occi.network.allocation', ['dynamic', 'static'], ['dhcp']],
  ])('%s', (name, good, bad) => expectValues(network, [ipNetwork], name, good, bad))
})

// verifies('I-061')
test('storage takes and requires a size', () => {
  expectValues(storage, [], 'occi.storage.size', [0.5, 10], [0, -1, '10'])
  expect(() => create(storage, [], {})).toThrow(failing('missing-attribute', 'occi.storage.size'))
  expect(change(storage, { 'occi.storage.size': 10 }, { 'occi.storage.size': 20 })).toEqual({
    'occi.storage.size': 20,
    'occi.storage.state': 'offline',
  })
})

// verifies('I-081')
describe('links take', () => {
  test.each<Row>([
    ['occi.networkinterface.mac', ['00:16:3e:00:00:01', '00-16-3E-00-00-01'], ['00:16:3e', 'x', '']],
  ])('%s', (name, good, bad) => expectValues(networkInterface, [], name, good, bad))

  test.each<Row>([
    ['occi.storagelink.deviceid', ['/dev/vdb', '00007E7F0010CEC234AD9E3EBFE9531D'], [1]],
    ['occi.storagelink.mountpoint', ['/srv/data'], [false]],
  ])('%s', (name, good, bad) => expectValues(storageLink, [], name, good, bad))

  test('nothing that must be given: the service makes mac and deviceid (A-15)', () => {
    expect(create(networkInterface, [], {})).toEqual({ 'occi.networkinterface.state': 'inactive' })
    expect(create(storageLink, [], {})).toEqual({ 'occi.storagelink.state': 'inactive' })
  })
})

// verifies('I-077')
describe('networkinterface with ipnetworkinterface takes', () => {
  const addresses = ['192.168.0.1', '192.168.0.1/24', 'fc00::', 'fc00::/7']
  test.each<Row>([
    ['occi.networkinterface.address', addresses, ['300.1.1.1', '192.168.0.1/33', 'any']],
    ['occi.networkinterface.gateway', addresses, ['300.1.1.1', 'fc00::/129', '']],
    ['occi.networkinterface.allocation', ['dynamic', 'static'], ['dhcp']],
  ])('%s', (name, good, bad) => expectValues(networkInterface, [ipNetworkInterface], name, good, bad))

  test('and is dynamic unless said otherwise', () => {
    expect(create(networkInterface, [ipNetworkInterface], {})).toMatchObject({
      'occi.networkinterface.allocation': 'dynamic',
    })
  })
})

// verifies('I-017', 'I-018', 'I-043', 'I-062', 'I-063', 'I-071', 'I-073', 'I-081')
describe('a client never writes', () => {
  test.each<readonly [string, Kind, string]>([
    ['occi.compute.state', compute, 'active'],
    ['occi.compute.state.message', compute, 'fine'],
    ['occi.network.state', network, 'active'],
    ['occi.network.state.message', network, 'fine'],
    ['occi.storage.state', storage, 'online'],
    ['occi.storage.state.message', storage, 'fine'],
    ['occi.networkinterface.interface', networkInterface, 'eth0'],
    ['occi.networkinterface.state', networkInterface, 'active'],
    ['occi.networkinterface.state.message', networkInterface, 'fine'],
    ['occi.storagelink.state', storageLink, 'active'],
    ['occi.storagelink.state.message', storageLink, 'fine'],
  ])('%s', (name, kind, value) => {
    expect(() => create(kind, [], { 'occi.storage.size': 1, [name]: value })).toThrow(
      failing('immutable', name),
    )
    expect(written(kind, { [name]: value })).toEqual({ [name]: value })
  })
})

// verifies('I-017', 'I-043', 'I-062', 'I-073')
describe('a backend writes no other state than', () => {
  test.each<readonly [string, Kind, readonly string[], string]>([
    ['occi.compute.state', compute, ['active', 'inactive', 'suspended', 'error'], 'waiting'],
    ['occi.network.state', network, ['active', 'inactive', 'error'], 'suspended'],
    ['occi.storage.state', storage, ['online', 'offline', 'error'], 'backup'],
    ['occi.networkinterface.state', networkInterface, ['active', 'inactive', 'error'], 'up'],
    ['occi.storagelink.state', storageLink, ['active', 'inactive', 'error'], 'online'],
  ])('those of %s', (name, kind, states, other) => {
    expect(states.map((state) => written(kind, { [name]: state })[name])).toEqual(states)
    expect(() => written(kind, { [name]: other })).toThrow(failing('internal', name))
  })
})

// verifies('I-132')
test('ssh_key requires a key, which can be changed', () => {
  const name = 'occi.credentials.ssh.publickey'

  expect(() => create(compute, [sshKey], {})).toThrow(failing('missing-attribute', name))
  expect(
    change(compute, { [name]: 'ssh-ed25519 AAAA' }, { [name]: 'ssh-ed25519 BBBB' }, [sshKey]),
  ).toMatchObject({
    [name]: 'ssh-ed25519 BBBB',
  })
})

// verifies('I-143', 'X-7', 'A-18')
test('user_data requires data once, with the Mixin, and never again', () => {
  const name = 'occi.compute.userdata'
  const data = '#!/bin/sh\n'

  expect(() => create(compute, [userData], {})).toThrow(failing('missing-attribute', name))
  expect(create(compute, [userData], { [name]: data })).toMatchObject({ [name]: data })
  expect(change(compute, {}, { [name]: data }, [userData])).toMatchObject({ [name]: data })
  expect(change(compute, { [name]: data }, { [name]: data }, [userData])).toMatchObject({ [name]: data })
  expect(() => change(compute, { [name]: data }, { [name]: 'other' }, [userData])).toThrow(
    failing('immutable', name),
  )
})

// verifies('I-047', 'I-076', 'I-131', 'I-142', 'A-25')
describe('on its own Kind alone can be put', () => {
  const kinds: readonly Kind[] = [compute, network, storage, networkInterface, storageLink]
  test.each<readonly [string, Mixin, Kind]>([
    ['ipnetwork', ipNetwork, network],
    ['ipnetworkinterface', ipNetworkInterface, networkInterface],
    ['os_tpl', osTemplate, compute],
    ['resource_tpl', resourceTemplate, compute],
    ['ssh_key', sshKey, compute],
    ['user_data', userData, compute],
  ])('%s', (_term, mixin, own) => {
    expect(() => checkApplicable([mixin], own, catalog)).not.toThrow()
    for (const other of kinds.filter((kind) => kind !== own)) {
      expect(() => checkApplicable([mixin], other, catalog)).toThrow(failing('not-applicable'))
    }
  })
})

// verifies('I-075')
test('a networkinterface leads from a compute to a network', () => {
  expect([sourceFits(networkInterface, compute), targetFits(networkInterface, network)]).toEqual([true, true])
  expect([sourceFits(networkInterface, compute11), sourceFits(networkInterface, storage)]).toEqual([
    true,
    false,
  ])
  expect([targetFits(networkInterface, storage), targetFits(networkInterface, compute)]).toEqual([
    false,
    false,
  ])
})

// verifies('I-085')
test('a storagelink leads from any Resource to a storage, or to what a CDMI service exports', () => {
  expect([sourceFits(storageLink, compute), sourceFits(storageLink, resource)]).toEqual([true, true])
  expect([targetFits(storageLink, storage), targetFits(storageLink, storage11)]).toEqual([true, true])
  expect([targetFits(storageLink, network), targetFits(storageLink, compute)]).toEqual([false, false])
  expect(targetFits(storageLink, undefined)).toBe(true)
  expect(storageLink.ends?.external).toBe(true)
})

// verifies('I-023', 'I-024', 'I-025', 'I-026')
describe('the parameters of', () => {
  test.each<readonly [string, Action, readonly string[], string]>([
    ['stop', stop, ['graceful', 'acpioff', 'poweroff'], 'poweroff'],
    ['restart', restart, ['graceful', 'warm', 'cold'], 'cold'],
    ['suspend', suspend, ['hibernate', 'suspend'], 'suspend'],
    ['save', save, ['hot', 'deferred'], 'deferred'],
  ])('%s', (_term, action, methods, fallback) => {
    expect(parameters(action, {})).toEqual({ method: fallback })
    expect(methods.map((method) => parameters(action, { method })['method'])).toEqual(methods)
    expect(() => parameters(action, { method: 'kill' })).toThrow(failing('invalid-value', 'method'))
  })

  test('save have a name too', () => {
    expect(parameters(save, { name: 'golden' })).toEqual({ method: 'deferred', name: 'golden' })
  })

  // verifies('I-022')
  test.each([start, ...network.actions, online, offline])('$term are none', (action) => {
    expect(parameters(action, {})).toEqual({})
    expect(() => parameters(action, { method: 'hard' })).toThrow(failing('unknown-attribute', 'method'))
  })
})

describe('what only OCCI 1.1 had', () => {
  // verifies('I-019', 'I-065', 'X-16')
  test('is not there unless asked for', () => {
    expect(() => create(compute, [], { 'occi.compute.speed': 2.4 })).toThrow(
      failing('unknown-attribute', 'occi.compute.speed'),
    )
    expect(storage.actions).toEqual([online, offline])
    expect([backup, snapshot, resize].map(({ id }) => catalog.get(id))).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })

  // verifies('X-16')
  test('comes with the option, besides all that OCCI 1.2 has', () => {
    expect([catalog11.get(compute.id), catalog11.get(storage.id)]).toEqual([compute11, storage11])
    expect(compute11).toEqual({ ...compute, attributes: expect.objectContaining(compute.attributes) })
    expect(storage11).toEqual({ ...storage, actions: [online, offline, backup, snapshot, resize] })
    expect([backup, snapshot, resize].map(({ id }) => catalog11.get(id))).toEqual([backup, snapshot, resize])
  })

  test('speed is a number of gigahertz', () => {
    expectValues(compute11, [], 'occi.compute.speed', [2.4, 3], [0, -1, '2.4'])
  })

  test('resize takes a size', () => {
    expect(parameters(resize, { size: 20.5 })).toEqual({ size: 20.5 })
    expect(() => parameters(resize, {})).toThrow(failing('missing-attribute', 'size'))
    expect(() => parameters(resize, { size: 0 })).toThrow(failing('invalid-value', 'size'))
    expect([parameters(backup, {}), parameters(snapshot, {})]).toEqual([{}, {}])
  })
})

function expectValues(
  kind: Kind,
  mixins: readonly Mixin[],
  name: string,
  good: readonly AttributeValue[],
  bad: readonly AttributeValue[],
): void {
  const given = (value: AttributeValue) => ({ 'occi.storage.size': 1, [name]: value })
  for (const value of good) expect(create(kind, mixins, given(value))[name]).toBe(value)
  for (const value of bad)
    expect(() => create(kind, mixins, given(value))).toThrow(failing('invalid-value', name))
}

function create(
  kind: Kind,
  mixins: readonly Mixin[],
  values: Record<string, AttributeValue>,
): AttributesHeld {
  const capabilities = catalog.capabilities(kind, mixins)
  // A size is only of use where a size is required.
  const fitting = Object.entries(values).filter(
    ([name]) => name !== 'occi.storage.size' || kind.id === storage.id,
  )
  return attributesOfNew(input(Object.fromEntries(fitting)), capabilities)
}

function change(
  kind: Kind,
  old: AttributesHeld,
  values: Record<string, AttributeValue>,
  mixins: readonly Mixin[] = [],
): AttributesHeld {
  return attributesOfChanged(old, input(values), catalog.capabilities(kind, mixins))
}

function written(kind: Kind, values: Record<string, AttributeValue>): AttributesHeld {
  return attributesWritten(values, catalog.capabilities(kind, []))
}

function parameters(action: Action, values: Record<string, AttributeValue>): AttributesHeld {
  return parametersOf(input(values), action.attributes)
}

function input(values: Record<string, AttributeValue>): InputAttributes {
  return new Map(Object.entries(values).map(([name, value]) => [name, { value, where: `attribute ${name}` }]))
}

function failing(code: string, attribute?: string): unknown {
  const details = attribute === undefined ? {} : { details: expect.objectContaining({ attribute }) }
  return expect.objectContaining({ code, ...details })
}
