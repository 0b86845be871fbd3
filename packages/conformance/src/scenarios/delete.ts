import { expectEqual, expectMembers, expectStatus, expectThat } from '../world/expect.ts'
import { compute } from '../world/fixture.ts'
import type { Scenario } from '../world/scenario.ts'
import { listed, madeCompute, madePair, madeStorage, read, tagged } from './given.ts'

/** DELETE of entities and of what a Collection holds (GFD.223 10.4, 11.4.1). */
export const deletion: readonly Scenario[] = [
  {
    id: 'http:delete:entity',
    title: 'an Entity that is deleted is gone from its path and every Collection',
    verifies: ['HTTP-24', 'HTTP-59', 'H11-74', 'H11-134', 'R-41'],
    async run(world) {
      const vm = await madeCompute(world)
      await tagged(world, vm)
      expectStatus(await world.client.delete(vm), 200, 'DELETE')
      expectStatus(await world.client.get(vm), 404, 'GET afterwards')
      expectStatus(await world.client.delete(vm), 404, 'DELETE again')
      expectEqual(
        [await listed(world, '/compute/'), await listed(world, '/my_stuff/')],
        [[], []],
        'the Collections',
      )
    },
  },
  {
    id: 'http:delete:its-links',
    title: 'the Links of a Resource go with it, from either end',
    verifies: ['CORE-69', 'HTTP-59'],
    async run(world) {
      const one = await madePair(world)
      expectStatus(await world.client.delete(one.vm), 200, 'DELETE of the source')
      expectStatus(await world.client.get(one.nic), 404, 'the Link from it')
      expectStatus(await world.client.get(one.net), 200, 'the target')
      const other = await madePair(world)
      expectStatus(await world.client.delete(other.net), 200, 'DELETE of the target')
      expectStatus(await world.client.get(other.nic), 404, 'the Link to it')
      expectEqual((await read(world, other.vm)).view.links, [], 'the Links of the source')
    },
  },
  {
    id: 'http:delete:link',
    title: 'a Link that is deleted is not shown by its source any more',
    verifies: ['CORE-69', 'HTTP-45', 'H11-46', 'H11-73'],
    async run(world) {
      const { vm, net, nic } = await madePair(world)
      expectStatus(await world.client.delete(nic), 200, 'DELETE of the Link')
      expectStatus(await world.client.get(nic), 404, 'GET of the Link')
      expectEqual((await read(world, vm)).view.links, [], 'the Links of the source')
      expectStatus(await world.client.get(net), 200, 'the target')
    },
  },
  {
    id: 'http:delete:collection',
    title: 'DELETE of the Collection of a Kind deletes all its entities and nothing else but their Links',
    verifies: ['HTTP-76', 'H11-5', 'R-27'],
    async run(world) {
      const { net } = await madePair(world)
      await madeCompute(world)
      const disk = await madeStorage(world)
      expectStatus(await world.client.delete('/compute/'), 200, 'DELETE /compute/')
      expectEqual(
        [await listed(world, '/compute/'), await listed(world, '/networkinterface/')],
        [[], []],
        'computes and their Links',
      )
      expectMembers(await listed(world, '/'), [net, disk], 'what is left')
      expectStatus(await world.client.delete('/compute/'), 200, 'DELETE of an empty Collection')
    },
  },
  {
    id: 'http:delete:links',
    title: 'DELETE of the Collection of a Kind of Links deletes the Links and keeps their ends',
    verifies: ['CORE-69', 'HTTP-45', 'HTTP-76', 'H11-46', 'H11-73'],
    async run(world) {
      const { vm, net } = await madePair(world)
      expectStatus(await world.client.delete('/networkinterface/'), 200, 'DELETE /networkinterface/')
      expectEqual(
        [await listed(world, '/networkinterface/'), (await read(world, vm)).view.links],
        [[], []],
        'the Links',
      )
      expectMembers(await listed(world, '/'), [vm, net], 'what is left')
    },
  },
  {
    id: 'http:delete:subset',
    title: 'DELETE of the Collection of a Kind with locations deletes those; one that is no member spoils it',
    verifies: ['H11-5', 'R-27'],
    async run(world) {
      const [one, two, disk] = [await madeCompute(world), await madeCompute(world), await madeStorage(world)]
      expectStatus(
        await world.client.delete('/compute/', { locations: [one, disk] }),
        400,
        'one that is not in the Collection',
      )
      expectEqual(await listed(world, '/compute/'), [one, two], 'the computes')
      expectStatus(await world.client.delete('/compute/', { locations: [one] }), 200, 'a subset')
      expectEqual(await listed(world, '/compute/'), [two], 'the computes')
      expectStatus(await world.client.get(disk), 200, 'the storage')
    },
  },
  {
    id: 'http:delete:partly',
    title: 'where a Backend refuses one of many, the answer says which, and the rest is settled',
    verifies: ['HTTP-76', 'R-52'],
    async run(world) {
      await madeCompute(world)
      const disk = await madeStorage(world)
      world.backends.make('delete', 'compute', { does: 'refuse', status: 409 })
      const answer = await world.client.delete('/compute/')
      expectThat(answer.status >= 400 && answer.status < 600, `a refusal is told, not ${answer.status}`)
      const [left = ''] = await listed(world, '/compute/')
      expectThat(answer.error.includes(left), `the answer names ${left}: ${answer.error}`)
      expectStatus(await world.client.get(disk), 200, 'the storage')
    },
  },
  {
    id: 'http:delete:again',
    title: 'the path of a deleted Entity is free again, and another id stands behind it',
    verifies: ['CORE-62', 'HTTP-59', 'H11-3'],
    async run(world) {
      const at = '/compute/my1'
      expectStatus(await world.client.create({ kind: compute }, at), 201, 'the first')
      const id = (await read(world, at)).view.attributes.get('occi.core.id')
      expectStatus(await world.client.delete(at), 200, 'DELETE')
      expectStatus(await world.client.create({ kind: compute }, at), 201, 'the second')
      expectThat(
        (await read(world, at)).view.attributes.get('occi.core.id') !== id,
        'the second has an id of its own',
      )
    },
  },
]
