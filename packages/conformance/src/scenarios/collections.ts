import { expectEqual, expectMembers, expectStatus } from '../world/expect.ts'
import { compute, gpu, link, network, networkInterface } from '../world/fixture.ts'
import type { Scenario } from '../world/scenario.ts'
import { emptyListing, listed, made, madeCompute, madePair, madeStorage, isText, tagged } from './given.ts'

/** Collections of Kinds and Mixins (GFD.221 5.3.8, GFD.223 11). */
export const collections: readonly Scenario[] = [
  {
    id: 'http:collection:empty',
    title: 'an empty Collection is 200 and empty',
    verifies: ['HTTP-61', 'H11-33', 'H11-126', 'R-2'],
    async run(world) {
      const { client } = world
      for (const [path, list] of [
        ['/compute/', 'resources'],
        ['/networkinterface/', 'links'],
        ['/mixin/small/', 'resources'],
      ] as const) {
        const answer = await client.list(path)
        expectStatus(answer, 200, `GET ${path}`)
        expectEqual(
          [answer.text, answer.view.locations],
          [emptyListing(client.mediaType, list), []],
          'an empty listing',
        )
      }
      const vm = await madeCompute(world)
      expectEqual(
        [await listed(world, '/compute/'), await listed(world, '/mixin/small/')],
        [[vm], []],
        'the listings afterwards',
      )
    },
  },
  {
    id: 'http:collection:kind',
    title: 'the Collection of a Kind lists the locations of all its entities, and nothing but locations',
    verifies: ['CORE-57', 'CORE-59', 'HTTP-7', 'HTTP-61', 'TEXT-30', 'TEXT-37', 'H11-34', 'H11-96'],
    async run(world) {
      const [one, two] = [await madeCompute(world), await madeCompute(world)]
      await madeStorage(world)
      const { view } = await world.client.list('/compute/')
      expectEqual(view.locations, [one, two], 'the computes in the order of their creation')
      expectEqual(
        [view.categories.length, view.attributes.size, view.links.length],
        [0, 0, 0],
        'what is not a location',
      )
    },
  },
  {
    id: 'http:collection:links',
    title: 'Links are listed in the Collection of their Kind',
    verifies: ['CORE-57', 'HTTP-45', 'HTTP-61', 'TEXT-38'],
    async run(world) {
      const { nic } = await madePair(world)
      expectEqual(await listed(world, networkInterface.location ?? ''), [nic], 'the networkinterfaces')
      expectEqual(await listed(world, link.location ?? ''), [], 'the plain Links')
    },
  },
  {
    id: 'http:collection:sub-kind',
    title: 'an Entity of a sub-Kind is in the Collection of its own Kind',
    verifies: ['CORE-57', 'CORE-34', 'R-33'],
    async run(world) {
      const card = await made(world, { kind: gpu, attributes: { 'occi.compute.cores': 2 } })
      const vm = await madeCompute(world)
      expectEqual(await listed(world, '/lab/gpu/'), [card], 'the sub-Kind')
      expectEqual(await listed(world, '/compute/'), [vm], 'the parent Kind')
    },
  },
  {
    id: 'http:collection:mixed',
    title: 'the Collection of a Mixin holds entities of several Kinds',
    verifies: ['CORE-57', 'CORE-58', 'H11-34'],
    async run(world) {
      const members = [
        await madeCompute(world),
        await madeStorage(world),
        await made(world, { kind: network }),
      ]
      await madeCompute(world)
      await tagged(world, ...members)
      expectMembers(await listed(world, '/my_stuff/'), members, 'the members')
    },
  },
  {
    id: 'http:collection:final-slash',
    title: 'a Collection is served without its final slash; an Entity with one is not there',
    verifies: ['H11-24', 'H11-47', 'R-37'],
    async run(world) {
      const vm = await madeCompute(world)
      expectEqual(await listed(world, '/compute'), [vm], 'GET /compute')
      expectStatus(await world.client.get(`${vm}/`), 404, 'GET of an Entity with a final slash')
    },
  },
  {
    id: 'http:collection:unknown',
    title: 'a path that is nothing is 404',
    verifies: ['H11-130', 'HTTP-46', 'HTTP-7'],
    async run({ client }) {
      for (const path of ['/nothing/', '/nothing', '/compute/nothing', '/compute/a/b'])
        expectStatus(await client.get(path), 404, `GET ${path}`)
    },
  },
  {
    id: 'http:collection:dispatch',
    title: 'POST on a Collection creates, associates or acts, by its query and payload',
    verifies: ['HTTP-65', 'HTTP-69'],
    async run(world) {
      const vm = await madeCompute(world)
      await tagged(world)
      expectStatus(await world.client.associate('/my_stuff/', [vm]), 200, 'locations on a Mixin')
      // JSON has no locations: the entities that stand for them would be created.
      const client = isText(world) ? world.client : world.as('text/plain')
      expectStatus(await client.associate('/compute/', [vm]), 400, 'locations on a Kind')
      expectStatus(await world.client.create({ kind: compute }, '/my_stuff/'), 400, 'an Entity on a Mixin')
      expectEqual((await listed(world, '/compute/')).length, 1, 'the number of computes')
    },
  },
]
