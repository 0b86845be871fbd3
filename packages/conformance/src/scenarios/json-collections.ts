import { idOf } from '../client/index.ts'
import { expectEqual, expectMembers, expectStatus } from '../world/expect.ts'
import { compute, network } from '../world/fixture.ts'
import { fieldOf } from '../world/message.ts'
import type { Scenario } from '../world/scenario.ts'
import type { World } from '../world/world.ts'
import { jsons, listed, made, madeCompute, madePair, tagged } from './given.ts'
import { at, got, listAt, namesAt, sent } from './json-given.ts'

/** Collections of entities as documents (GFD.226 3.3, GFD.223 6, 7 and 11.1). */
export const jsonCollections: readonly Scenario[] = [
  {
    id: 'json:collection:sorts',
    title: 'Resources and Links are listed under their own names, a single one too, and both in one object',
    verifies: ['J-080', 'J-081', 'J-082', 'J-083', 'J-084', 'J-085', 'J-090'],
    renderings: jsons,
    async run(world) {
      const { vm, net, nic } = await madePair(world)
      const [machine, wire, link] = [await got(world, vm), await got(world, net), await got(world, nic)]
      expectEqual(await got(world, '/compute/'), { resources: [machine] }, 'a Collection of Resources')
      expectEqual(await got(world, '/networkinterface/'), { links: [link] }, 'a Collection of Links')
      expectEqual(await got(world, '/'), { resources: [wire, machine], links: [link] }, 'everything')
      await tagged(world, vm, nic)
      const [tag, tagLink] = [await got(world, vm), await got(world, nic)]
      expectEqual(
        await got(world, '/my_stuff/'),
        { resources: [tag], links: [tagLink] },
        'members of both sorts',
      )
    },
  },
  {
    id: 'json:collection:empty',
    title: 'what is empty, and a page after the last, is still a Collection',
    verifies: ['H-17', 'J-086', 'A-11'],
    renderings: jsons,
    service: { pageSize: 100 },
    async run(world) {
      expectEqual(await got(world, '/networkinterface/'), { links: [] }, 'no Links')
      await madeCompute(world)
      const last = await madeCompute(world)
      expectEqual(
        await got(world, '/compute/?page=2&number=1'),
        { resources: [await got(world, last)] },
        'page 2',
      )
      expectEqual(await got(world, '/compute/?page=9&number=1'), { resources: [] }, 'page 9')
      const large = await sent(world, 'GET', '/compute/?number=101')
      expectStatus(large, 413, 'a number that is too large')
      expectEqual(at(large.document, 'code'), 'too-large', 'the code')
    },
  },
  {
    id: 'json:collection:uri-list',
    title: 'text/uri-list remains for listings, and anything else in it is refused, as JSON if it may be',
    verifies: ['H-18'],
    renderings: jsons,
    async run(world) {
      const vm = await madeCompute(world)
      const asked = (path: string) =>
        world.request({ method: 'GET', path, headers: [['Accept', 'text/uri-list']] })
      expectEqual((await asked('/compute/')).text, `${world.publicUrl}${vm}`, 'the listing')
      expectStatus(await asked(vm), 400, 'an Entity in text/uri-list')
      const answer = await sent(world, 'POST', '/compute/', `${world.publicUrl}${vm}`)
      expectStatus(answer, 400, 'a list of URIs that is called JSON')
    },
  },
  {
    id: 'json:collection:get-with-body',
    title: 'the body of a retrieval is ignored: filters travel in header fields',
    verifies: ['H-16', 'R-23'],
    renderings: jsons,
    edges: ['node'],
    async run(world) {
      const paths = [
        await madeCompute(world),
        await madeCompute(world, { attributes: { 'occi.compute.cores': 2 } }),
      ]
      const filter = { kind: idOf(network), attributes: { 'occi.compute.cores': 2 } }
      const all = await sent(world, 'GET', '/compute/', filter)
      expectStatus(all, 200, 'GET with a body')
      expectEqual(listAt(all.document, 'resources').length, paths.length, 'the number of computes')
      expectStatus(await sent(world, 'GET', '/compute/', '{nonsense'), 200, 'GET with a body that is no JSON')
      const some = await sent(world, 'GET', '/compute/', undefined, [
        ['X-OCCI-Attribute', 'occi.compute.cores=2'],
      ])
      expectEqual(
        listAt(some.document, 'resources'),
        [await got(world, paths[1] ?? '')],
        'what header fields select',
      )
    },
  },
  {
    id: 'json:collection:large',
    title: 'a large Collection is sent whole, and in parts where the edge can show it',
    verifies: ['J-080', 'J-082', 'H-13'],
    renderings: jsons,
    async run(world) {
      const count = 900
      const resources = Array.from({ length: count }, (_, index) => ({
        kind: idOf(index % 2 === 0 ? compute : network),
        title: `number ${index}`,
      }))
      expectStatus(await sent(world, 'POST', '/', { resources }), 201, 'the creation')
      const reply = await sent(world, 'GET', '/')
      expectStatus(reply, 200, 'GET /')
      const found = listAt(reply.document, 'resources')
      expectMembers(
        found.map((one) => String(at(one, 'title'))),
        resources.map(({ title }) => title),
        'the titles',
      )
      expectEqual(new Set(found.map((one) => at(one, 'id'))).size, count, 'the number of ids')
      expectEqual(fieldOf(reply, 'Content-Length'), undefined, 'the length that is not known before')
    },
  },
  {
    id: 'json:beside-text',
    title: 'clients of OCCI 1.1 text and of JSON work on the same entities',
    verifies: ['J-002', 'J-048', 'H-08', 'H-11'],
    renderings: jsons,
    run: besideText,
  },
]

async function besideText(world: World): Promise<void> {
  const old = world.as('text/occi')
  const version = ['User-Agent', 'old OCCI/1.1'] as const
  const net = await made(world, { kind: network, attributes: { 'occi.network.vlan': 7 } })
  const seen = await old.get(net, [version])
  expectStatus(seen, 200, 'a text client reads what JSON made')
  expectEqual(seen.view.attributes.get('occi.network.vlan'), 7, 'an attribute in text')
  const change = { attributes: { 'occi.core.title': 'from text' } }
  expectStatus(await old.send('POST', net, change, [version]), 200, 'a text client changes it')
  const vm = (await old.create({ kind: compute })).view.locations[0] ?? ''
  expectEqual(
    [at(await got(world, net), 'title'), namesAt(await got(world, vm))],
    ['from text', ['kind', 'attributes', 'actions', 'id']],
    'what JSON shows',
  )
  expectStatus(await sent(world, 'POST', vm, { title: 'from JSON' }), 200, 'JSON changes what text made')
  expectEqual(
    (await old.get(vm, [version])).view.attributes.get('occi.core.title'),
    'from JSON',
    'the title in text',
  )
  expectEqual(await listed(world, '/compute/'), [vm], 'the computes')
}
