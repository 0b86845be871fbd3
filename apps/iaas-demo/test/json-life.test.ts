import { describe, expect, test } from 'vitest'

import { infra } from './_demo.ts'
import { act, make, occiJsonType, offered, openService, type JsonBody } from './_service.ts'

const compute = `${infra}#compute`
const network = `${infra}#network`
const storage = `${infra}#storage`
const networkInterface = `${infra}#networkinterface`
const storageLink = `${infra}#storagelink`
const ipNetwork = `${infra}/network#ipnetwork`
const ipNetworkInterface = `${infra}/networkinterface#ipnetworkinterface`
const debian = 'http://example.com/occi/templates/os#debian-13'
const medium = 'http://example.com/occi/templates/resource#medium'

// verifies('J-053', 'J-082', 'J-083', 'J-105')
test('the life of a machine with its network and its volume', async () => {
  await using demo = await openService()
  const lan = await make(demo, {
    kind: network,
    mixins: [ipNetwork],
    title: 'lan',
    attributes: {
      'occi.network.vlan': 50,
      'occi.network.address': '10.1.0.0/24',
      'occi.network.gateway': '10.1.0.1',
    },
  })
  expect(lan.body).toEqual({
    kind: network,
    mixins: [ipNetwork],
    attributes: {
      'occi.network.vlan': 50,
      'occi.network.address': '10.1.0.0/24',
      'occi.network.gateway': '10.1.0.1',
      'occi.network.allocation': 'dynamic',
      'occi.network.state': 'inactive',
    },
    actions: [`${infra}/network/action#up`],
    id: `urn:uuid:${lan.location.slice('/network/'.length)}`,
    title: 'lan',
  })
  const up = await act(demo, lan.location, 'up')
  expect([up.body.attributes?.['occi.network.state'], offered(up.body)]).toEqual(['active', ['down']])

  const data = await make(demo, { kind: storage, attributes: { 'occi.storage.size': 10 } })
  await act(demo, data.location, 'online')

  const web = await make(demo, {
    kind: compute,
    mixins: [debian, medium],
    title: 'web',
    summary: 'the front',
    links: [
      { kind: networkInterface, mixins: [ipNetworkInterface], target: { location: lan.location } },
      {
        kind: storageLink,
        target: { location: data.location, kind: storage },
        attributes: { 'occi.storagelink.mountpoint': '/srv' },
      },
    ],
  })
  expect(web.body.attributes).toMatchObject({
    'occi.compute.state': 'inactive',
    'occi.compute.state.message': 'booting',
  })
  expect(web.body).not.toHaveProperty('actions')
  await demo.pass(1000)

  const { body } = await demo.json('GET', web.location)
  const source = { location: web.location, kind: compute }
  expect(body).toEqual({
    kind: compute,
    mixins: [debian, medium],
    attributes: {
      'occi.compute.architecture': 'x64',
      'occi.compute.cores': 2,
      'occi.compute.memory': 4,
      'occi.compute.state': 'active',
    },
    actions: ['stop', 'restart', 'suspend', 'save'].map((term) => `${infra}/compute/action#${term}`),
    id: web.body.id,
    links: [
      {
        kind: networkInterface,
        mixins: [ipNetworkInterface],
        attributes: {
          'occi.networkinterface.interface': 'eth0',
          'occi.networkinterface.mac': expect.stringMatching(/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/),
          'occi.networkinterface.state': 'active',
          'occi.networkinterface.address': '10.1.0.2',
          'occi.networkinterface.gateway': '10.1.0.1',
          'occi.networkinterface.allocation': 'dynamic',
        },
        id: expect.stringMatching(/^urn:uuid:/),
        source,
        target: { location: lan.location, kind: network },
      },
      {
        kind: storageLink,
        attributes: {
          'occi.storagelink.deviceid': 'vdb',
          'occi.storagelink.mountpoint': '/srv',
          'occi.storagelink.state': 'active',
        },
        id: expect.stringMatching(/^urn:uuid:/),
        source,
        target: { location: data.location, kind: storage },
      },
    ],
    summary: 'the front',
    title: 'web',
  })
  // A Link alone, in its Collection and in its source is the same object.
  const [cable, cord] = body.links ?? []
  expect((await demo.json('GET', '/networkinterface/')).body).toEqual({ links: [cable] })
  expect((await demo.json('GET', '/storagelink/')).body).toEqual({ links: [cord] })
  expect((await demo.json('GET', '/compute/')).body).toEqual({ resources: [body] })

  expect((await demo.json('DELETE', web.location)).body).toEqual({})
  expect((await demo.json('GET', '/storagelink/')).body).toEqual({ links: [] })
  for (const path of ['/storage/', '/network/'])
    expect(await demo.json('DELETE', path)).toMatchObject({ status: 200, body: {} })
  expect((await demo.json('GET', '/')).body).toEqual({ resources: [] })
  expect(await demo.cloud.inventory()).toMatchObject({ machines: [], volumes: [], networks: [] })
})

