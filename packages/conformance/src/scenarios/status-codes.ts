import { expectEqual, expectMatch, expectStatus, expectThat } from '../world/expect.ts'
import { compute, network, storage } from '../world/fixture.ts'
import { fieldOf, fieldsOf, type WireReply } from '../world/message.ts'
import type { Scenario } from '../world/scenario.ts'
import type { World } from '../world/world.ts'
import { listed, made, madeCompute, read, wide } from './given.ts'

/** Status codes and what every answer carries (GFD.223 5, GFD.185 3.6.8). */
export const statusCodes: readonly Scenario[] = [
  {
    id: 'http:status:every-answer',
    title: 'successes and refusals of all kinds carry Server, Accept and Content-Type',
    verifies: ['HTTP-9', 'HTTP-13', 'HTTP-14', 'HTTP-15', 'H11-101', 'H11-104', 'H11-108', 'R-36', 'R-57'],
    async run(world) {
      for (const [reply, status] of await manyAnswers(world)) {
        expectStatus(reply, status, 'one of many answers')
        expectMatch(fieldOf(reply, 'Server'), /(?:^| )OCCI\/1\.2(?: |$)/, `Server with ${status}`)
        expectMatch(fieldOf(reply, 'Server'), /(?:^| )OCCI\/1\.1(?: |$)/, `Server with ${status}`)
        for (const type of world.renderings)
          expectThat(
            acceptOf(reply).includes(type),
            `Accept has ${type} with ${status}: ${acceptOf(reply).join(', ')}`,
          )
        expectThat(acceptOf(reply).includes('text/uri-list'), `Accept has text/uri-list with ${status}`)
        if (reply.text !== '')
          expectEqual(fieldsOf(reply, 'Content-Type').length, 1, `Content-Type with ${status}`)
      }
    },
  },
  {
    id: 'http:status:created',
    title: 'a creation is 201 with Location, not 200, 202 or 204',
    verifies: ['HTTP-23', 'H11-123', 'H11-124', 'H11-125', 'R-4', 'R-40'],
    async run(world) {
      for (const at of ['/compute/', '/compute/my1', '/']) {
        const answer = await world.client.create({ kind: compute }, at)
        expectStatus(answer, 201, `a creation at ${at}`)
        expectEqual(
          fieldsOf(answer, 'Location'),
          [`${world.publicUrl}${answer.view.locations[0]}`],
          'Location',
        )
      }
    },
  },
  {
    id: 'http:status:unknown',
    title: 'what is unknown is 404 as a URL, 400 in a payload',
    verifies: ['H11-127', 'H11-130', 'R-20'],
    async run(world) {
      const vm = await madeCompute(world)
      expectStatus(await world.client.get('/compute/nothing'), 404, 'a URL')
      expectStatus(
        await world.client.create(
          { kind: { term: 'nobody', scheme: 'http://example.com/occi/unknown#' } },
          '/compute/',
        ),
        400,
        'a Kind',
      )
      expectStatus(
        await world.client.update(vm, { attributes: { 'com.example.unknown': 1 } }),
        400,
        'an attribute',
      )
      expectStatus(
        await world.client.act(vm, {
          term: 'nothing',
          scheme: 'http://example.com/occi/unknown#',
          class: 'action',
        }),
        400,
        'an Action',
      )
    },
  },
  {
    id: 'http:status:error-text',
    title: 'a refusal says in one line what was given, and leaves the state as it was',
    verifies: ['H11-127', 'R-43'],
    async run(world) {
      const answer = await world.client.create({
        kind: compute,
        attributes: { 'occi.compute.cores': 'four' },
      })
      expectStatus(answer, 400, 'a bad value')
      expectThat(
        answer.error.includes('occi.compute.cores') && answer.error.includes('four'),
        `the attribute and the value are named: ${answer.error}`,
      )
      expectEqual(await listed(world, '/compute/'), [], 'the computes')
    },
  },
  {
    id: 'http:status:too-large',
    title: 'a body that is too large is 413',
    verifies: ['HTTP-23', 'R-20'],
    renderings: wide,
    service: { bodySize: 2000 },
    async run(world) {
      const answer = await world.client.create({
        kind: compute,
        attributes: { 'occi.core.title': 'x'.repeat(4000) },
      })
      expectStatus(answer, 413, 'a large body')
      expectEqual(await listed(world, '/compute/'), [], 'the computes')
      expectStatus(
        await world.client.create({ kind: compute, attributes: { 'occi.core.title': 'x'.repeat(1000) } }),
        201,
        'a smaller one',
      )
    },
  },
  {
    id: 'http:status:refused-by-backend',
    title: 'a Backend refuses with 400, or the status it chooses',
    verifies: ['HTTP-22', 'HTTP-23', 'R-20'],
    async run(world) {
      world.backends.make('create', 'compute', { does: 'refuse' })
      expectStatus(await world.client.create({ kind: compute }), 400, 'a refusal')
      world.backends.make('create', 'compute', { does: 'refuse', status: 422 })
      expectStatus(await world.client.create({ kind: compute }), 422, 'a refusal with a status')
      expectEqual(await listed(world, '/compute/'), [], 'the computes')
    },
  },
  {
    id: 'http:status:fault',
    title: 'a fault inside the service is 500, its text is not sent, and the state is as before',
    verifies: ['H11-135', 'R-52'],
    async run(world) {
      const vm = await madeCompute(world, { attributes: { 'occi.compute.cores': 1 } })
      for (const call of ['create', 'update']) world.backends.make(call, 'compute', { does: 'throw' })
      const failed = [
        await world.client.create({ kind: compute }),
        await world.client.update(vm, { attributes: { 'occi.compute.cores': 2 } }),
      ]
      for (const answer of failed) {
        expectStatus(answer, 500, 'a Backend that fails')
        expectThat(!answer.error.includes('secret'), `the fault is not shown: ${answer.error}`)
      }
      world.backends.relent()
      expectEqual(await listed(world, '/compute/'), [vm], 'the computes')
      expectEqual((await read(world, vm)).view.attributes.get('occi.compute.cores'), 1, 'the cores')
    },
  },
  {
    id: 'http:status:unavailable',
    title: 'a service in maintenance is 503 on every path',
    verifies: ['HTTP-23', 'H11-137'],
    service: { unavailable: true },
    async run({ client }) {
      for (const path of ['/', '/-/', '/compute/', '/compute/x', '/nothing'])
        expectStatus(await client.get(path), 503, path)
    },
  },
  {
    id: 'http:status:entities-alike',
    title: 'instances of every Kind are read with 200',
    verifies: ['HTTP-3', 'HTTP-46', 'TEXT-31', 'H11-46', 'H11-58'],
    async run(world) {
      const paths = [
        await madeCompute(world),
        await made(world, { kind: network }),
        await made(world, { kind: storage, attributes: { 'occi.storage.size': 1 } }),
      ]
      for (const path of paths)
        expectEqual(
          (await read(world, path)).view.categories[0]?.class,
          'kind',
          `the first Category of ${path}`,
        )
    },
  },
]

