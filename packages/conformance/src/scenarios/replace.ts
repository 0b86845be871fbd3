import { idOf, kindsIn, mixinsIn } from '../client/index.ts'
import { expectEqual, expectStatus } from '../world/expect.ts'
import { agent, backup, compute, job, storage } from '../world/fixture.ts'
import type { Scenario } from '../world/scenario.ts'
import { listed, made, madeCompute, madePair, nicTo, read } from './given.ts'

/** PUT on an Entity replaces it (GFD.223 10.2.2). */
export const replace: readonly Scenario[] = [
  {
    id: 'http:replace:missing-attributes',
    title: 'what the new rendering lacks goes or falls back to its default; what the service sets stays',
    verifies: ['HTTP-50', 'HTTP-51', 'H11-68', 'H11-71', 'R-4', 'R-30'],
    async run(world) {
      const vm = await madeCompute(world, {
        attributes: { 'occi.compute.cores': 2, 'occi.core.title': 'one' },
      })
      const { view: before } = await read(world, vm)
      const answer = await world.client.replace(vm, {
        kind: compute,
        attributes: { 'occi.compute.memory': 4 },
      })
      expectStatus(answer, 200, 'the replacement')
      const values = (names: readonly string[], from: ReadonlyMap<string, unknown>) =>
        names.map((name) => from.get(name) ?? null)
      expectEqual(
        values(['occi.compute.memory', 'occi.compute.cores', 'occi.core.title'], answer.view.attributes),
        [4, null, null],
        'the answer',
      )
      const kept = ['occi.core.id', 'occi.compute.state']
      expectEqual(
        values(kept, answer.view.attributes),
        values(kept, before.attributes),
        'what only the service sets',
      )
      expectEqual(
        [...(await read(world, vm)).view.attributes],
        [...answer.view.attributes],
        'the Entity afterwards',
      )
    },
  },
  {
    id: 'http:replace:defaults',
    title: 'an attribute with a default falls back to it',
    verifies: ['HTTP-50', 'CORE-23', 'R-30'],
    async run(world) {
      const path = await made(world, {
        kind: job,
        attributes: { 'com.example.job.queue': 'a', 'com.example.job.priority': 'high' },
      })
      const answer = await world.client.replace(path, {
        kind: job,
        attributes: { 'com.example.job.queue': 'b' },
      })
      expectEqual(
        [
          answer.view.attributes.get('com.example.job.queue'),
          answer.view.attributes.get('com.example.job.priority'),
        ],
        ['b', 'normal'],
        'the answer',
      )
    },
  },
  {
    id: 'http:replace:required',
    title: 'a replacement without a required attribute is refused',
    verifies: ['HTTP-50', 'R-30'],
    async run(world) {
      const disk = await made(world, { kind: storage, attributes: { 'occi.storage.size': 10 } })
      expectStatus(await world.client.replace(disk, { kind: storage }), 400, 'a storage without size')
      expectEqual((await read(world, disk)).view.attributes.get('occi.storage.size'), 10, 'the size')
    },
  },
  {
    id: 'http:replace:mixins',
    title: 'Mixins that are not named are taken off, new ones are put on',
    verifies: ['HTTP-50', 'H11-68', 'R-30'],
    async run(world) {
      const vm = await madeCompute(world, {
        mixins: [backup],
        attributes: { 'com.example.backup.interval': 5 },
      })
      const answer = await world.client.replace(vm, { kind: compute, mixins: [agent] })
      expectStatus(answer, 200, 'the replacement')
      expectEqual(
        [mixinsIn(answer.view), answer.view.attributes.has('com.example.backup.interval')],
        [[idOf(agent)], false],
        'Mixins, and an attribute of the old one',
      )
      expectEqual(
        [await listed(world, backup.location ?? ''), await listed(world, agent.location ?? '')],
        [[], [vm]],
        'the Collections',
      )
    },
  },
  {
    id: 'http:replace:links-stay',
    title: 'the Links of a Resource stay',
    verifies: ['HTTP-49', 'H11-69'],
    async run(world) {
      const { vm, nic } = await madePair(world)
      const answer = await world.client.replace(vm, { kind: compute, attributes: { 'occi.core.title': 'x' } })
      expectStatus(answer, 200, 'a replacement without Links')
      expectEqual(
        [answer.view.links.map(({ self }) => self), await listed(world, '/networkinterface/')],
        [[nic], [nic]],
        'the Links',
      )
    },
  },
  {
    id: 'http:replace:links-given',
    title: 'Links that exist may be named, new ones are refused and nothing changes',
    verifies: ['HTTP-49', 'H11-69', 'R-29'],
    async run(world) {
      const { vm, nic, net } = await madePair(world)
      const link = nicTo(net)
      const put = (self: string | undefined, title: string) =>
        world.client.replace(vm, {
          kind: compute,
          attributes: { 'occi.core.title': title },
          links: [self === undefined ? link : { ...link, self }],
        })
      expectStatus(await put(nic, 'one'), 200, 'a Link of its own')
      expectStatus(await put('/networkinterface/other', 'two'), 400, 'a Link that is not its own')
      expectStatus(await put(undefined, 'three'), 400, 'a new Link')
      const { view } = await read(world, vm)
      expectEqual(
        [view.attributes.get('occi.core.title'), view.links.map(({ self }) => self)],
        ['one', [nic]],
        'title and Links',
      )
      expectEqual(await listed(world, '/networkinterface/'), [nic], 'the networkinterfaces')
    },
  },
  {
    id: 'http:replace:idempotent',
    title: 'what a GET gave is taken by PUT, twice, and changes nothing',
    verifies: ['CORE-7', 'HTTP-52', 'H11-69', 'H11-78', 'HTTP-45'],
    async run(world) {
      const { vm, nic } = await madePair(world)
      await world.client.update(vm, {
        categories: [backup],
        attributes: { 'occi.core.title': 'a "quoted" one' },
      })
      for (const path of [vm, nic]) {
        const before = await read(world, path)
        for (const time of ['first', 'second']) {
          const answer = await world.client.echo('PUT', path, before)
          expectStatus(answer, 200, `the ${time} PUT of what GET ${path} gave`)
          const { categories, attributes, links } = answer.view
          expectEqual(
            [categories, [...attributes], links],
            [before.view.categories, [...before.view.attributes], before.view.links],
            'the Entity',
          )
        }
      }
    },
  },
  {
    id: 'http:replace:kind',
    title: 'the Kind of an Entity cannot be replaced',
    verifies: ['CORE-27', 'H11-63', 'R-21'],
    async run(world) {
      const vm = await madeCompute(world)
      expectStatus(
        await world.client.replace(vm, { kind: storage, attributes: { 'occi.storage.size': 1 } }),
        400,
        'another Kind',
      )
      expectEqual(kindsIn((await read(world, vm)).view), [idOf(compute)], 'the Kind')
    },
  },
  {
    id: 'http:replace:immutable',
    title: 'a changed value of what only the service sets is refused',
    verifies: ['CORE-7', 'H11-129', 'R-20'],
    async run(world) {
      const vm = await madeCompute(world)
      expectStatus(
        await world.client.replace(vm, { kind: compute, attributes: { 'occi.compute.state': 'active' } }),
        403,
        'another state',
      )
      expectEqual((await read(world, vm)).view.attributes.get('occi.compute.state'), 'inactive', 'the state')
    },
  },
]