describe('several entities in one document', () => {
  const document = (cores: number) => ({
    resources: [
      { kind: network, id: 'urn:example:dmz', title: 'dmz' },
      { kind: compute, id: 'urn:example:proxy', attributes: { 'occi.compute.cores': cores } },
      { kind: storage, id: 'urn:example:log', attributes: { 'occi.storage.size': 1 } },
    ],
    links: [
      {
        kind: networkInterface,
        source: { location: 'urn:example:proxy' },
        target: { location: 'urn:example:dmz' },
      },
      {
        kind: storageLink,
        source: { location: 'urn:example:proxy' },
        target: { location: 'urn:example:log', kind: storage },
      },
    ],
  })

  test('all are made, and joined', async () => {
    await using demo = await openService()
    const { status, body } = await demo.json('POST', '/', document(1))
    expect(status).toBe(201)
    expect(body.resources?.map(({ id }) => id)).toEqual([
      'urn:example:dmz',
      'urn:example:proxy',
      'urn:example:log',
    ])
    expect(body.resources?.[1]?.links).toEqual(body.links)
    expect(body.links).toMatchObject([
      { kind: networkInterface, target: { kind: network } },
      { kind: storageLink, target: { kind: storage } },
    ])
    expect((await demo.json('GET', '/')).body).toEqual(body)
  })

  test('none is made if one is refused', async () => {
    await using demo = await openService()
    const before = await demo.cloud.inventory()
    expect(await demo.json('POST', '/', document(1000))).toMatchObject({
      status: 409,
      body: { status: 409, code: 'refused' },
    })
    expect((await demo.json('GET', '/')).body).toEqual({ resources: [] })
    expect(await demo.cloud.inventory()).toEqual(before)
  })
})

test('an entity is put at a path, changed in part, replaced, and put back as it came', async () => {
  await using demo = await openService()
  const path = '/compute/build-1'
  const made = await demo.json('PUT', path, { kind: compute, title: 'build' })
  expect(made).toMatchObject({ status: 201, location: path })
  await demo.pass(1000)
  const changed = await demo.json('POST', path, {
    summary: 'nightly',
    attributes: { 'occi.compute.cores': 4 },
  })
  expect(changed.body).toMatchObject({
    title: 'build',
    summary: 'nightly',
    attributes: { 'occi.compute.cores': 4 },
  })
  const replaced = await demo.json('PUT', path, {
    kind: compute,
    title: 'test',
    attributes: { 'occi.compute.hostname': 'build.example.com' },
  })
  expect(replaced.body).toMatchObject({ title: 'test', id: made.body.id })
  expect(replaced.body).not.toHaveProperty('summary')
  const { body } = await demo.json('GET', path)
  expect((await demo.json('PUT', path, body)).body).toEqual(body)
  expect((await demo.json('POST', path, body)).body).toEqual(body)
})

test('Collections are filtered and paged', async () => {
  await using demo = await openService()
  for (const title of ['one', 'two', 'three']) await make(demo, { kind: network, title })
  const titles = async (query: string, headers = {}) => {
    const answer = await demo.send('GET', `/network/${query}`, { Accept: occiJsonType, ...headers })
    const { resources = [] } = (await answer.json()) as JsonBody
    return resources.map(({ title }) => title)
  }
  expect(await titles('?page=2&number=2')).toEqual(['three'])
  expect(await titles('?page=3&number=2')).toEqual([])
  expect(await titles('', { 'X-OCCI-Attribute': 'occi.core.title="two"' })).toEqual(['two'])
})
