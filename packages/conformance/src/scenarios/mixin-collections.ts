import { idOf, mixinsIn, textOf } from '../client/index.ts'
import { expectEqual, expectMembers, expectStatus } from '../world/expect.ts'
import { agent, backup, compute, ipNetwork, myStuff, network } from '../world/fixture.ts'
import type { Scenario } from '../world/scenario.ts'
import type { World } from '../world/world.ts'
import { isText, listed, made, madeCompute, madePair, madeStorage, read, tagged, texts } from './given.ts'

/** The Collection of a Mixin: who is associated with it (GFD.223 11.2, 11.3.2, 11.4.2). */
export const mixinCollections: readonly Scenario[] = [
  {
    id: 'http:associate:several',
    title: 'POST of locations associates the Mixin with all of them',
    verifies: ['CORE-37', 'CORE-58', 'HTTP-70', 'HTTP-71', 'H11-40', 'H11-41'],
    async run(world) {
      const [vm, disk] = [await madeCompute(world), await madeStorage(world)]
      await tagged(world)
      const answer = await world.client.associate('/my_stuff/', [vm, disk])
      expectStatus(answer, 200, 'the association')
      expectMembers(answer.view.locations, [vm, disk], 'the answer')
      expectEqual(mixinsIn((await read(world, vm)).view), [idOf(myStuff)], 'the Mixins of a member')
    },
  },
  {
    id: 'http:associate:adds',
    title: 'association adds to what is there; a member may be named again',
    verifies: ['HTTP-70', 'HTTP-71', 'R-27'],
    async run(world) {
      const [one, two] = [await madeCompute(world), await madeCompute(world)]
      await tagged(world, one)
      const answer = await world.client.associate('/my_stuff/', [one, two])
      expectMembers(answer.view.locations, [one, two], 'the answer')
      expectMembers(await listed(world, '/my_stuff/'), [one, two], 'the members')
      expectEqual(mixinsIn((await read(world, one)).view), [idOf(myStuff)], 'the Mixins of one')
    },
  },
  {
    id: 'http:associate:unknown',
    title: 'one unknown location spoils the association; nothing changes',
    verifies: ['HTTP-70', 'H11-100', 'H11-130', 'R-20', 'R-52'],
    async run(world) {
      const vm = await madeCompute(world)
      await tagged(world)
      expectStatus(
        await world.client.associate('/my_stuff/', [vm, '/compute/nothing']),
        400,
        'an unknown location',
      )
      expectStatus(
        await world.client.associate('/my_stuff/', [vm, 'http://elsewhere.example/compute/1']),
        400,
        'a location elsewhere',
      )
      expectEqual(await listed(world, '/my_stuff/'), [], 'the members')
    },
  },
  {
    id: 'http:associate:empty',
    title: 'POST, and PUT in text, without any location is refused',
    verifies: ['H11-41', 'H11-43', 'HTTP-63', 'R-27'],
    renderings: texts,
    async run(world) {
      const vm = await madeCompute(world)
      await tagged(world, vm)
      expectStatus(await world.client.associate('/my_stuff/', []), 400, 'POST')
      expectStatus(await world.client.replaceMembers('/my_stuff/', []), 400, 'PUT')
      expectEqual(await listed(world, '/my_stuff/'), [vm], 'the members')
    },
  },
  {
    id: 'http:associate:references',
    title: 'members are named by path, absolute URL or id',
    verifies: ['HTTP-70', 'TEXT-30', 'H11-40', 'R-38'],
    async run(world) {
      const all = [await madeCompute(world), await madeCompute(world), await madeCompute(world)]
      await tagged(world)
      const [one = '', two = '', three = ''] = all
      const id = textOf((await read(world, three)).view, 'occi.core.id')
      expectStatus(
        await world.client.associate('/my_stuff/', [one, `${world.publicUrl}${two}`, id]),
        200,
        'three ways to name',
      )
      expectMembers(await listed(world, '/my_stuff/'), all, 'the members')
    },
  },
  {
    id: 'http:associate:inapplicable',
    title: 'a Mixin that does not apply to one of them is put on none',
    verifies: ['CORE-38', 'CORE-39', 'H11-100', 'R-20'],
    async run(world) {
      const [net, vm] = [await made(world, { kind: network }), await madeCompute(world)]
      expectStatus(
        await world.client.associate(ipNetwork.location ?? '', [net, vm]),
        400,
        'an ipnetwork on a compute',
      )
      expectEqual(await listed(world, ipNetwork.location ?? ''), [], 'the members')
    },
  },
  {
    id: 'http:associate:link',
    title: 'a Mixin without applies is put on a Link too',
    verifies: ['CORE-38', 'HTTP-45', 'H11-46'],
    async run(world) {
      const { nic } = await madePair(world)
      expectStatus(await world.client.associate(backup.location ?? '', [nic]), 200, 'a Mixin on a Link')
      expectEqual(mixinsIn((await read(world, nic)).view), [idOf(backup)], 'the Mixins of the Link')
    },
  },
  {
    id: 'http:associate:not-on-kinds',
    title: 'Kinds take neither association nor replacement of members',
    verifies: ['HTTP-62', 'HTTP-69', 'HTTP-77', 'H11-32', 'H11-131'],
    async run(world) {
      const vm = await madeCompute(world)
      // JSON has no locations: the entities that stand for them would be created.
      const client = isText(world) ? world.client : world.as('text/plain')
      expectStatus(await client.associate('/compute/', [vm]), 400, 'POST of locations to a Kind')
      expectStatus(await world.client.replaceMembers('/compute/', [vm]), 405, 'PUT of locations to a Kind')
      expectStatus(
        await world.client.replaceMembers('/lab/', [vm]),
        405,
        'PUT of locations to a path of the name space',
      )
    },
  },
  {
    id: 'http:members:replace',
    title: 'PUT of locations is the new membership; who leaves is not deleted',
    verifies: ['HTTP-63', 'HTTP-64', 'H11-42', 'H11-43'],
    async run(world) {
      const [one, two, disk] = await threeTagged(world)
      const answer = await world.client.replaceMembers('/my_stuff/', [two, disk])
      expectStatus(answer, 200, 'PUT')
      expectMembers(answer.view.locations, [two, disk], 'the answer')
      expectMembers(await listed(world, '/my_stuff/'), [two, disk], 'the members')
      expectEqual(mixinsIn((await read(world, one)).view), [], 'the Mixins of who left')
    },
  },
  {
    id: 'http:members:replace-unknown',
    title: 'one unknown location spoils the replacement',
    verifies: ['HTTP-63', 'H11-100', 'R-52'],
    async run(world) {
      const [one, two, disk] = await threeTagged(world)
      expectStatus(
        await world.client.replaceMembers('/my_stuff/', [disk, '/storage/nothing']),
        400,
        'an unknown location',
      )
      expectMembers(await listed(world, '/my_stuff/'), [one, two], 'the members')
    },
  },
  {
    id: 'http:dissociate:some',
    title: 'DELETE with locations dissociates those and deletes nothing',
    verifies: ['CORE-58', 'HTTP-77', 'HTTP-78', 'HTTP-79', 'H11-5', 'H11-44', 'H11-45', 'R-27'],
    async run(world) {
      const [one, two] = await threeTagged(world)
      const answer = await world.client.dissociate('/my_stuff/', [one])
      expectStatus(answer, 200, 'DELETE')
      expectEqual(answer.view.locations, [two], 'the answer')
      expectEqual(await listed(world, '/my_stuff/'), [two], 'the members')
      expectEqual(mixinsIn((await read(world, one)).view), [], 'the Mixins of who left')
    },
  },
  {
    id: 'http:dissociate:all',
    title: 'DELETE without locations dissociates all members and deletes nothing',
    verifies: ['HTTP-78', 'HTTP-79', 'H11-5', 'H11-45', 'R-27'],
    async run(world) {
      const [one, two, disk] = await threeTagged(world)
      expectStatus(await world.client.dissociate('/my_stuff/'), 200, 'DELETE')
      expectEqual(await listed(world, '/my_stuff/'), [], 'the members')
      expectMembers(await listed(world, '/'), [one, two, disk], 'the entities')
    },
  },
  {
    id: 'http:dissociate:attributes',
    title: 'the attributes of a Mixin go with it',
    verifies: ['CORE-41', 'CORE-42', 'CORE-58'],
    async run(world) {
      const attributes = { 'com.example.backup.interval': 5, 'occi.core.title': 'x' }
      const vm = await made(world, { kind: compute, mixins: [backup, agent], attributes })
      expectStatus(await world.client.dissociate(backup.location ?? '', [vm]), 200, 'DELETE')
      const { view } = await read(world, vm)
      expectEqual(
        [
          mixinsIn(view),
          view.attributes.has('com.example.backup.interval'),
          view.attributes.get('occi.core.title'),
        ],
        [[idOf(agent)], false, 'x'],
        'what is left',
      )
      expectStatus(
        await world.client.update(vm, { attributes: { 'com.example.backup.interval': 6 } }),
        400,
        'an attribute of a Mixin that is gone',
      )
    },
  },
]

/** Two computes that are tagged and a storage that is not. */
async function threeTagged(world: World): Promise<readonly [string, string, string]> {
  const three = [await madeCompute(world), await madeCompute(world), await madeStorage(world)] as const
  await tagged(world, three[0], three[1])
  return three
}
