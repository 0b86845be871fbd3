import { createdAt, idOf, kindsIn } from '../client/index.ts'
import { expectEqual, expectMembers, expectStatus } from '../world/expect.ts'
import { compute, gpu, network, networkInterface, storage } from '../world/fixture.ts'
import type { Scenario } from '../world/scenario.ts'
import { listed, made, madeCompute, nicTo, read } from './given.ts'

/** Creation by PUT at a path of the client's (GFD.223 10.2.1). */
export const createAt: readonly Scenario[] = [
  {
    id: 'http:create-at:free',
    title: 'PUT on a free path below the Kind creates the Entity there',
    verifies: ['CORE-57', 'HTTP-47', 'HTTP-48', 'H11-51', 'H11-54', 'H11-55', 'H11-56', 'H11-124', 'R-4'],
    async run(world) {
      const answer = await world.client.create(
        { kind: compute, attributes: { 'occi.compute.cores': 2 } },
        '/compute/my1',
      )
      expectStatus(answer, 201, 'PUT /compute/my1')
      expectEqual(createdAt(answer, world), '/compute/my1', 'Location')
      expectEqual(
        (await read(world, '/compute/my1')).view.attributes.get('occi.compute.cores'),
        2,
        'the cores',
      )
      expectEqual(await listed(world, '/compute/'), ['/compute/my1'], 'the Collection')
    },
  },
  {
    id: 'http:create-at:unbound',
    title: 'PUT on a free unbound path creates there, and the Entity is in the Collection of its Kind',
    verifies: ['HTTP-47', 'H11-57', 'CORE-57'],
    async run(world) {
      const path = await made(world, { kind: compute }, '/vms/foo/vm1')
      expectEqual(path, '/vms/foo/vm1', 'Location')
      expectEqual(await listed(world, '/compute/'), [path], 'the Collection of the Kind')
      expectEqual(await listed(world, '/vms/'), [path], 'the path above')
    },
  },
  {
    id: 'http:create-at:taken',
    title: 'paths stay unique: PUT on a taken path is no creation',
    verifies: ['H11-54', 'H11-3'],
    async run(world) {
      const path = await made(
        world,
        { kind: compute, attributes: { 'occi.core.title': 'one' } },
        '/compute/my1',
      )
      expectStatus(
        await world.client.create({ kind: compute, attributes: { 'occi.core.title': 'two' } }, path),
        200,
        'a second PUT',
      )
      expectEqual(await listed(world, '/compute/'), [path], 'the Collection')
    },
  },
  {
    id: 'http:create-at:race',
    title: 'of many who create at one path at once, one does; there is one Entity',
    verifies: ['H11-54', 'HTTP-52', 'H11-3'],
    async run(world) {
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => world.client.create({ kind: compute }, '/compute/my1')),
      )
      expectEqual(answers.filter(({ status }) => status === 201).length, 1, 'the number of creations')
      for (const answer of answers) expectStatus(answer, [200, 201, 409], 'PUT')
      expectEqual(await listed(world, '/compute/'), ['/compute/my1'], 'the Collection')
    },
  },
  {
    id: 'http:create-at:reserved',
    title: 'PUT below reserved paths, the location of a Mixin or of another Kind is refused',
    verifies: ['H11-54', 'HTTP-47'],
    async run(world) {
      for (const path of ['/-/mine', '/.well-known/mine', '/mixin/small/mine', '/network/mine']) {
        expectStatus(await world.client.create({ kind: compute }, path), 400, `PUT ${path}`)
      }
      expectEqual(await listed(world, '/compute/'), [], 'the computes')
    },
  },
  {
    id: 'http:create-at:empty',
    title: 'PUT on a free path without an entity rendering is refused',
    verifies: ['HTTP-47', 'H11-55', 'H11-127'],
    async run(world) {
      expectStatus(await world.client.send('PUT', '/compute/my1'), 400, 'nothing')
      expectStatus(
        await world.client.send('PUT', '/compute/my1', { attributes: { 'occi.compute.cores': 1 } }),
        400,
        'no Kind',
      )
      expectStatus(await world.client.get('/compute/my1'), 404, 'the Entity')
    },
  },
  {
    id: 'http:create-at:links',
    title: 'a creation by PUT brings no new Links',
    verifies: ['H11-55', 'H11-69', 'R-29'],
    async run(world) {
      const net = await made(world, { kind: network })
      expectStatus(
        await world.client.create({ kind: compute, links: [nicTo(net)] }, '/compute/my1'),
        400,
        'PUT with a new Link',
      )
      expectEqual(
        [await listed(world, '/compute/'), await listed(world, '/networkinterface/')],
        [[], []],
        'what exists',
      )
    },
  },
  {
    id: 'http:create-at:switched-off',
    title: 'a service that chooses its paths itself refuses PUT on free paths',
    verifies: ['HTTP-47', 'H11-54'],
    service: { clientPaths: false },
    async run(world) {
      expectStatus(await world.client.create({ kind: compute }, '/compute/my1'), 400, 'PUT on a free path')
      expectEqual(await listed(world, '/compute/'), [], 'the computes')
    },
  },
  {
    id: 'http:create-at:link',
    title: 'a Link is created by PUT as a Resource is',
    verifies: ['HTTP-45', 'H11-46', 'H11-78', 'H11-84'],
    async run(world) {
      const [vm, net] = [await madeCompute(world), await made(world, { kind: network })]
      const attributes = { 'occi.core.source': vm, 'occi.core.target': net }
      const path = await made(world, { kind: networkInterface, attributes }, '/networkinterface/eth0')
      expectEqual(path, '/networkinterface/eth0', 'Location')
      expectEqual(
        (await read(world, vm)).view.links.map(({ self }) => self),
        [path],
        'the Links of the source',
      )
    },
  },
  {
    id: 'http:create-at:several-kinds',
    title: 'one free path may hold entities of several Kinds',
    verifies: ['HTTP-8', 'H11-57'],
    async run(world) {
      const vm = await made(world, { kind: gpu }, '/mine/a')
      const disk = await made(world, { kind: storage, attributes: { 'occi.storage.size': 1 } }, '/mine/b')
      expectMembers(await listed(world, '/mine/'), [vm, disk], 'the path above')
      expectEqual(kindsIn((await read(world, vm)).view), [idOf(gpu)], 'the Kind')
    },
  },
]
