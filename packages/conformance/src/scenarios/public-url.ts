import { createdAt, idOf } from '../client/index.ts'
import { expectEqual, expectMatch, expectStatus, expectThat } from '../world/expect.ts'
import { compute, network, networkInterface } from '../world/fixture.ts'
import { fieldOf, type WireReply } from '../world/message.ts'
import type { Scenario } from '../world/scenario.ts'
import type { World } from '../world/world.ts'
import { listed, made, madeCompute, madePair, nicTo, read, tagged, textLine } from './given.ts'

/** Where the service lies, and what it calls itself. */
export const publicUrls: readonly Scenario[] = [
  {
    id: 'http:address:life',
    title: 'under a path prefix everything works, and every path shown has the prefix',
    verifies: ['HTTP-4', 'HTTP-36', 'TEXT-22', 'TEXT-23', 'H11-11', 'R-38'],
    service: { prefix: '/cloud/one' },
    run: wholeLife,
  },
  {
    id: 'http:address:public-url',
    title: 'with a public URL all absolute URIs are of that URL',
    verifies: ['HTTP-4', 'TEXT-22', 'H11-52', 'R-38'],
    service: { prefix: '/occi', publicUrl: 'https://cloud.example/occi' },
    async run(world) {
      await wholeLife(world)
      const answer = await world.client.create({ kind: compute })
      expectMatch(fieldOf(answer, 'Location'), /^https:\/\/cloud\.example\/occi\/compute\/[^/]+$/, 'Location')
    },
  },
  {
    id: 'http:address:outside',
    title: 'outside of its prefix the service has nothing',
    verifies: ['H11-130', 'HTTP-36'],
    service: { prefix: '/cloud' },
    once: true,
    async run(world) {
      for (const path of ['/-/', '/compute/', '/cloudy/-/', '/'])
        expectStatus(await get(world, path), 404, `GET ${path}`)
      expectStatus(await get(world, '/cloud/-/'), 200, 'GET /cloud/-/')
    },
  },
  {
    id: 'http:address:host',
    title: 'a Host that is not allowed is not believed',
    verifies: ['R-38'],
    once: true,
    edges: ['node'],
    async run(world) {
      const headers = [
        ['Host', 'evil.example'],
        ['Content-Type', 'text/plain'],
      ] as const
      const reply = await world.request({
        method: 'POST',
        path: '/compute/',
        headers,
        body: `Category: ${textLine(compute)}`,
      })
      expectStatus(reply, 201, 'a creation')
      expectThat(
        !(fieldOf(reply, 'Location') ?? '').includes('evil.example'),
        `Location is not of the Host sent: ${fieldOf(reply, 'Location')}`,
      )
    },
  },
  {
    id: 'http:address:references',
    title: 'absolute URLs of the service and paths with or without its prefix name its entities',
    verifies: ['CORE-71', 'TEXT-16', 'TEXT-30', 'R-35', 'R-38'],
    service: { prefix: '/cloud' },
    async run(world) {
      const [vm, net] = [await madeCompute(world), await made(world, { kind: network })]
      for (const [source, target] of [
        [world.publicUrl + vm, world.publicUrl + net],
        [world.prefix + vm, world.prefix + net],
      ] as const) {
        const attributes = { 'occi.core.source': source, 'occi.core.target': target }
        const { view } = await read(world, await made(world, { kind: networkInterface, attributes }))
        expectEqual(
          [view.attributes.get('occi.core.source'), view.attributes.get('occi.core.target')],
          [world.prefix + vm, world.prefix + net],
          'the ends',
        )
      }
      expectEqual((await read(world, vm)).view.links.length, 2, 'the number of Links')
    },
  },
]

async function wholeLife(world: World): Promise<void> {
  const { client } = world
  expectEqual(
    (await client.discover([compute])).view.categories[0]?.location,
    '/compute/',
    'the location of compute',
  )
  const net = await made(world, { kind: network })
  const answer = await client.create({ kind: compute, links: [nicTo(world.prefix + net)] })
  expectStatus(answer, 201, 'a creation')
  const vm = createdAt(answer, world)
  const { view } = await read(world, vm)
  expectEqual(
    view.links.map(({ target, category }) => [target, category]),
    [[net, [idOf(networkInterface)]]],
    'the Links',
  )
  expectEqual(
    view.actions.map(({ target }) => target),
    [`${vm}?action=start`],
    'the Actions',
  )
  const acted = await client.send('POST', view.actions[0]?.target ?? '', {
    categories: [
      {
        term: 'start',
        scheme: 'http://schemas.ogf.org/occi/infrastructure/compute/action#',
        class: 'action',
      },
    ],
  })
  expectStatus(acted, 200, 'start')
  await tagged(world, vm)
  expectEqual(await listed(world, '/my_stuff/'), [vm], 'the members')
  await madePair(world)
  expectStatus(await client.delete(vm), 200, 'DELETE')
}

function get(world: World, path: string): Promise<WireReply> {
  return world.request({ method: 'GET', path, headers: [['Accept', 'text/plain']] })
}
