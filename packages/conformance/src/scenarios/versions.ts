import { expectEqual, expectMatch, expectStatus } from '../world/expect.ts'
import { fieldOf } from '../world/message.ts'
import type { Scenario } from '../world/scenario.ts'
import type { World } from '../world/world.ts'

/** Versions of OCCI on both sides (GFD.223 5.3, GFD.185 3.6.5). */
export const versions: readonly Scenario[] = [
  {
    id: 'http:version:later',
    title: 'a client that asks for a later version gets 501, compared number by number',
    verifies: ['HTTP-16', 'HTTP-18', 'HTTP-23', 'H11-103', 'H11-136', 'R-20', 'R-36'],
    once: true,
    async run(world) {
      for (const agent of ['x OCCI/1.3', 'x OCCI/2.0', 'x OCCI/1.10', 'x OCCI/1.1 OCCI/1.3'])
        expectStatus(await as(world, agent), 501, agent)
    },
  },
  {
    id: 'http:version:same-or-earlier',
    title: 'a client of the same, an earlier, no, or no readable version is served',
    verifies: ['HTTP-19', 'HTTP-20', 'H11-103', 'H11-104', 'R-36'],
    once: true,
    async run(world) {
      for (const agent of [
        'x OCCI/1.2',
        'x OCCI/1.1',
        'x OCCI/0.9',
        'curl/8.0',
        'x OCCI/abc',
        'x OCCI/1.2 OCCI-CRTP/9.9',
        'x FOCCI/3.0',
      ]) {
        const reply = await as(world, agent)
        expectStatus(reply, 200, agent)
        expectMatch(reply.text, /^Category: entity; /, `the query interface for ${agent}`)
      }
      expectStatus(await world.request({ method: 'GET', path: '/-/' }), 200, 'no User-Agent')
    },
  },
  {
    id: 'http:version:server',
    title: 'Server says OCCI/1.2 and OCCI/1.1 with every status',
    verifies: ['HTTP-15', 'HTTP-16', 'H11-101', 'H11-104', 'R-36'],
    once: true,
    async run(world) {
      const replies = [
        await as(world, 'x OCCI/9.9'),
        await as(world, 'x OCCI/1.1'),
        await world.request({ method: 'HEAD', path: '/nothing' }),
      ]
      expectEqual(
        replies.map(({ status }) => status),
        [501, 200, 404],
        'the statuses',
      )
      for (const reply of replies)
        expectMatch(fieldOf(reply, 'Server'), /^\S+ OCCI\/1\.2 OCCI\/1\.1$/, `Server with ${reply.status}`)
    },
  },
  {
    id: 'http:version:no-effect',
    title: 'a refused version has no effect',
    verifies: ['HTTP-18'],
    async run({ client }) {
      const body = {
        categories: [{ term: 'compute', scheme: 'http://schemas.ogf.org/occi/infrastructure#' }],
      }
      expectStatus(
        await client.send('POST', '/compute/', body, [['User-Agent', 'x OCCI/2.0']]),
        501,
        'a creation',
      )
      expectEqual((await client.list('/compute/')).view.locations, [], 'the computes')
    },
  },
]

function as(world: World, agent: string) {
  return world.request({
    method: 'GET',
    path: '/-/',
    headers: [
      ['Accept', 'text/plain'],
      ['User-Agent', agent],
    ],
  })
}
