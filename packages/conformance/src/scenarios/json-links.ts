import { idOf } from '../client/index.ts'
import { expectEqual, expectStatus } from '../world/expect.ts'
import { cable, compute, link, network, networkInterface } from '../world/fixture.ts'
import type { Scenario } from '../world/scenario.ts'
import { jsons, listed, made, madeCompute, madePair } from './given.ts'
import { at, expectRefusal, got, listAt, namesAt, posted, sent } from './json-given.ts'

/** Links as GFD.226 3.1.2 has them. */
export const jsonLinks: readonly Scenario[] = [
  {
    id: 'json:link:composed',
    title: 'a Link is shown whole within its source, as it is by itself, and goes with it',
    verifies: ['J-016', 'J-042', 'J-047', 'J-052', 'J-053'],
    renderings: jsons,
    async run(world) {
      const { vm, net, nic } = await madePair(world)
      const alone = await got(world, nic)
      expectEqual(listAt(await got(world, vm), 'links'), [alone], 'the Links of the source')
      expectEqual(
        [at(alone, 'source'), at(alone, 'target')],
        [
          { location: vm, kind: idOf(compute) },
          { location: net, kind: idOf(network) },
        ],
        'the ends',
      )
      expectEqual(namesAt(await got(world, net)).includes('links'), false, 'whether the target has Links')
      expectStatus(await sent(world, 'DELETE', vm), 200, 'DELETE of the source')
      expectStatus(await sent(world, 'GET', nic), 404, 'GET of the Link')
      expectEqual(await listed(world, '/networkinterface/'), [], 'the networkinterfaces')
    },
  },
  {
    id: 'json:link:source',
    title: 'the source is a Resource of the service, whose Kind may be left out and must be true if given',
    verifies: ['J-046', 'J-049', 'J-050'],
    renderings: jsons,
    async run(world) {
      const { vm, net, nic } = await madePair(world)
      const post = (source: unknown) =>
        sent(world, 'POST', '/networkinterface/', {
          kind: idOf(networkInterface),
          source,
          target: { location: net },
        })
      expectStatus(await post({ location: vm }), 201, 'without its Kind')
      expectStatus(await post({ location: vm, kind: idOf(compute) }), 201, 'with its Kind')
      const refused = [
        ['another Kind', { location: vm, kind: idOf(network) }],
        ['nothing there', { location: '/compute/nothing' }],
        ['a place elsewhere', { location: 'https://other.example/compute/1' }],
        ['a Link', { location: nic }],
        ['no location', { kind: idOf(compute) }],
      ] as const
      for (const [what, source] of refused) expectStatus(await post(source), 400, `as source ${what}`)
      expectStatus(await post(undefined), 400, 'no source')
      expectEqual((await listed(world, '/networkinterface/')).length, 3, 'the number of networkinterfaces')
    },
  },
  {
    id: 'json:link:target',
    title: 'the target may lie outside; a new one is taken under the rules of creation',
    verifies: ['J-021', 'J-044', 'J-048', 'J-051', 'R-34', 'R-35'],
    renderings: jsons,
    async run(world) {
      const [vm, net] = [await madeCompute(world), await made(world, { kind: network })]
      const outside = 'https://cdmi.example.net/cdmi_objectid/0000706D'
      const path = await posted(world, '/link/', {
        kind: idOf(link),
        source: { location: vm },
        target: { location: outside },
      })
      expectEqual(at(await got(world, path), 'target'), { location: outside }, 'a target outside')
      const moved = await sent(world, 'POST', path, { target: { location: `${world.publicUrl}${net}` } })
      expectStatus(moved, 200, 'another target')
      expectEqual(at(moved.document, 'target'), { location: net, kind: idOf(network) }, 'the target')
      expectRefusal(
        await sent(world, 'POST', path, { target: { location: '/network/nothing' } }),
        400,
        'invalid-link',
        'target.location',
        'a target that is not there',
      )
      const { attributes } = (await world.as('text/plain').get(path)).view
      expectEqual(
        [attributes.get('occi.core.target'), attributes.get('occi.core.target.kind')],
        [net, idOf(network)],
        'the same in text',
      )
    },
  },
  {
    id: 'json:link:action',
    title: 'an Action is invoked on a Link as on a Resource',
    verifies: ['J-034', 'J-041'],
    renderings: jsons,
    async run(world) {
      const [vm, net] = [await madeCompute(world), await made(world, { kind: network })]
      const path = await posted(world, '/cable/', {
        kind: idOf(cable),
        source: { location: vm },
        target: { location: net },
        title: 'blue',
      })
      const plug = 'http://example.com/occi/test/cable/action#plug'
      const before = await got(world, path)
      expectEqual([at(before, 'actions'), at(before, 'title')], [[plug], 'blue'], 'Actions and title')
      expectStatus(await sent(world, 'POST', `${path}?action=plug`, { action: plug }), 200, 'plug')
    },
  },
]
