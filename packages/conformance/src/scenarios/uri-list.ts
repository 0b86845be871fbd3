import { expectEqual, expectMembers, expectStatus } from '../world/expect.ts'
import { compute, start } from '../world/fixture.ts'
import { fieldOf, type Header } from '../world/message.ts'
import type { Scenario } from '../world/scenario.ts'
import type { World } from '../world/world.ts'
import { listed, madeCompute, madePair, madeStorage, tagged, textLine } from './given.ts'

const uris = 'text/uri-list'

/** text/uri-list (GFD.229 8). */
export const uriLists: readonly Scenario[] = [
  {
    id: 'http:uri-list:listing',
    title: 'Collections and paths of the name space are lists of absolute URIs',
    verifies: ['TEXT-55', 'TEXT-56', 'TEXT-59', 'H11-109', 'H11-118', 'H11-119', 'R-38'],
    once: true,
    async run(world) {
      const { vm, net, nic } = await madePair(world)
      const of = async (path: string) => (await world.as(uris).list(path)).view.locations
      expectEqual([await of('/compute/'), await of('/networkinterface/')], [[vm], [nic]], 'the Collections')
      expectMembers(await of('/'), [vm, net, nic], 'the root')
      const reply = await get(world, '/compute/')
      expectEqual(
        [reply.text, fieldOf(reply, 'Content-Type')],
        [`${world.publicUrl}${vm}`, 'text/uri-list; charset=utf-8'],
        'the whole answer',
      )
    },
  },
  {
    id: 'http:uri-list:lines',
    title: 'lines end in LF, without comments and a last line end; an empty list is empty',
    verifies: ['TEXT-56', 'TEXT-59', 'HTTP-61', 'R-2'],
    once: true,
    async run(world) {
      expectEqual((await get(world, '/compute/')).text, '', 'an empty list')
      const both = [await madeCompute(world), await madeCompute(world)]
      expectEqual(
        (await get(world, '/compute/')).text,
        both.map((path) => world.publicUrl + path).join('\n'),
        'two URIs',
      )
      expectEqual(
        (await get(world, '/compute/?page=2&number=1')).text,
        `${world.publicUrl}${both[1]}`,
        'the second page',
      )
    },
  },
  {
    id: 'http:uri-list:no-listing',
    title: 'what is no listing cannot be had as a list: 400',
    verifies: ['TEXT-57', 'TEXT-58', 'H11-119', 'R-18'],
    once: true,
    async run(world) {
      const vm = await madeCompute(world)
      expectStatus(await get(world, vm), 400, 'an Entity')
      expectStatus(await get(world, '/-/'), 400, 'the query interface')
      const headers = [
        ['Accept', uris],
        ['Content-Type', 'text/plain'],
      ] as const
      const acted = await world.request({
        method: 'POST',
        path: `${vm}?action=start`,
        headers,
        body: `Category: ${textLine(start)}`,
      })
      expectStatus(acted, 400, 'the answer to an Action')
      const { view } = await world.client.get(vm)
      expectEqual(view.attributes.get('occi.compute.state'), 'inactive', 'the state')
    },
  },
  {
    id: 'http:uri-list:otherwise',
    title: 'another acceptable format is taken where a list does not fit',
    verifies: ['TEXT-58', 'H11-105', 'R-18'],
    once: true,
    async run(world) {
      const reply = await get(world, await madeCompute(world), 'text/uri-list, text/plain;q=0.5')
      expectEqual(
        [reply.status, fieldOf(reply, 'Content-Type')],
        [200, 'text/plain; charset=utf-8'],
        'the answer',
      )
    },
  },
  {
    id: 'http:uri-list:created',
    title: 'a creation answers with the URI of what was created',
    verifies: ['HTTP-67', 'TEXT-59', 'R-4'],
    once: true,
    async run(world) {
      const headers = [
        ['Accept', uris],
        ['Content-Type', 'text/plain'],
      ] as const
      const reply = await world.request({
        method: 'POST',
        path: '/compute/',
        headers,
        body: `Category: ${textLine(compute)}`,
      })
      expectStatus(reply, 201, 'the creation')
      expectEqual(reply.text, fieldOf(reply, 'Location'), 'the answer')
    },
  },
  {
    id: 'http:uri-list:members',
    title: 'a list is taken as the members of a Mixin, with comments and either line end, and nowhere else',
    verifies: ['TEXT-60', 'HTTP-63', 'HTTP-70', 'R-42'],
    once: true,
    async run(world) {
      const [one, two] = [await madeCompute(world), await madeStorage(world)]
      await tagged(world)
      const send = (method: string, path: string, body: string) =>
        world.request({
          method,
          path,
          headers: [
            ['Accept', uris],
            ['Content-Type', uris],
          ],
          body,
        })
      expectStatus(
        await send('POST', '/my_stuff/', `# mine\r\n${one}\r\n${world.publicUrl}${two}\r\n`),
        200,
        'POST',
      )
      expectMembers(await listed(world, '/my_stuff/'), [one, two], 'the members')
      expectStatus(await send('PUT', '/my_stuff/', two), 200, 'PUT')
      expectEqual(await listed(world, '/my_stuff/'), [two], 'the members')
      expectStatus(await send('DELETE', '/my_stuff/', two), 200, 'DELETE')
      expectEqual(await listed(world, '/my_stuff/'), [], 'the members')
      expectStatus(await send('POST', '/compute/', one), [400, 415], 'POST to a Kind')
    },
  },
]

function get(world: World, path: string, accept = uris) {
  const headers: readonly Header[] = [['Accept', accept]]
  return world.request({ method: 'GET', path, headers })
}
