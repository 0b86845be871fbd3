import { expectMembers, expectStatus } from '../world/expect.ts'
import { compute } from '../world/fixture.ts'
import { fieldOf, type WireReply } from '../world/message.ts'
import type { Scenario } from '../world/scenario.ts'
import type { World } from '../world/world.ts'
import { madeCompute, tagged } from './given.ts'

/** Which method is defined on which path (GFD.223 8, table 2; GFD.185 3.2). */
export const verbs: readonly Scenario[] = [
  {
    id: 'http:verbs:not-defined',
    title: 'a method that a path does not define is 405 with Allow, whatever the payload',
    verifies: ['HTTP-23', 'HTTP-35', 'HTTP-40', 'HTTP-62', 'H11-4', 'H11-6', 'H11-131', 'R-20'],
    async run(world) {
      const vm = await madeCompute(world)
      await tagged(world)
      await refused(world, '/-/', 'PUT', ['GET', 'POST', 'DELETE'])
      await refused(world, '/compute/', 'PUT', ['GET', 'POST', 'DELETE'])
      for (const [path, allowed] of [
        ['/-/', ['GET', 'POST', 'DELETE']],
        ['/compute/', ['GET', 'POST', 'DELETE']],
        ['/my_stuff/', ['GET', 'POST', 'PUT', 'DELETE']],
        [vm, ['GET', 'POST', 'PUT', 'DELETE']],
      ] as const) {
        for (const method of ['PATCH', 'PROPFIND']) await refused(world, path, method, allowed)
      }
    },
  },
  {
    id: 'http:verbs:query-interface-action',
    title: 'the query interface takes no Action',
    verifies: ['HTTP-35', 'H11-4'],
    async run(world) {
      const reply = await world.client.send('POST', '/-/?action=start', {
        categories: [
          {
            term: 'start',
            scheme: 'http://schemas.ogf.org/occi/infrastructure/compute/action#',
            class: 'action',
          },
        ],
      })
      expectStatus(reply, [400, 405], 'an Action on the query interface')
      expectStatus(await world.client.discover([compute]), 200, 'the query interface')
    },
  },
  {
    id: 'http:verbs:name-space',
    title: 'a path of the name space is read only, the root takes creations',
    verifies: ['H11-6', 'H11-32', 'H11-131', 'R-28', 'R-39'],
    async run(world) {
      for (const method of ['PUT', 'DELETE', 'POST']) expectAllow(await send(world, method, '/lab/'), ['GET'])
      for (const method of ['PUT', 'DELETE']) expectAllow(await send(world, method, '/'), ['GET', 'POST'])
    },
  },
  {
    id: 'http:verbs:unknown-method',
    title: 'a method nobody knows is refused with a 4xx or 501',
    verifies: ['H11-6', 'H11-131'],
    once: true,
    async run(world) {
      expectStatus(await send(world, 'FROBNICATE', '/compute/'), [405, 501], 'a strange method')
      expectStatus(await world.client.list('/compute/'), 200, 'GET')
    },
    edges: ['fetch'],
  },
]

async function refused(
  world: World,
  path: string,
  method: string,
  allowed: readonly string[],
): Promise<void> {
  expectAllow(await send(world, method, path), allowed)
}

function send(world: World, method: string, path: string): Promise<WireReply> {
  const headers = [
    ['Accept', world.rendering],
    ['Content-Type', 'text/plain'],
  ] as const
  return world.request({ method, path, headers, body: 'X-OCCI-Attribute: occi.core.title="x"' })
}

function expectAllow(reply: WireReply, allowed: readonly string[]): void {
  expectStatus(reply, 405, 'a method that is not defined')
  const methods = (fieldOf(reply, 'Allow') ?? '').split(',').map((method) => method.trim())
  expectMembers(
    methods.filter((method) => !['HEAD', 'OPTIONS'].includes(method)),
    allowed,
    'Allow',
  )
}
