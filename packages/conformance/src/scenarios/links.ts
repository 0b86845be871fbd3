import { idOf, kindsIn, textOf } from '../client/index.ts'
import { expectEqual, expectIncludes, expectMatch, expectMembers, expectStatus } from '../world/expect.ts'
import { compute, link, network, networkInterface, storage, storageLink } from '../world/fixture.ts'
import type { Scenario } from '../world/scenario.ts'
import { listed, made, madeCompute, madePair, madeStorage, nicTo, read, texts } from './given.ts'

const mac = { 'occi.networkinterface.mac': '00:11:22:33:44:55' }

/** Links, alone and inline (GFD.221 5.4.3, GFD.185 3.4.5). */
export const links: readonly Scenario[] = [
  {
    id: 'http:link:inline',
    title: 'Links in a creation are created with it; the answer has the one location that was asked for',
    verifies: ['HTTP-68', 'H11-53', 'H11-78', 'H11-79', 'H11-80'],
    async run(world) {
      const [net, disk] = [await made(world, { kind: network }), await madeStorage(world)]
      const toDisk = {
        target: disk,
        rel: idOf(storage),
        category: idOf(storageLink),
        attributes: { 'occi.storagelink.mountpoint': '/mnt' },
      }
      const answer = await world.client.create({
        kind: compute,
        links: [{ ...nicTo(net), attributes: mac }, toDisk],
      })
      expectStatus(answer, 201, 'the creation')
      expectEqual(answer.view.locations.length, 1, 'the number of locations')
      const { view } = await read(world, answer.view.locations[0] ?? '')
      expectEqual(
        view.links.map(({ target }) => target),
        [net, disk],
        'the targets',
      )
      expectEqual(
        view.links.map(
          ({ attributes }) =>
            attributes.get('occi.networkinterface.mac') ?? attributes.get('occi.storagelink.mountpoint'),
        ),
        ['00:11:22:33:44:55', '/mnt'],
        'their attributes',
      )
      const [nic, mount] = view.links.map(({ self }) => self ?? '')
      expectEqual(
        [await listed(world, '/networkinterface/'), await listed(world, '/storagelink/')],
        [[nic], [mount]],
        'the Collections',
      )
    },
  },
  {
    id: 'http:link:shown',
    title: 'a Resource shows its Links with target, rel, self, category and attributes; a target does not',
    verifies: ['TEXT-15', 'TEXT-16', 'TEXT-17', 'TEXT-18', 'TEXT-19', 'H11-58', 'H11-82', 'H11-92', 'H11-93'],
    async run(world) {
      const net = await made(world, { kind: network })
      const vm = await madeCompute(world, { links: [{ ...nicTo(net), attributes: mac }] })
      const [shown] = (await read(world, vm)).view.links
      expectEqual(
        [shown?.target, shown?.rel, shown?.category],
        [net, [idOf(network)], [idOf(networkInterface)]],
        'target, rel and category',
      )
      expectEqual(shown?.attributes.get('occi.networkinterface.mac'), '00:11:22:33:44:55', 'an attribute')
      expectMatch(shown && textOf(shown, 'occi.core.id'), /^urn:uuid:/, 'the id')
      expectEqual(
        kindsIn((await read(world, shown?.self ?? '')).view),
        [idOf(networkInterface)],
        'what is at self',
      )
      expectEqual((await read(world, net)).view.links, [], 'the Links of the target')
    },
  },
  {
    id: 'http:link:alone',
    title: 'a Link is created by its Kind, source and target, and is read like any Entity',
    verifies: ['CORE-70', 'HTTP-45', 'TEXT-34', 'TEXT-40', 'H11-46', 'H11-83', 'H11-84', 'H11-85', 'R-54'],
    async run(world) {
      const [vm, net] = [await madeCompute(world), await made(world, { kind: network })]
      const nic = await made(world, {
        kind: networkInterface,
        attributes: { 'occi.core.source': vm, 'occi.core.target': net, ...mac },
      })
      const { attributes, links: inner } = (await read(world, nic)).view
      const values = [
        'occi.core.source',
        'occi.core.target',
        'occi.core.source.kind',
        'occi.core.target.kind',
        'occi.networkinterface.mac',
      ].map((name) => attributes.get(name))
      expectEqual(values, [vm, net, idOf(compute), idOf(network), '00:11:22:33:44:55'], 'the attributes')
      expectEqual(inner, [], 'the Links of a Link')
      expectEqual(
        (await read(world, vm)).view.links.map(({ self }) => self),
        [nic],
        'the Links of the source',
      )
    },
  },
  {
    id: 'http:link:kinds-for-1.1',
    title: 'an OCCI 1.1 client is not shown the Kinds of source and target',
    verifies: ['TEXT-40', 'HTTP-19', 'R-54'],
    renderings: texts,
    async run(world) {
      const { nic } = await madePair(world)
      const { view } = await world.client.get(nic, [['User-Agent', 'old OCCI/1.1']])
      const names = [...view.attributes.keys()]
      expectEqual(
        names.filter((name) => /^occi\.core\.(?:source|target)\.kind$/.test(name)),
        [],
        'the Kinds of the ends',
      )
      expectIncludes(names, 'occi.core.target', 'the attributes')
    },
  },
  {
    id: 'http:link:incomplete',
    title: 'a Link without source or target is refused',
    verifies: ['CORE-70', 'H11-83'],
    async run(world) {
      const { vm, net, nic } = await madePair(world)
      expectStatus(
        await world.client.create({ kind: networkInterface, attributes: { 'occi.core.target': net } }),
        400,
        'no source',
      )
      expectStatus(
        await world.client.create({ kind: networkInterface, attributes: { 'occi.core.source': vm } }),
        400,
        'no target',
      )
      expectEqual(await listed(world, '/networkinterface/'), [nic], 'the networkinterfaces')
    },
  },
  {
    id: 'http:link:source',
    title: 'the source is a Resource of this service',
    verifies: ['CORE-71'],
    async run(world) {
      const { net, nic } = await madePair(world)
      for (const source of ['http://elsewhere.example/compute/1', '/compute/nothing', nic]) {
        expectStatus(
          await world.client.create({
            kind: link,
            attributes: { 'occi.core.source': source, 'occi.core.target': net },
          }),
          400,
          `the source ${source}`,
        )
      }
      expectEqual(await listed(world, '/link/'), [], 'the Links')
    },
  },
  {
    id: 'http:link:target',
    title: 'the target is an Entity of this service that exists, or a URI outside, which stays as it is',
    verifies: ['CORE-72', 'R-35'],
    async run(world) {
      const vm = await madeCompute(world)
      const outside = 'https://other.example/x?y=1'
      const path = await made(world, {
        kind: link,
        attributes: { 'occi.core.source': vm, 'occi.core.target': outside },
      })
      expectEqual((await read(world, path)).view.attributes.get('occi.core.target'), outside, 'the target')
      expectEqual(
        (await read(world, vm)).view.links.map(({ target }) => target),
        [outside],
        'the Links of the source',
      )
      for (const target of ['/network/nothing', `${world.publicUrl}/network/nothing`]) {
        expectStatus(
          await world.client.create({
            kind: link,
            attributes: { 'occi.core.source': vm, 'occi.core.target': target },
          }),
          400,
          `the target ${target}`,
        )
      }
    },
  },
  {
    id: 'http:link:target-kind',
    title:
      'the Kind of the target is taken from the client for a target outside, and must be true for one inside',
    verifies: ['CORE-73'],
    async run(world) {
      const [vm, net] = [await madeCompute(world), await made(world, { kind: network })]
      const to = (target: string, kind: string) => ({
        'occi.core.source': vm,
        'occi.core.target': target,
        'occi.core.target.kind': kind,
      })
      expectStatus(
        await world.client.create({ kind: link, attributes: to(net, idOf(storage)) }),
        400,
        'a network called a storage',
      )
      await made(world, { kind: link, attributes: to('http://other.example/net', idOf(network)) })
      expectEqual(
        (await read(world, vm)).view.links.map(({ rel }) => rel),
        [[idOf(network)]],
        'rel',
      )
    },
  },
  {
    id: 'http:link:ends',
    title: 'a Link joins what its Kind says',
    verifies: ['CORE-73', 'H11-127'],
    async run(world) {
      const [vm, disk] = [await madeCompute(world), await madeStorage(world)]
      expectStatus(
        await world.client.create({
          kind: networkInterface,
          attributes: { 'occi.core.source': vm, 'occi.core.target': disk },
        }),
        400,
        'a networkinterface to a storage',
      )
      expectStatus(await world.client.create({ kind: compute, links: [nicTo(disk)] }), 400, 'the same inline')
      expectEqual(await listed(world, '/compute/'), [vm], 'the computes')
    },
  },
  {
    id: 'http:link:retarget',
    title: 'source and target can be changed, under the rules of creation',
    verifies: ['CORE-70', 'CORE-71', 'CORE-72', 'R-34'],
    async run(world) {
      const { vm, nic } = await madePair(world)
      const [otherVm, otherNet] = [await madeCompute(world), await made(world, { kind: network })]
      expectStatus(
        await world.client.update(nic, { attributes: { 'occi.core.target': '/network/nothing' } }),
        400,
        'an unknown target',
      )
      expectStatus(
        await world.client.update(nic, { attributes: { 'occi.core.target': otherNet } }),
        200,
        'another target',
      )
      expectEqual(
        (await read(world, vm)).view.links.map(({ target }) => target),
        [otherNet],
        'the Links of the source',
      )
      expectStatus(
        await world.client.update(nic, { attributes: { 'occi.core.source': otherVm } }),
        200,
        'another source',
      )
      expectEqual(
        [(await read(world, vm)).view.links.length, (await read(world, otherVm)).view.links.length],
        [0, 1],
        'the Links of both',
      )
    },
  },
  {
    id: 'http:link:self',
    title: 'self with an inline Link is no failure',
    verifies: ['H11-81', 'R-48'],
    async run(world) {
      const { net, nic } = await madePair(world)
      const vm = await madeCompute(world, { links: [{ ...nicTo(net), self: nic }] })
      const [shown] = (await read(world, vm)).view.links
      expectMembers(
        await listed(world, '/networkinterface/'),
        [nic, shown?.self ?? ''],
        'the networkinterfaces',
      )
    },
  },
  {
    id: 'http:link:inline-bad',
    title: 'an inline Link with what it cannot have spoils the creation',
    verifies: ['CORE-7', 'H11-80', 'H11-100', 'R-52'],
    async run(world) {
      const net = await made(world, { kind: network })
      const withLink = (attributes: Record<string, string>) =>
        world.client.create({ kind: compute, links: [{ ...nicTo(net), attributes }] })
      expectStatus(await withLink({ 'com.example.unknown': 'x' }), 400, 'an unknown attribute')
      expectStatus(await withLink({ 'occi.networkinterface.state': 'active' }), 403, 'an immutable attribute')
      expectStatus(await withLink({ 'occi.networkinterface.mac': 'mac' }), 400, 'a bad value')
      expectStatus(
        await world.client.create({ kind: compute, links: [nicTo('/network/nothing')] }),
        400,
        'an unknown target',
      )
      expectEqual(
        [await listed(world, '/compute/'), await listed(world, '/networkinterface/')],
        [[], []],
        'what was created',
      )
    },
  },
  {
    id: 'http:link:inline-bare',
    title: 'an inline Link may have target and rel only, and its attributes then are those of core#link',
    verifies: ['TEXT-20', 'H11-80', 'R-12'],
    renderings: texts,
    async run(world) {
      const net = await made(world, { kind: network })
      const vm = await madeCompute(world, { links: [{ target: net, rel: idOf(network) }] })
      expectEqual(
        (await read(world, vm)).view.links.map(({ category }) => category),
        [[idOf(link)]],
        'the Kind of the Link',
      )
      const withMac = await world.client.create({
        kind: compute,
        links: [{ target: net, rel: idOf(network), attributes: mac }],
      })
      expectStatus(withMac, 400, 'an attribute of networkinterface without its category')
    },
  },
]
