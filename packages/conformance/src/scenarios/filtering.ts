import { idOf } from '../client/index.ts'
import { expectEqual, expectMembers, expectStatus } from '../world/expect.ts'
import { compute, ipNetwork, job, myStuff, network, storage, small } from '../world/fixture.ts'
import type { Scenario } from '../world/scenario.ts'
import { listed, made, madeCompute, madeStorage, tagged, textLine, unclassed } from './given.ts'

const stranger = { term: 'nobody', scheme: 'http://example.com/occi/unknown#', class: 'kind' } as const

/** Filters in header fields, on the query interface and on Collections (GFD.223 7, GFD.185 3.4). */
export const filtering: readonly Scenario[] = [
  {
    id: 'http:filter:kind',
    title: 'the query interface filtered by a Kind answers with that Category alone, whole',
    verifies: ['HTTP-30', 'HTTP-31', 'HTTP-38', 'H11-14', 'R-58'],
    async run({ client }) {
      for (const filter of [compute, unclassed(compute)]) {
        const answer = await client.discover([filter])
        expectStatus(answer, 200, 'a filtered query interface')
        expectEqual(answer.view.categories.map(idOf), [idOf(compute)], 'the Categories')
        expectEqual(answer.view.categories[0]?.location, '/compute/', 'its location')
        expectEqual(answer.view.categories[0]?.actions?.length, 5, 'its Actions')
      }
    },
  },
  {
    id: 'http:filter:mixin',
    title: 'the query interface filtered by a Mixin answers with that Mixin alone',
    verifies: ['HTTP-31', 'H11-14'],
    async run({ client }) {
      expectEqual(
        (await client.discover([ipNetwork])).view.categories.map(idOf),
        [idOf(ipNetwork)],
        'the Categories',
      )
    },
  },
  {
    id: 'http:filter:several',
    title: 'a filter with several Categories answers with all of them',
    verifies: ['HTTP-32', 'H11-16', 'H11-115', 'TEXT-51'],
    async run({ client }) {
      const answer = await client.discover([compute, small])
      expectMembers(answer.view.categories.map(idOf), [compute, small].map(idOf), 'the Categories')
    },
  },
  {
    id: 'http:filter:unknown',
    title: 'a filter by a Category that nobody knows, or a malformed one, is refused',
    verifies: ['HTTP-31', 'H11-127', 'H11-130', 'R-20'],
    async run({ client, request, rendering }) {
      expectStatus(await client.discover([stranger]), 400, 'the query interface by an unknown Category')
      expectStatus(
        await client.list('/compute/', { categories: [stranger] }),
        400,
        'a Collection by an unknown Category',
      )
      expectStatus(
        await client.list('/compute/', { categories: [compute] }),
        200,
        'a Collection by a known Category',
      )
      const headers = [
        ['Accept', rendering],
        ['Content-Type', 'text/occi'],
        ['Category', 'compute; scheme="http'],
      ] as const
      expectStatus(await request({ method: 'GET', path: '/-/', headers }), 400, 'a Category that is cut off')
    },
  },
  {
    id: 'http:filter:attribute',
    title: 'a Collection filtered by attributes lists what matches all of them',
    verifies: ['HTTP-30', 'HTTP-33', 'HTTP-60', 'CORE-59', 'H11-9', 'H11-36', 'R-23'],
    async run(world) {
      const one = await madeCompute(world, {
        attributes: { 'occi.compute.hostname': 'a', 'occi.compute.cores': 1 },
      })
      const two = await madeCompute(world, {
        attributes: { 'occi.compute.hostname': 'a', 'occi.compute.cores': 2 },
      })
      await madeCompute(world, { attributes: { 'occi.compute.hostname': 'b', 'occi.compute.cores': 2 } })
      const having = async (attributes: Record<string, string | number>) => {
        const answer = await world.client.list('/compute/', { attributes })
        expectStatus(answer, 200, 'a filtered Collection')
        return answer.view.locations
      }
      expectEqual(await having({ 'occi.compute.hostname': 'a' }), [one, two], 'by hostname')
      expectEqual(await having({ 'occi.compute.hostname': 'a', 'occi.compute.cores': 2 }), [two], 'by both')
      expectEqual(
        await having({ 'occi.compute.hostname': 'a', 'occi.compute.cores': '2' }),
        [two],
        'by a quoted number, compared by its type',
      )
      expectEqual(await having({ 'occi.compute.hostname': 'c' }), [], 'by what nobody has')
      expectEqual(await having({ 'com.example.unknown': 'a' }), [], 'by an attribute that nobody knows')
    },
  },
  {
    id: 'http:filter:empty-value',
    title: 'an attribute without a value is no filter',
    verifies: ['H11-10', 'H11-127'],
    async run({ request, rendering }) {
      const filtered = (attribute: string) =>
        request({
          method: 'GET',
          path: '/compute/',
          headers: [
            ['Accept', rendering],
            ['Content-Type', 'text/occi'],
            ['X-OCCI-Attribute', attribute],
          ],
        })
      expectStatus(await filtered('occi.compute.hostname'), 400, 'a filter without a value')
      expectStatus(await filtered('occi.compute.hostname="a"'), 200, 'a filter with a value')
    },
  },
  {
    id: 'http:filter:category',
    title: 'a Collection filtered by Categories lists what has all of them',
    verifies: ['H11-35', 'H11-37', 'R-23'],
    async run(world) {
      const [one, two] = [
        await madeCompute(world, { attributes: { 'occi.compute.cores': 4 } }),
        await madeCompute(world),
      ]
      await tagged(world, one, await madeStorage(world))
      const by = async (...categories: readonly (typeof compute)[]) =>
        (await world.client.list('/compute/', { categories })).view.locations
      expectEqual(await by(myStuff), [one], 'by a Mixin')
      expectEqual(await by(compute), [one, two], 'by the Kind of the path')
      expectEqual(await by(storage), [], 'by another Kind')
      const both = await world.client.list('/compute/', {
        categories: [myStuff],
        attributes: { 'occi.compute.cores': 1 },
      })
      expectEqual(both.view.locations, [], 'by a Mixin that one has and a value that it has not')
    },
  },
  {
    id: 'http:filter:mixin-collection',
    title: 'the Collection of a Mixin is the filter by that Mixin',
    verifies: ['HTTP-34', 'CORE-57'],
    async run(world) {
      const [vm, disk] = [await madeCompute(world), await madeStorage(world)]
      await made(world, { kind: network })
      await tagged(world, vm, disk)
      expectMembers(await listed(world, '/my_stuff/'), [vm, disk], 'the members, of several Kinds')
      expectEqual(
        (await world.client.list('/my_stuff/', { categories: [storage] })).view.locations,
        [disk],
        'and the storage among them',
      )
    },
  },
  {
    id: 'http:filter:without-type',
    title: 'a filter in header fields is read without a Content-Type too',
    verifies: ['HTTP-30', 'HTTP-33', 'R-23'],
    async run(world) {
      await madeCompute(world, { attributes: { 'occi.compute.hostname': 'a' } })
      const headers = [
        ['Accept', 'text/uri-list'],
        ['X-OCCI-Attribute', 'occi.compute.hostname="b"'],
      ] as const
      const none = await world.request({ method: 'GET', path: '/compute/', headers })
      expectEqual([none.status, none.text], [200, ''], 'the Collection filtered by another hostname')
    },
  },
  {
    id: 'http:filter:page',
    title: 'pages are cut from what the filter leaves',
    verifies: ['HTTP-26', 'HTTP-33', 'R-24'],
    async run(world) {
      const own = []
      for (const queue of ['a', 'b', 'a', 'b', 'a']) {
        const path = await made(world, { kind: job, attributes: { 'com.example.job.queue': queue } })
        if (queue === 'a') own.push(path)
      }
      const answer = await world.client.list('/lab/job/', {
        attributes: { 'com.example.job.queue': 'a' },
        query: 'page=2&number=2',
      })
      expectEqual(answer.view.locations, own.slice(2), 'the second page of what matches')
    },
  },
  {
    id: 'http:filter:name-space',
    title: 'filters work on paths of the name space',
    verifies: ['H11-28', 'H11-29', 'H11-30'],
    async run(world) {
      const [vm, disk] = [
        await madeCompute(world, { attributes: { 'occi.compute.hostname': 'a' } }),
        await madeStorage(world),
      ]
      const answer = await world.client.list('/', { categories: [compute] })
      expectEqual(answer.view.locations, [vm], `the computes, of ${[vm, disk].join(', ')}`)
      const named = await world.client.list('/', { attributes: { 'occi.compute.hostname': 'a' } })
      expectEqual(named.view.locations, [vm], 'what has the hostname')
      const headers = [
        ['Accept', 'text/plain'],
        ['Content-Type', 'text/occi'],
        ['Category', textLine(storage)],
      ] as const
      const reply = await world.request({ method: 'GET', path: '/', headers })
      expectEqual(reply.text, `X-OCCI-Location: ${world.publicUrl}${disk}`, 'the storages')
    },
  },
]
