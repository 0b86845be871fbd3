import { idOf } from '../client/index.ts'
import { expectEqual, expectIncludes, expectMatch, expectStatus } from '../world/expect.ts'
import {
  backup,
  compute,
  gpu,
  job,
  monitored,
  network,
  networkInterface,
  run,
  storage,
} from '../world/fixture.ts'
import { fieldsOf } from '../world/message.ts'
import type { Scenario } from '../world/scenario.ts'
import { jsons, listed, made } from './given.ts'
import { at, expectRefusal, got, listAt, namesAt, posted, sent } from './json-given.ts'

const vmId = 'urn:uuid:6f1e4f0e-9a1c-4f5e-8a54-0b6f9a2f1f11'
const netId = 'urn:uuid:6f1e4f0e-9a1c-4f5e-8a54-0b6f9a2f1f12'
const vm = { kind: idOf(compute), id: vmId, attributes: { 'occi.compute.cores': 2 } }
const net = { kind: idOf(network), id: netId, title: 'the net' }
const nic = {
  kind: idOf(networkInterface),
  source: { location: vmId },
  target: { location: netId, kind: idOf(network) },
}

/** Creation by documents (GFD.223 11.3.1, GFD.226 3.1). */
export const jsonCreate: readonly Scenario[] = [
  {
    id: 'json:create:whole',
    title: 'an Entity is created by its rendering, and answered with its rendering',
    verifies: ['H-08', 'H-13', 'J-004', 'J-010', 'J-017', 'J-018', 'J-020', 'J-021', 'A-10'],
    renderings: jsons,
    async run(world) {
      const document = {
        ...vm,
        mixins: [idOf(backup)],
        attributes: { ...vm.attributes, 'com.example.backup.interval': 5 },
        title: 'a machine',
        summary: 'for tests',
      }
      const reply = await sent(world, 'POST', '/compute/', document)
      expectStatus(reply, 201, 'the creation')
      const [path = ''] = await listed(world, '/compute/')
      expectEqual(fieldsOf(reply, 'Location'), [`${world.publicUrl}${path}`], 'Location')
      const entity = await got(world, path)
      expectEqual(reply.document, entity, 'the answer')
      const { attributes, ...members } = document
      for (const [name, value] of Object.entries(members)) expectEqual(at(entity, name), value, name)
      const all = { ...attributes, 'occi.compute.state': 'inactive' }
      for (const [name, value] of Object.entries(all))
        expectEqual(at(entity, 'attributes', name), value, name)
      expectIncludes(listAt(entity, 'actions').map(String), idOf(run), 'actions')
    },
  },
  {
    id: 'json:create:several',
    title: 'Resources and the Links between them are created by one document, whatever points to what',
    verifies: ['H-13', 'J-022', 'J-043', 'J-044', 'J-050', 'J-084', 'R-52', 'A-10'],
    renderings: jsons,
    async run(world) {
      const inline = { ...vm, id: undefined, links: [{ kind: nic.kind, target: nic.target }] }
      const reply = await sent(world, 'POST', '/', { links: [nic], resources: [vm, inline, net] })
      expectStatus(reply, 201, 'the creation')
      const { document } = reply
      expectEqual(
        [namesAt(document), listAt(document, 'resources').length, listAt(document, 'links').length],
        [['resources', 'links'], 3, 1],
        'the answer',
      )
      const [first = '', second = ''] = await listed(world, '/compute/')
      const [wire = ''] = await listed(world, '/network/')
      const nics = await listed(world, '/networkinterface/')
      expectEqual(nics.length, 2, 'the number of networkinterfaces')
      for (const source of [first, second]) {
        const [link] = listAt(await got(world, source), 'links')
        expectEqual(at(link, 'source'), { location: source, kind: idOf(compute) }, 'the source')
        expectEqual(at(link, 'target'), { location: wire, kind: idOf(network) }, 'the target')
      }
    },
  },
  {
    id: 'json:create:all-or-none',
    title: 'one of several that cannot be created spoils them all, and its path is told',
    verifies: ['H-13', 'R-43', 'R-52'],
    renderings: jsons,
    async run(world) {
      const bad = { ...vm, id: undefined, attributes: { 'occi.compute.cores': 'four' } }
      expectRefusal(
        await sent(world, 'POST', '/', { resources: [net, vm, bad], links: [nic] }),
        400,
        'invalid-value',
        'resources[2].attributes["occi.compute.cores"]',
        'a bad value',
      )
      expectRefusal(
        await sent(world, 'POST', '/', {
          resources: [vm, net],
          links: [{ ...nic, target: { location: '/network/nothing' } }],
        }),
        400,
        'invalid-link',
        'links[0].target.location',
        'a Link to nowhere',
      )
      world.backends.make('create', 'networkinterface', { does: 'refuse', status: 409 })
      expectStatus(
        await sent(world, 'POST', '/', { resources: [vm, net], links: [nic] }),
        409,
        'a refusal of the last Backend',
      )
      world.backends.relent()
      expectEqual(await listed(world, '/'), [], 'what exists')
      expectStatus(
        await sent(world, 'POST', '/', { resources: [vm, net], links: [nic] }),
        201,
        'the creation afterwards',
      )
    },
  },
  {
    id: 'json:create:at-kind',
    title: 'a Collection of a Kind takes one or several of this Kind, and no others',
    verifies: ['H-13', 'J-007', 'J-081'],
    renderings: jsons,
    async run(world) {
      const another = { kind: idOf(compute) }
      expectStatus(await sent(world, 'POST', '/compute/', { resources: [vm, another] }), 201, 'two')
      expectStatus(await sent(world, 'POST', '/compute/', { resources: [another] }), 201, 'a list of one')
      expectStatus(
        await sent(world, 'POST', '/compute/', { resources: [another, net] }),
        400,
        'a network among them',
      )
      expectStatus(
        await sent(world, 'POST', '/compute/', { kind: 'compute' }),
        400,
        'a Kind without its scheme',
      )
      expectStatus(await sent(world, 'POST', '/compute/', { resources: [] }), 400, 'none')
      expectEqual((await listed(world, '/')).length, 3, 'the number of entities')
    },
  },
  {
    id: 'json:create:defaults',
    title:
      'what is not given takes its default, that of a Mixin before that of the Kind; what is required must be given',
    verifies: ['J-112', 'J-117', 'J-119'],
    renderings: jsons,
    async run(world) {
      const shareOf = async (mixins: readonly string[]) =>
        at(
          await got(world, await posted(world, '/lab/gpu/', { kind: idOf(gpu), mixins })),
          'attributes',
          'com.example.gpu.share',
        )
      expectEqual(await shareOf([]), 4, 'the default of the Kind')
      expectEqual(await shareOf([idOf(monitored)]), 1, 'the default of the Mixin')
      expectStatus(
        await sent(world, 'POST', '/storage/', { kind: idOf(storage) }),
        400,
        'a storage without its size',
      )
      expectStatus(
        await sent(world, 'POST', '/lab/job/', { kind: idOf(job) }),
        400,
        'a job without its queue',
      )
      const path = await made(world, { kind: job, attributes: { 'com.example.job.queue': 'a' } })
      expectEqual(
        at(await got(world, path), 'attributes', 'com.example.job.priority'),
        'normal',
        'what has a default',
      )
    },
  },
  {
    id: 'json:create:put',
    title: 'PUT of a rendering creates at a free path with 201 and Location, and replaces with 200',
    verifies: ['H-09', 'J-011'],
    renderings: jsons,
    async run(world) {
      const first = await sent(world, 'PUT', '/compute/my1', vm)
      expectStatus(first, 201, 'the first PUT')
      expectEqual(fieldsOf(first, 'Location'), [`${world.publicUrl}/compute/my1`], 'Location')
      const second = await sent(world, 'PUT', '/compute/my1', { kind: idOf(compute), title: 'again' })
      expectStatus(second, 200, 'the second PUT')
      expectEqual(
        [
          at(second.document, 'title'),
          at(second.document, 'id'),
          at(second.document, 'attributes', 'occi.compute.cores'),
        ],
        ['again', vmId, undefined],
        'the answer',
      )
      expectEqual(await got(world, '/compute/my1'), second.document, 'the Entity')
      expectStatus(await sent(world, 'PUT', '/compute/my1', { ...net, id: vmId }), 400, 'another Kind')
      expectStatus(await sent(world, 'PUT', '/compute/my2', { title: 'x' }), 400, 'a creation without a Kind')
      expectMatch(String(at(await got(world, '/compute/my1'), 'kind')), /#compute$/, 'the Kind')
    },
  },
]
