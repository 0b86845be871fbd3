import { idOf } from '../client/index.ts'
import { expectEqual, expectIncludes, expectMatch, expectMembers, expectStatus, expectThat } from '../world/expect.ts'
import { backup, compute, entity, ipNetwork, job, myStuff, osTpl, small } from '../world/fixture.ts'
import { fieldOf } from '../world/message.ts'
import type { Scenario } from '../world/scenario.ts'
import { jsons, listed, made, madeCompute, madeStorage, tagged } from './given.ts'
import { at, got, listAt, namesAt, sent } from './json-given.ts'

const { term, scheme, title, location } = myStuff
const mine = { term, scheme, title, location }

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
      const offered = [...found('kinds'), ...found('mixins')].flatMap((one) => at(one, 'actions') ?? []).map(String)
      expectMembers(new Set(offered), found('actions').map(identifier), 'the Actions')
      for (const one of [...found('kinds'), ...found('mixins')])
        if (identifier(one) !== idOf(entity)) expectMatch(String(at(one, 'location')), /^\/\S+\/$/, 'a location')
    },
  },
  {
    id: 'json:discovery:kinds',
    title: 'every Kind descends from that of Entity, which alone has neither parent nor location',
    verifies: ['J-064', 'J-066', 'J-067', 'J-068'],
    renderings: jsons,
    async run(world) {
      const parents = new Map(listAt(await got(world, '/-/'), 'kinds').map((kind) => [identifier(kind), at(kind, 'parent')]))
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
    verifies: ['J-063', 'J-100', 'J-101', 'J-110', 'J-111', 'J-112', 'J-113', 'J-114', 'J-115', 'A-46'],
    renderings: jsons,
    async run(world) {
      const kinds = listAt(await got(world, '/-/'), 'kinds')
      const attribute = (kind: typeof compute, name: string) =>
        at(kinds.find((one) => identifier(one) === idOf(kind)), 'attributes', name)
      const brief = (of: unknown) => ['mutable', 'required', 'type'].map((name) => at(of, name))
      expectEqual(brief(attribute(compute, 'occi.compute.cores')), [true, false, 'number'], 'cores')
      expectEqual(brief(attribute(compute, 'occi.compute.state')), [false, false, 'string'], 'state')
      expectEqual(brief(attribute(job, 'com.example.job.queue')), [true, true, 'string'], 'queue')
      expectEqual(brief(attribute(job, 'com.example.job.labels')), [true, false, 'object'], 'labels')
      expectEqual(namesAt(attribute(job, 'com.example.job.labels')), ['mutable', 'required', 'type'], 'what says nothing is absent')
      const priority = attribute(job, 'com.example.job.priority')
      expectEqual([at(priority, 'default'), at(priority, 'pattern', 'enum')], ['normal', ['low', 'normal', 'high']], 'priority')
      const post = (name: string, value: unknown) =>
        sent(world, 'POST', '/lab/job/', { kind: idOf(job), attributes: { 'com.example.job.queue': 'a', [name]: value } })
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
      expectEqual(at(mixin(idOf(ipNetwork)), 'applies'), ['http://schemas.ogf.org/occi/infrastructure#network'], 'applies of ipnetwork')
      expectEqual(namesAt(mixin(idOf(backup))).includes('applies'), false, 'whether backup has applies')
      expectIncludes(listAt(mixin(idOf(small)), 'depends').map(String), 'http://schemas.ogf.org/occi/infrastructure#resource_tpl', 'depends of a template')
      const vm = await madeCompute(world)
      expectStatus(await sent(world, 'POST', vm, { mixins: [idOf(ipNetwork)] }), 400, 'a Mixin of networks on a compute')
      for (const path of [vm, await madeStorage(world)]) {
        const answer = await sent(world, 'POST', path, { mixins: [idOf(backup)] })
        expectStatus(answer, 200, 'a Mixin without applies')
        expectEqual(at(answer.document, 'mixins'), [idOf(backup)], 'the Mixins')
      }
    },
  },
  {
    id: 'json:user-mixin:add',
    title: 'Mixins are added by one Category or a collection of them, and removed by their renderings',
    verifies: ['H-06', 'H-07', 'J-071'],
    renderings: jsons,
    async run(world) {
      const second = { term: 'other', scheme, location: '/other/' }
      expectStatus(await sent(world, 'POST', '/-/', mine), 200, 'a Category alone')
      expectStatus(await sent(world, 'POST', '/-/', { mixins: [mine, second] }), 200, 'a collection')
      const vm = await made(world, { kind: compute, mixins: [myStuff] })
      const shown = listAt(await got(world, '/-/'), 'mixins')
      for (const one of [mine, second]) expectThat(shown.some((found) => same(found, one)), `${one.term} is shown as it was given`)
      expectStatus(await sent(world, 'DELETE', '/-/', { mixins: [mine] }), 200, 'DELETE of a collection')
      expectStatus(await sent(world, 'DELETE', '/-/', second), 200, 'DELETE of a Category alone')
      const left = listAt(await got(world, '/-/'), 'mixins').map(identifier)
      expectEqual(left.filter((one) => one.startsWith(scheme)), [], 'the Mixins of users')
      expectEqual(namesAt(await got(world, vm)).includes('mixins'), false, 'whether a member has Mixins')
    },
  },
  {
    id: 'json:user-mixin:refused',
    title: 'Categories of the provider stay as they are, and what a user may not define is refused',
    verifies: ['H-06', 'J-075', 'J-076', 'R-26'],
    renderings: jsons,
    async run(world) {
      const before = await got(world, '/-/')
      const reserved = { ...mine, scheme: 'http://schemas.ogf.org/occi/mine#' }
      const cases = [
        [{ mixins: [reserved] }, 403, 'the scheme of OCCI'],
        [{ mixins: [{ term: 'backup', scheme: backup.scheme, title: 'Mine', location: '/mine/' }] }, 409, 'a Mixin of the provider'],
        [{ mixins: [{ term: 'os_tpl', scheme: osTpl.scheme, location: '/mine/' }] }, 403, 'a Mixin of OCCI'],
        [{ kinds: [{ term: 'compute', scheme: compute.scheme, title: 'Mine', location: '/compute/' }] }, 400, 'a Kind'],
        [{ mixins: [{ ...mine, attributes: { 'com.example.x': { mutable: true } } }] }, 400, 'attributes'],
        [{ mixins: [mine, reserved] }, 403, 'a good one and a bad one'],
        [{ mixins: [] }, 400, 'none'],
      ] as const
      for (const [document, status, what] of cases) expectStatus(await sent(world, 'POST', '/-/', document), status, what)
      expectStatus(await sent(world, 'DELETE', '/-/', { mixins: [{ term: 'backup', scheme: backup.scheme }] }), 403, 'DELETE')
      expectEqual(await got(world, '/-/'), before, 'the query interface')
    },
  },
  {
    id: 'json:members:set',
    title: 'members of a Mixin are named by a collection in which identity alone matters',
    verifies: ['H-14', 'H-15', 'A-39'],
    renderings: jsons,
    async run(world) {
      const [vm, disk] = [await madeCompute(world), await madeStorage(world)]
      await tagged(world)
      const [machine, volume] = [await got(world, vm), await got(world, disk)]
      const cases = [
        ['POST', { resources: [machine] }, [vm]],
        ['POST', { resources: [{ kind: at(volume, 'kind'), id: at(volume, 'id'), title: 'not looked at' }] }, [vm, disk]],
        ['PUT', { resources: [{ id: at(volume, 'id') }] }, [disk]],
        ['PUT', { locations: [vm, `${world.publicUrl}${disk}`] }, [vm, disk]],
        ['PUT', [disk], [disk]],
        ['POST', machine, [vm, disk]],
        ['DELETE', { resources: [volume] }, [vm]],
        ['PUT', { resources: [] }, []],
      ] as const
      for (const [method, document, members] of cases) {
        const what = `${method} ${JSON.stringify(document).slice(0, 60)}`
        const answer = await sent(world, method, '/my_stuff/', document)
        expectStatus(answer, 200, what)
        expectMembers(await listed(world, '/my_stuff/'), members, what)
        expectEqual(answer.document, await got(world, '/my_stuff/'), `the answer to ${what}`)
      }
      expectEqual(namesAt(await got(world, disk)).includes('title'), false, 'whether the storage has a title')
    },
  },
]

function identifier(category: unknown): string {
  return `${String(at(category, 'scheme'))}${String(at(category, 'term'))}`
}

function same(found: unknown, wanted: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(wanted).every(([name, value]) => at(found, name) === value)
}
