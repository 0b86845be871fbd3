import { expectEqual, expectStatus } from '../world/expect.ts'
import type { Scenario } from '../world/scenario.ts'
import type { World } from '../world/world.ts'
import { emptyListing, madeCompute, madeStorage, tagged } from './given.ts'

/** Pages of Collections (GFD.223 6). */
export const pages: readonly Scenario[] = [
  {
    id: 'http:page:through',
    title: 'pages are disjoint, in a stable order, and together the whole Collection',
    verifies: ['HTTP-25', 'HTTP-26', 'HTTP-27', 'CORE-59'],
    async run(world) {
      const all = await five(world)
      expectEqual(await page(world, 'page=1&number=2'), all.slice(0, 2), 'page 1')
      expectEqual(await page(world, 'page=2&number=2'), all.slice(2, 4), 'page 2')
      expectEqual(await page(world, 'page=3&number=2'), all.slice(4), 'page 3')
      expectEqual(await page(world, 'page=2;number=2'), all.slice(2, 4), 'page 2, separated by ";"')
    },
  },
  {
    id: 'http:page:lone',
    title: 'number alone is the first page; page alone has the size of the service; neither is everything',
    verifies: ['HTTP-26', 'HTTP-27', 'R-24'],
    async run(world) {
      const all = await five(world)
      expectEqual(await page(world, 'number=3'), all.slice(0, 3), 'number alone')
      expectEqual(await page(world, 'page=1'), all, 'page alone')
      expectEqual((await world.client.list('/compute/')).view.locations, all, 'neither')
    },
  },
  {
    id: 'http:page:beyond-last',
    title: 'a page after the last is 200 and empty',
    verifies: ['HTTP-29'],
    async run(world) {
      await five(world)
      const answer = await world.client.list('/compute/', { query: 'page=99&number=2' })
      expectStatus(answer, 200, 'page 99')
      expectEqual([answer.text, answer.view.locations], [emptyListing(world.rendering), []], 'page 99')
    },
  },
  {
    id: 'http:page:too-large',
    title: 'more items than the service gives are refused with 413',
    verifies: ['HTTP-28'],
    service: { pageSize: 100 },
    async run({ client }) {
      expectStatus(await client.list('/compute/', { query: 'number=100' }), 200, 'the most')
      expectStatus(await client.list('/compute/', { query: 'number=101' }), 413, 'one more')
      expectStatus(await client.list('/compute/', { query: 'page=1&number=99999999' }), 413, 'many more')
    },
  },
  {
    id: 'http:page:bad',
    title: 'what is no positive integer is refused',
    verifies: ['HTTP-27', 'H11-127', 'R-24'],
    async run({ client }) {
      for (const query of ['page=0', 'number=0', 'page=-1', 'number=x', 'page=1.5&number=2', 'page=']) {
        expectStatus(await client.list('/compute/', { query }), 400, query)
      }
      expectStatus(await client.list('/compute/', { query: 'page=1&number=1' }), 200, 'a good page')
    },
  },
  {
    id: 'http:page:mixin',
    title: 'Collections of Mixins and paths of the name space have pages too',
    verifies: ['HTTP-25', 'HTTP-26'],
    async run(world) {
      const [one, two, three] = [await madeCompute(world), await madeStorage(world), await madeCompute(world)]
      await tagged(world, one, two, three)
      const pageOf = async (path: string, query: string) =>
        (await world.client.list(path, { query })).view.locations
      for (const path of ['/my_stuff/', '/']) {
        const [first, second] = [await pageOf(path, 'page=1&number=2'), await pageOf(path, 'page=2&number=2')]
        expectEqual(
          [first.length, second.length, new Set([...first, ...second]).size],
          [2, 1, 3],
          `two pages of ${path}`,
        )
      }
    },
  },
]

async function five(world: World): Promise<readonly string[]> {
  const all = []
  for (let index = 0; index < 5; index += 1) all.push(await madeCompute(world))
  return all
}

async function page(world: World, query: string): Promise<readonly string[]> {
  const answer = await world.client.list('/compute/', { query })
  expectStatus(answer, 200, query)
  return answer.view.locations
}
