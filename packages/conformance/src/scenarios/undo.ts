import { idOf, mixinsIn } from '../client/index.ts'
import { expectEqual, expectMembers, expectStatus, expectThat } from '../world/expect.ts'
import { agent, backup, compute, network, small, storage, storageLink } from '../world/fixture.ts'
import type { Scenario } from '../world/scenario.ts'
import { listed, made, madeCompute, madeStorage, nicTo, read, tagged } from './given.ts'

/** What a refusal leaves behind: nothing. */
export const undo: readonly Scenario[] = [
  {
    id: 'undo:create',
    title: 'a creation that a later Backend refuses is taken back, newest first, and nothing is kept',
    verifies: ['H11-100', 'H11-135', 'R-52'],
    async run(world) {
      const [net, disk] = [await made(world, { kind: network }), await madeStorage(world)]
      const toDisk = { target: disk, rel: idOf(storage), category: idOf(storageLink) }
      for (const does of ['refuse', 'throw'] as const) {
        world.backends.make('create', 'storagelink', { does })
        world.backends.forget()
        const answer = await world.client.create({
          kind: compute,
          mixins: [small],
          links: [nicTo(net), toDisk],
        })
        expectStatus(answer, does === 'refuse' ? 400 : 500, `the last of the Backends: ${does}`)
        const undone = world.backends.calls.filter((call) => call.endsWith(' undo'))
        expectEqual(
          undone,
          ['delete networkinterface undo', 'delete small undo', 'delete compute undo'],
          'what was taken back',
        )
      }
      expectEqual(
        [
          await listed(world, '/compute/'),
          await listed(world, '/networkinterface/'),
          await listed(world, '/mixin/small/'),
        ],
        [[], [], []],
        'what is kept',
      )
    },
  },
  {
    id: 'undo:update',
    title:
      'a change that a later Backend refuses is taken back by the same call, and the Entity is as before',
    verifies: ['HTTP-53', 'H11-135', 'R-52'],
    async run(world) {
      const vm = await madeCompute(world, { mixins: [backup], attributes: { 'occi.compute.cores': 1 } })
      world.backends.make('update', 'backup', { does: 'refuse' })
      world.backends.forget()
      expectStatus(
        await world.client.update(vm, { attributes: { 'occi.compute.cores': 2 } }),
        400,
        'the change',
      )
      expectEqual(
        world.backends.calls,
        ['update compute', 'update backup', 'update compute undo'],
        'the calls',
      )
      expectEqual((await read(world, vm)).view.attributes.get('occi.compute.cores'), 1, 'the cores')
    },
  },
  {
    id: 'undo:mixin',
    title: 'a Mixin that its Backend refuses is not put on, and the rest of the change is taken back',
    verifies: ['CORE-39', 'HTTP-53', 'H11-135'],
    async run(world) {
      const vm = await madeCompute(world)
      world.backends.make('create', 'agent', { does: 'refuse' })
      world.backends.forget()
      expectStatus(
        await world.client.update(vm, { categories: [agent], attributes: { 'occi.core.title': 'x' } }),
        400,
        'the change',
      )
      expectEqual(
        world.backends.calls,
        ['update compute', 'create agent', 'update compute undo'],
        'the calls',
      )
      const { view } = await read(world, vm)
      expectEqual([mixinsIn(view), view.attributes.has('occi.core.title')], [[], false], 'the Entity')
    },
  },
  {
    id: 'undo:memberships',
    title: 'one refusal among several associations takes them all back',
    verifies: ['H11-100', 'HTTP-70', 'R-52'],
    async run(world) {
      const [vm, net] = [await madeCompute(world), await made(world, { kind: network })]
      world.backends.make('create', 'backup', { does: 'refuse', status: 409 })
      expectStatus(await world.client.associate('/mixin/backup/', [vm, net]), 409, 'the association')
      world.backends.relent()
      expectEqual(await listed(world, '/mixin/backup/'), [], 'the members')
      expectStatus(
        await world.client.associate('/mixin/backup/', [vm, net]),
        200,
        'the association afterwards',
      )
      world.backends.make('delete', 'backup', { does: 'refuse', status: 409 })
      expectStatus(await world.client.replaceMembers('/mixin/backup/', [vm]), 409, 'the replacement')
      expectMembers(await listed(world, '/mixin/backup/'), [vm, net], 'the members')
    },
  },
  {
    id: 'undo:delete',
    title: 'a deletion that is refused leaves the Entity; the answer says so',
    verifies: ['HTTP-59', 'HTTP-23'],
    async run(world) {
      const vm = await madeCompute(world)
      world.backends.make('delete', 'compute', { does: 'refuse', status: 409 })
      expectStatus(await world.client.delete(vm), 409, 'DELETE')
      expectStatus(await world.client.get(vm), 200, 'GET afterwards')
      world.backends.relent()
      expectStatus(await world.client.delete(vm), 200, 'DELETE afterwards')
    },
  },
  {
    id: 'undo:action',
    title: 'an Action that its Backend refuses changes nothing',
    verifies: ['CORE-50', 'H11-135'],
    async run(world) {
      const vm = await madeCompute(world)
      const begin = {
        term: 'start',
        scheme: 'http://schemas.ogf.org/occi/infrastructure/compute/action#',
        class: 'action',
      } as const
      world.backends.make('action', 'compute', { does: 'refuse' })
      expectStatus(await world.client.act(vm, begin), 400, 'start')
      world.backends.make('action', 'compute', { does: 'throw' })
      const failed = await world.client.act(vm, begin)
      expectStatus(failed, 500, 'start')
      expectThat(!failed.error.includes('secret'), `the fault is not shown: ${failed.error}`)
      expectEqual((await read(world, vm)).view.attributes.get('occi.compute.state'), 'inactive', 'the state')
    },
  },
  {
    id: 'undo:path-free-again',
    title: 'the path of a creation that was refused is free again',
    verifies: ['H11-54', 'H11-135'],
    async run(world) {
      world.backends.make('create', 'compute', { does: 'refuse' })
      expectStatus(await world.client.create({ kind: compute }, '/compute/my1'), 400, 'the creation')
      expectStatus(await world.client.get('/compute/my1'), 404, 'GET')
      world.backends.relent()
      expectStatus(
        await world.client.create({ kind: compute }, '/compute/my1'),
        201,
        'the creation afterwards',
      )
    },
  },
  {
    id: 'undo:user-mixin',
    title: 'a Mixin of a user is removed from all or none of its members',
    verifies: ['H11-22', 'HTTP-43'],
    async run(world) {
      const [one, two] = [await madeCompute(world), await madeStorage(world)]
      await tagged(world, one, two)
      expectStatus(
        await world.client.removeMixin({
          term: 'my_stuff',
          scheme: 'http://example.com/occi/my_stuff#',
          class: 'mixin',
        }),
        200,
        'DELETE',
      )
      for (const path of [one, two])
        expectEqual(mixinsIn((await read(world, path)).view), [], `the Mixins of ${path}`)
    },
  },
]
