import { idOf } from '../client/index.ts'
import { expectEqual, expectIncludes, expectMatch, expectMembers, expectStatus } from '../world/expect.ts'
import { backup, compute, entity, ipNetwork, job, small, start } from '../world/fixture.ts'
import { fieldOf } from '../world/message.ts'
import type { Scenario } from '../world/scenario.ts'
import { jsons, madeCompute, madePair, madeStorage } from './given.ts'
import { at, got, identifier, listAt, namesAt, sent } from './json-given.ts'

/** The query interface as documents (GFD.223 9, GFD.226 3.2 to 3.5). */
export const jsonDiscovery: readonly Scenario[] = [
  {
    id: 'json:discovery:whole',
    title: 'the query interface is the Kinds, Mixins and Actions in one object, at both of its paths',
    verifies: ['J-001', 'J-004', 'J-074', 'J-089', 'H-04', 'H-05'],
    renderings: jsons,
    async run(world) {
      const reply = await sent(world, 'GET', '/-/')
      expectStatus(reply, 200, 'GET /-/')
      expectEqual(fieldOf(reply, 'Content-Type'), world.rendering, 'Content-Type')
      expectEqual(namesAt(reply.document), ['kinds', 'mixins', 'actions'], 'the members')
      expectEqual(await got(world, '/.well-known/org/ogf/occi/-/'), reply.document, 'the other path')
      const found = (list: string) => listAt(reply.document, list)
      const offered = [...found('kinds'), ...found('mixins')]
        .flatMap((one) => at(one, 'actions') ?? [])
        .map(String)
      expectMembers(new Set(offered), found('actions').map(identifier), 'the Actions')
      for (const one of [...found('kinds'), ...found('mixins')])
        if (identifier(one) !== idOf(entity))
          expectMatch(String(at(one, 'location')), /^\/\S+\/$/, 'a location')
    },
  },
  {
    id: 'json:discovery:core-types',
    title: 'all types of the core model are there, and JSON beside text is a rendering of them',
    verifies: ['CORE-1', 'CORE-3', 'HTTP-1', 'J-001', 'J-006'],
    renderings: jsons,
    async run(world) {
      const [model, { vm, nic }] = [await got(world, '/-/'), await madePair(world)]
      const core = ['entity', 'resource', 'link'].map((name) => `${entity.scheme}${name}`)
      for (const one of core) expectIncludes(listAt(model, 'kinds').map(identifier), one, 'the Kinds')
      expectIncludes(listAt(model, 'mixins').map(identifier), idOf(backup), 'the Mixins')
      expectIncludes(listAt(model, 'actions').map(identifier), idOf(start), 'the Actions')
      expectIncludes(
        namesAt(
          listAt(model, 'kinds').find((kind) => identifier(kind) === idOf(compute)),
          'attributes',
        ),
        'occi.compute.cores',
        'the attributes',
      )
      const [machine, link] = [await got(world, vm), await got(world, nic)]
      expectEqual(
        [at(machine, 'kind'), at(machine, 'links')],
        [idOf(compute), [link]],
        'a Resource and its Link',
      )
      for (const type of ['text/plain', 'text/occi', 'application/occi+json'])
        expectEqual(
          (await world.as(type).get(vm)).view.attributes.get('occi.core.id'),
          at(machine, 'id'),
          `the id in ${type}`,
        )
    },
  },
  {
    id: 'json:discovery:kinds',
    title: 'every Kind descends from that of Entity, which alone has neither parent nor location',
    verifies: ['J-064', 'J-066', 'J-067', 'J-068'],
    renderings: jsons,
    async run(world) {
      const parents = new Map(
        listAt(await got(world, '/-/'), 'kinds').map((kind) => [identifier(kind), at(kind, 'parent')]),
      )
      for (const kind of parents.keys()) {
        let [last, steps] = [kind, 0]
        for (; parents.get(last) !== undefined && steps < 10; steps += 1) last = String(parents.get(last))
        expectEqual(last, idOf(entity), `the first ancestor of ${kind}`)
      }
    },
  },
  {
    id: 'json:discovery:attributes',
    title: 'descriptions of attributes say what a client may do, and the service holds it to them',
    verifies: [
      'CORE-24',
      'J-063',
      'J-100',
      'J-101',
      'J-110',
      'J-111',
      'J-112',
      'J-113',
      'J-114',
      'J-115',
      'J-118',
      'A-46',
    ],
    renderings: jsons,
    async run(world) {
      const kinds = listAt(await got(world, '/-/'), 'kinds')
      const attribute = (kind: typeof compute, name: string) =>
        at(
          kinds.find((one) => identifier(one) === idOf(kind)),
          'attributes',
          name,
        )
      const brief = (of: unknown) => ['mutable', 'required', 'type'].map((name) => at(of, name))
      expectEqual(brief(attribute(compute, 'occi.compute.cores')), [true, false, 'number'], 'cores')
      expectEqual(brief(attribute(compute, 'occi.compute.state')), [false, false, 'string'], 'state')
      expectEqual(brief(attribute(job, 'com.example.job.queue')), [true, true, 'string'], 'queue')
      expectEqual(brief(attribute(job, 'com.example.job.label_set')), [true, false, 'object'], 'labels')
      expectEqual(
        namesAt(attribute(job, 'com.example.job.label_set')),
        ['mutable', 'required', 'type'],
        'what says nothing is absent',
      )
      expectEqual(
        at(attribute(job, 'com.example.job.queue'), 'description'),
        'Where the job waits',
        'the description',
      )
      const priority = attribute(job, 'com.example.job.priority')
      expectEqual(
        [at(priority, 'default'), at(priority, 'pattern', 'enum')],
        ['normal', ['low', 'normal', 'high']],
        'priority',
      )
      const post = (name: string, value: unknown) =>
        sent(world, 'POST', '/lab/job/', {
          kind: idOf(job),
          attributes: { 'com.example.job.queue': 'a', [name]: value },
        })
      expectStatus(await post('com.example.job.priority', 'urgent'), 400, 'a value that the pattern excludes')
      expectStatus(await post('com.example.job.ratio', true), 400, 'a value of another type')
      expectStatus(await post('com.example.job.priority', 'high'), 201, 'a value as described')
    },
  },
  {
    id: 'json:discovery:applies',
    title: 'applies tells the Kinds that a Mixin goes with, and the service holds to it',
    verifies: ['J-020', 'J-070', 'J-072'],
    renderings: jsons,
    async run(world) {
      const mixins = listAt(await got(world, '/-/'), 'mixins')
      const mixin = (wanted: string) => mixins.find((one) => identifier(one) === wanted)
      expectEqual(
        at(mixin(idOf(ipNetwork)), 'applies'),
        ['http://schemas.ogf.org/occi/infrastructure#network'],
        'applies of ipnetwork',
      )
      expectEqual(namesAt(mixin(idOf(backup))).includes('applies'), false, 'whether backup has applies')
      expectIncludes(
        listAt(mixin(idOf(small)), 'depends').map(String),
        'http://schemas.ogf.org/occi/infrastructure#resource_tpl',
        'depends of a template',
      )
      const vm = await madeCompute(world)
      expectStatus(
        await sent(world, 'POST', vm, { mixins: [idOf(ipNetwork)] }),
        400,
        'a Mixin of networks on a compute',
      )
      for (const path of [vm, await madeStorage(world)]) {
        const answer = await sent(world, 'POST', path, { mixins: [idOf(backup)] })
        expectStatus(answer, 200, 'a Mixin without applies')
        expectEqual(at(answer.document, 'mixins'), [idOf(backup)], 'the Mixins')
      }
    },
  },
]
