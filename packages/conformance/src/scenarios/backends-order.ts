import { idOf } from '../client/index.ts'
import { expectEqual, expectMembers, expectStatus, expectThat } from '../world/expect.ts'
import { agent, backup, compute, network, small, start, storage, storageLink } from '../world/fixture.ts'
import type { Scenario } from '../world/scenario.ts'
import type { World } from '../world/world.ts'
import { listed, made, madeCompute, madePair, madeStorage, nicTo, read } from './given.ts'

/** Which Backends are called, and in which order. */
export const backendsOrder: readonly Scenario[] = [
  {
    id: 'backends:create',
    title: 'a Resource with two Mixins and two Links: Kind, Mixins in order, then each Link, five calls',
    verifies: ['CORE-37', 'HTTP-68', 'H11-79'],
    async run(world) {
      await rich(world)
      expectEqual(
        world.backends.calls,
        ['create compute', 'create small', 'create backup', 'create networkinterface', 'create storagelink'],
        'the calls',
      )
    },
  },
  {
    id: 'backends:retrieve',
    title: 'a look asks the Links, then the Kind and the Mixins; what they set is answered and kept',
    verifies: ['CORE-6', 'CORE-16', 'HTTP-46'],
    async run(world) {
      const vm = await richAndKnown(world)
      world.backends.forget()
      world.backends.make('retrieve', 'compute', {
        does: 'set',
        attributes: { 'occi.compute.state': 'error', 'occi.compute.state.message': 'it burns' },
      })
      const { view } = await read(world, vm)
      expectEqual(
        world.backends.calls,
        [
          'retrieve networkinterface',
          'retrieve storagelink',
          'retrieve compute',
          'retrieve small',
          'retrieve backup',
        ],
        'the calls',
      )
      expectEqual(
        [view.attributes.get('occi.compute.state'), view.attributes.get('occi.compute.state.message')],
        ['error', 'it burns'],
        'what the Backend set',
      )
      world.backends.relent()
      expectEqual((await read(world, vm)).view.attributes.get('occi.compute.state'), 'error', 'what was kept')
    },
  },
  {
    id: 'backends:retrieve-refused',
    title: 'a look that a Backend refuses is answered with the refusal',
    verifies: ['HTTP-23', 'H11-135'],
    async run(world) {
      const vm = await madeCompute(world)
      world.backends.make('retrieve', 'compute', { does: 'refuse', status: 503 })
      expectStatus(await world.client.get(vm), 503, 'GET')
      world.backends.relent()
      expectStatus(await world.client.get(vm), 200, 'GET afterwards')
    },
  },
  {
    id: 'backends:own-writing',
    title: 'what a Backend sets is checked by types and patterns, not by mutability',
    verifies: ['CORE-6', 'CORE-20', 'CORE-22', 'H11-135'],
    async run(world) {
      world.backends.make('create', 'compute', {
        does: 'set',
        attributes: { 'occi.compute.state': 'suspended' },
      })
      expectEqual(
        (await read(world, await madeCompute(world))).view.attributes.get('occi.compute.state'),
        'suspended',
        'a state that it sets',
      )
      world.backends.make('create', 'compute', { does: 'set', attributes: { 'occi.compute.cores': 'four' } })
      expectStatus(await world.client.create({ kind: compute }), 500, 'a value of the wrong type')
      expectEqual((await listed(world, '/compute/')).length, 1, 'the number of computes')
    },
  },
  {
    id: 'backends:update',
    title: 'a change calls the Kind and the Mixins that stay, then create of those that come',
    verifies: ['HTTP-53', 'CORE-37'],
    async run(world) {
      const vm = await richAndKnown(world)
      world.backends.forget()
      const answer = await world.client.update(vm, {
        categories: [agent],
        attributes: { 'occi.core.title': 'x' },
      })
      expectStatus(answer, 200, 'the change')
      expectEqual(
        world.backends.calls,
        ['update compute', 'update small', 'update backup', 'create agent'],
        'the calls',
      )
    },
  },
  {
    id: 'backends:replace',
    title:
      'a replacement calls the Kind and the Mixins that stay, create of those that come, delete of those that go',
    verifies: ['HTTP-50'],
    async run(world) {
      const vm = await richAndKnown(world)
      world.backends.forget()
      expectStatus(
        await world.client.replace(vm, { kind: compute, mixins: [small, agent] }),
        200,
        'the replacement',
      )
      expectEqual(world.backends.calls.slice(0, 2), ['replace compute', 'replace small'], 'the first calls')
      expectMembers(world.backends.calls.slice(2), ['create agent', 'delete backup'], 'the other calls')
    },
  },
  {
    id: 'backends:mixins',
    title: 'putting a Mixin on and taking it off calls that Mixin alone, and says which it is',
    verifies: ['CORE-58', 'HTTP-77'],
    async run(world) {
      const vm = await madeCompute(world)
      world.backends.forget()
      expectStatus(await world.client.associate('/mixin/backup/', [vm]), 200, 'association')
      expectStatus(await world.client.dissociate('/mixin/backup/', [vm]), 200, 'dissociation')
      expectEqual(world.backends.calls, ['create backup', 'delete backup'], 'the calls')
    },
  },
  {
    id: 'backends:action',
    title: 'an Action calls the Backend of the Category that defines it',
    verifies: ['HTTP-55', 'CORE-43', 'CORE-47'],
    async run(world) {
      const vm = await madeCompute(world, { mixins: [backup] })
      world.backends.forget()
      expectStatus(await world.client.act(vm, start), 200, 'start')
      expectStatus(
        await world.client.act(vm, {
          term: 'run',
          scheme: 'http://example.com/occi/test/backup/action#',
          class: 'action',
        }),
        200,
        'run',
      )
      expectEqual(world.backends.calls, ['action compute', 'action backup'], 'the calls')
    },
  },
  {
    id: 'backends:delete',
    title: 'a deletion calls the Links from and to an Entity, then its Mixins, then its Kind',
    verifies: ['HTTP-59', 'CORE-69'],
    async run(world) {
      const vm = await richAndKnown(world)
      world.backends.forget()
      expectStatus(await world.client.delete(vm), 200, 'DELETE')
      const calls = [...world.backends.calls]
      expectMembers(calls.slice(0, 2), ['delete networkinterface', 'delete storagelink'], 'the Links')
      expectMembers(calls.slice(2, 4), ['delete small', 'delete backup'], 'the Mixins')
      expectEqual(calls.slice(4), ['delete compute'], 'the Kind')
      const { net } = await madePair(world)
      world.backends.forget()
      expectStatus(await world.client.delete(net), 200, 'DELETE of a target')
      expectEqual(world.backends.calls, ['delete networkinterface', 'delete network'], 'the calls')
    },
  },
  {
    id: 'backends:validated-first',
    title: 'no Backend is called for what the service itself refuses',
    verifies: ['H11-127', 'R-52'],
    async run(world) {
      const vm = await madeCompute(world)
      world.backends.forget()
      expectStatus(await world.client.create({ kind: storage }), 400, 'a creation')
      expectStatus(
        await world.client.create({ kind: compute, links: [nicTo('/network/nothing')] }),
        400,
        'a creation with a Link',
      )
      expectStatus(
        await world.client.update(vm, { attributes: { 'occi.compute.cores': 0 } }),
        400,
        'a change',
      )
      expectStatus(await world.client.act(vm, { ...start, term: 'nonsense' }), 400, 'an Action')
      expectEqual(world.backends.calls, [], 'the calls')
    },
  },
]

/** A compute with two Mixins and two Links; the log begins with its creation. */
async function rich(world: World): Promise<string> {
  const [net, disk] = [await made(world, { kind: network }), await madeStorage(world)]
  world.backends.forget()
  const toDisk = { target: disk, rel: idOf(storage), category: idOf(storageLink) }
  const vm = await madeCompute(world, { mixins: [small, backup], links: [nicTo(net), toDisk] })
  expectThat(world.backends.calls.length > 0, 'the Backends keep a log')
  return vm
}

/** What is rich, and was looked at: a client of JSON then knows where the Links are and asks no more. */
async function richAndKnown(world: World): Promise<string> {
  const vm = await rich(world)
  await read(world, vm)
  return vm
}
