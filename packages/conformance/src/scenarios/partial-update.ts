import { idOf, kindsIn, mixinsIn } from '../client/index.ts'
import { expectEqual, expectIncludes, expectStatus } from '../world/expect.ts'
import { backup, ipNetwork, network, storage } from '../world/fixture.ts'
import type { Scenario } from '../world/scenario.ts'
import { listed, made, madeCompute, madePair, nicTo, read } from './given.ts'

/** POST on an Entity changes what it carries (GFD.223 10.3.1). */
export const partialUpdate: readonly Scenario[] = [
  {
    id: 'http:update:attribute',
    title: 'an attribute is changed, the rest stays, and the answer is the whole Entity',
    verifies: ['CORE-5', 'HTTP-53', 'HTTP-54', 'H11-62', 'H11-65', 'H11-66', 'R-4', 'R-8'],
    async run(world) {
      const vm = await madeCompute(world, {
        attributes: { 'occi.compute.cores': 2, 'occi.core.title': 'one' },
      })
      const answer = await world.client.update(vm, { attributes: { 'occi.compute.memory': 4 } })
      expectStatus(answer, 200, 'the change')
      const values = ['occi.compute.memory', 'occi.compute.cores', 'occi.core.title']
      expectEqual(
        values.map((name) => answer.view.attributes.get(name)),
        [4, 2, 'one'],
        'the answer',
      )
      const { view } = await read(world, vm)
      expectEqual(
        [[...view.attributes], view.categories],
        [[...answer.view.attributes], answer.view.categories],
        'the Entity afterwards',
      )
    },
  },
  {
    id: 'http:update:title',
    title: 'the title can be changed, the id cannot',
    verifies: ['CORE-64', 'CORE-7', 'R-48'],
    async run(world) {
      const vm = await madeCompute(world)
      expectStatus(
        await world.client.update(vm, { attributes: { 'occi.core.title': 'new' } }),
        200,
        'the title',
      )
      expectEqual((await read(world, vm)).view.attributes.get('occi.core.title'), 'new', 'the title')
      expectStatus(
        await world.client.update(vm, { attributes: { 'occi.core.id': 'urn:x:1' } }),
        403,
        'another id',
      )
    },
  },
  {
    id: 'http:update:immutable',
    title:
      'what only the service sets is refused with 403, its current value is accepted, and nothing changes',
    verifies: ['CORE-7', 'CORE-20', 'H11-129', 'R-20'],
    async run(world) {
      const vm = await madeCompute(world)
      const refused = await world.client.update(vm, {
        attributes: { 'occi.compute.state': 'active', 'occi.core.title': 'new' },
      })
      expectStatus(refused, 403, 'another state')
      const { view } = await read(world, vm)
      expectEqual(
        [view.attributes.get('occi.compute.state'), view.attributes.has('occi.core.title')],
        ['inactive', false],
        'state and title',
      )
      expectStatus(
        await world.client.update(vm, { attributes: { 'occi.compute.state': 'inactive' } }),
        200,
        'the current state',
      )
    },
  },
  {
    id: 'http:update:bad',
    title: 'an unknown attribute or a bad value is refused and nothing changes',
    verifies: ['HTTP-53', 'CORE-22', 'H11-130', 'R-20'],
    async run(world) {
      const vm = await madeCompute(world, { attributes: { 'occi.compute.cores': 1 } })
      const change = (attributes: Record<string, string | number>) =>
        world.client.update(vm, { attributes: { 'occi.compute.cores': 3, ...attributes } })
      expectStatus(await change({ 'com.example.unknown': 1 }), 400, 'an unknown attribute')
      expectStatus(await change({ 'occi.compute.memory': 'much' }), 400, 'a bad value')
      expectStatus(await world.client.update(vm, {}), 400, 'nothing at all')
      expectEqual((await read(world, vm)).view.attributes.get('occi.compute.cores'), 1, 'the cores')
    },
  },
  {
    id: 'http:update:kind',
    title: 'the Kind of an Entity cannot change; its own may be named',
    verifies: ['CORE-27', 'H11-63', 'R-21'],
    async run(world) {
      const vm = await madeCompute(world)
      expectStatus(
        await world.client.update(vm, { categories: [storage], attributes: { 'occi.storage.size': 1 } }),
        400,
        'another Kind',
      )
      const { view } = await read(world, vm)
      expectEqual(
        [kindsIn(view), await listed(world, '/storage/')],
        [['http://schemas.ogf.org/occi/infrastructure#compute'], []],
        'Kind and storages',
      )
      const named = { categories: view.categories, attributes: { 'occi.core.title': 'x' } }
      expectStatus(
        await world.client.update(vm, {
          ...named,
          categories: named.categories.map(({ term, scheme }) => ({ term, scheme })),
        }),
        200,
        'its own Kind',
      )
    },
  },
  {
    id: 'http:update:mixin',
    title: 'a Mixin is put on by its Category, with attributes of its own',
    verifies: ['CORE-37', 'CORE-42', 'CORE-43', 'HTTP-53', 'H11-62', 'H11-65'],
    async run(world) {
      const vm = await madeCompute(world)
      const answer = await world.client.update(vm, {
        categories: [backup],
        attributes: { 'com.example.backup.interval': 7 },
      })
      expectStatus(answer, 200, 'the change')
      expectEqual(
        [mixinsIn(answer.view), answer.view.attributes.get('com.example.backup.interval')],
        [[idOf(backup)], 7],
        'the Mixin and its attribute',
      )
      expectIncludes(
        answer.view.actions.map(({ target }) => target),
        `${vm}?action=run`,
        'the Actions',
      )
      expectEqual(await listed(world, backup.location ?? ''), [vm], 'the members of the Mixin')
    },
  },
  {
    id: 'http:update:inapplicable-mixin',
    title: 'a Mixin that does not apply is refused, with 400 to an OCCI 1.2 and 403 to an OCCI 1.1 client',
    verifies: ['CORE-38', 'CORE-39', 'H11-129', 'R-20'],
    async run(world) {
      const vm = await madeCompute(world)
      const put = (agent: string) =>
        world.client.send('POST', vm, { categories: [ipNetwork] }, [['User-Agent', agent]])
      expectStatus(await put('test OCCI/1.2'), 400, 'OCCI 1.2')
      expectStatus(await put('test OCCI/1.1'), 403, 'OCCI 1.1')
      expectEqual(mixinsIn((await read(world, vm)).view), [], 'the Mixins')
    },
  },
  {
    id: 'http:update:link',
    title: 'a Link in the change of a Resource is created',
    verifies: ['H11-62', 'H11-65', 'TEXT-15'],
    async run(world) {
      const [vm, net] = [await madeCompute(world), await made(world, { kind: network })]
      const answer = await world.client.update(vm, { links: [nicTo(net)] })
      expectStatus(answer, 200, 'the change')
      expectEqual(
        answer.view.links.map(({ target }) => target),
        [net],
        'the Links',
      )
      expectEqual(
        await listed(world, '/networkinterface/'),
        [answer.view.links[0]?.self ?? ''],
        'the networkinterfaces',
      )
    },
  },
  {
    id: 'http:update:link-of-link',
    title: 'a Link has no Links',
    verifies: ['H11-64', 'TEXT-34'],
    async run(world) {
      const { nic, net } = await madePair(world)
      const change = { attributes: { 'occi.core.title': 'x' }, links: [nicTo(net)] }
      expectStatus(await world.client.update(nic, change), 400, 'a Link on a Link')
      expectEqual(await listed(world, '/networkinterface/'), [nic], 'the networkinterfaces')
    },
  },
  {
    id: 'http:update:race',
    title: 'changes that come together are done one after the other, none is lost',
    verifies: ['HTTP-53', 'H11-62'],
    async run(world) {
      const vm = await madeCompute(world, { mixins: [backup] })
      const changes = {
        'occi.core.title': 'x',
        'occi.core.summary': 'y',
        'occi.compute.cores': 3,
        'occi.compute.memory': 4,
        'com.example.backup.interval': 5,
      }
      const answers = await Promise.all(
        Object.entries(changes).map(([name, value]) =>
          world.client.update(vm, { attributes: { [name]: value } }),
        ),
      )
      for (const answer of answers) expectStatus(answer, 200, 'POST')
      const { view } = await read(world, vm)
      expectEqual(
        Object.keys(changes).map((name) => view.attributes.get(name)),
        Object.values(changes),
        'the Entity',
      )
    },
  },
  {
    id: 'http:update:echo',
    title: 'what a GET gave is taken by POST',
    verifies: ['HTTP-53', 'CORE-7', 'R-29'],
    async run(world) {
      const { vm, nic } = await madePair(world)
      for (const path of [vm, nic]) {
        const before = await read(world, path)
        const answer = await world.client.echo('POST', path, before)
        expectStatus(answer, 200, `POST of what GET ${path} gave`)
        expectEqual(
          [[...answer.view.attributes], answer.view.links],
          [[...before.view.attributes], before.view.links],
          'the Entity',
        )
      }
    },
  },
  {
    id: 'http:update:missing',
    title: 'a change of what is not there is 404',
    verifies: ['H11-130', 'HTTP-46'],
    async run({ client }) {
      expectStatus(
        await client.update('/compute/nothing', { attributes: { 'occi.core.title': 'x' } }),
        404,
        'POST',
      )
    },
  },
]