async function manyAnswers(world: World): Promise<readonly (readonly [WireReply, number])[]> {
  const { client } = world
  const vm = await madeCompute(world)
  const agent = (version: string) =>
    client.send('GET', '/compute/', undefined, [['User-Agent', `x OCCI/${version}`]])
  const raw = (accept: string) =>
    world.request({ method: 'GET', path: '/compute/', headers: [['Accept', accept]] })
  return [
    [await client.get(vm), 200],
    [await client.list('/compute/'), 200],
    [await client.create({ kind: compute }), 201],
    [await client.create({ kind: storage }), 400],
    [await client.update(vm, { attributes: { 'occi.compute.state': 'error' } }), 403],
    [await client.get('/nothing'), 404],
    [await client.send('PUT', '/compute/'), 405],
    [await raw('image/png'), 406],
    [
      await world.request({
        method: 'POST',
        path: '/compute/',
        headers: [['Content-Type', 'image/png']],
        body: 'x',
      }),
      415,
    ],
    [await agent('9.0'), 501],
    [await world.request({ method: 'HEAD', path: vm }), 200],
    [await world.request({ method: 'OPTIONS', path: vm }), 204],
  ]
}

function acceptOf(reply: WireReply): readonly string[] {
  return (fieldOf(reply, 'Accept') ?? '').split(',').map((type) => type.trim())
}
