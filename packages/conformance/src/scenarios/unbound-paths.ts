import { expectEqual, expectMembers, expectStatus } from '../world/expect.ts'
import { compute, gpu, job, storage } from '../world/fixture.ts'
import type { Scenario } from '../world/scenario.ts'
import type { World } from '../world/world.ts'
import { listed, made, madeCompute } from './given.ts'

/** Paths that are no location: the name space (GFD.223 4.1, GFD.185 3.4.2). */
export const unboundPaths: readonly Scenario[] = [
  {
    id: 'http:unbound:union',
    title: 'a path above locations is the union of their Collections',
    verifies: ['HTTP-7', 'HTTP-8', 'R-39'],
    async run(world) {
      const card = await made(world, { kind: gpu })
      const task = await made(world, { kind: job, attributes: { 'com.example.job.queue': 'a' } })
      await madeCompute(world)
      expectMembers(await listed(world, '/lab/'), [card, task], 'GET /lab/')
    },
  },
  {
    id: 'http:unbound:instances',
    title: 'a path above instances lists all below it, however deep; the root lists everything',
    verifies: ['HTTP-8', 'H11-25', 'H11-27', 'H11-30', 'R-39'],
    async run(world) {
      const [deep, high, vm] = [
        await at(world, '/vms/foo/a'),
        await at(world, '/vms/b'),
        await madeCompute(world),
      ]
      expectEqual(await listed(world, '/vms/foo/'), [deep], 'GET /vms/foo/')
      expectMembers(await listed(world, '/vms/'), [deep, high], 'GET /vms/')
      expectMembers(await listed(world, '/'), [deep, high, vm], 'GET /')
    },
  },
  {
    id: 'http:unbound:mixin-locations',
    title: 'a Mixin is listed at its location, and its members where they are',
    verifies: ['HTTP-7', 'H11-27'],
    async run(world) {
      const vm = await madeCompute(world, {
        mixins: [{ term: 'small', scheme: 'http://example.com/occi/template#', class: 'mixin' }],
      })
      expectEqual(await listed(world, '/mixin/small/'), [vm], 'GET /mixin/small/')
      expectEqual(await listed(world, '/'), [vm], 'GET /')
    },
  },
  {
    id: 'http:unbound:slash',
    title: 'without its final slash such a path is not there',
    verifies: ['H11-24', 'R-37'],
    async run(world) {
      await at(world, '/vms/foo/a')
      expectStatus(await world.client.get('/vms/foo'), [301, 404], 'GET /vms/foo')
      expectStatus(await world.client.get('/vm/'), 404, 'GET of a path above nothing')
    },
  },
  {
    id: 'http:unbound:empty',
    title: 'the root of an empty service is an empty listing',
    verifies: ['H11-27', 'HTTP-8', 'R-2'],
    async run(world) {
      expectEqual(await listed(world, '/'), [], 'GET /')
      expectEqual(await listed(world, '/lab/'), [], 'GET /lab/')
      const vm = await madeCompute(world)
      expectEqual(
        [await listed(world, '/'), await listed(world, '/lab/')],
        [[vm], []],
        'the listings afterwards',
      )
    },
  },
  {
    id: 'http:unbound:delete-off',
    title: 'DELETE on such a path is refused unless it is switched on',
    verifies: ['H11-6', 'H11-32', 'R-39'],
    async run(world) {
      const vm = await at(world, '/vms/foo/a')
      expectStatus(await world.client.delete('/vms/foo/'), 405, 'DELETE /vms/foo/')
      expectEqual(await listed(world, '/vms/'), [vm], 'what is there')
    },
  },
  {
    id: 'http:unbound:delete-on',
    title: 'DELETE on such a path deletes all below it and nothing else, where it is switched on',
    verifies: ['H11-31', 'R-39'],
    service: { deleteUnbound: true },
    async run(world) {
      await at(world, '/vms/foo/a')
      await made(world, { kind: storage, attributes: { 'occi.storage.size': 1 } }, '/vms/foo/bar/disk')
      const kept = [await at(world, '/vms/b'), await madeCompute(world)]
      expectStatus(await world.client.delete('/vms/foo/'), 200, 'DELETE /vms/foo/')
      expectMembers(await listed(world, '/'), kept, 'what is left')
      expectEqual(await listed(world, '/storage/'), [], 'the storages')
    },
  },
]

function at(world: World, path: string): Promise<string> {
  return made(world, { kind: compute }, path)
}
