import { createdAt, idOf, kindsIn, mixinsIn, textOf } from '../client/index.ts'
import {
  expectEqual,
  expectIncludes,
  expectMatch,
  expectMembers,
  expectStatus,
  expectThat,
} from '../world/expect.ts'
import {
  agent,
  backup,
  compute,
  entity,
  gpu,
  ipNetwork,
  job,
  medium,
  network,
  resource,
  small,
  storage,
} from '../world/fixture.ts'
import { fieldOf } from '../world/message.ts'
import type { Scenario } from '../world/scenario.ts'
import { listed, made, madeCompute, read, tagged, texts, unclassed } from './given.ts'

const stranger = { term: 'nobody', scheme: 'http://example.com/occi/unknown#' } as const

/** Creation by POST (GFD.223 11.3.1, GFD.185 3.4.4). */
export const create: readonly Scenario[] = [
  {
    id: 'http:create:post',
    title:
      'POST to the location of a Kind creates an Entity: 201, Location, and its location in the rendering',
    verifies: [
      'CORE-4',
      'HTTP-3',
      'HTTP-23',
      'HTTP-66',
      'HTTP-67',
      'H11-3',
      'H11-51',
      'H11-52',
      'H11-124',
      'R-4',
      'R-15',
    ],
    async run(world) {
      const answer = await world.client.create({ kind: compute, attributes: { 'occi.compute.cores': 2 } })
      expectStatus(answer, 201, 'POST /compute/')
      const path = createdAt(answer, world)
      expectMatch(path, /^\/compute\/[^/]+$/, 'Location is below the Kind')
      expectEqual(answer.view.locations, [path], 'the location in the rendering')
      const { view } = await read(world, path)
      expectEqual(
        [kindsIn(view), view.attributes.get('occi.compute.cores')],
        [[idOf(compute)], 2],
        'the Entity',
      )
      expectEqual(await listed(world, '/compute/'), [path], 'the Collection')
      expectThat((await made(world, { kind: compute })) !== path, 'another Entity has another path')
    },
  },
  {
    id: 'http:create:no-slash',
    title: 'POST to a Collection without its final slash creates too',
    verifies: ['HTTP-66', 'R-37'],
    async run(world) {
      const answer = await world.client.send('POST', '/compute', { categories: [compute] })
      expectStatus(answer, 201, 'POST /compute')
      expectEqual(await listed(world, '/compute/'), answer.view.locations, 'the Collection')
    },
  },
  {
    id: 'http:create:path',
    title: 'the path of an Entity does not end with a slash',
    verifies: ['H11-47'],
    async run(world) {
      const answer = await world.client.create({ kind: compute })
      expectMatch(fieldOf(answer, 'Location'), /^http:\/\/.*[^/]$/, 'Location')
    },
  },
  {
    id: 'http:create:id',
    title: 'ids are URNs, unique, and the same in every look',
    verifies: ['CORE-62', 'CORE-63', 'CORE-64', 'TEXT-40', 'H11-2'],
    async run(world) {
      const paths = [await madeCompute(world), await madeCompute(world), await made(world, { kind: network })]
      const ids = new Set<unknown>()
      for (const path of paths) {
        const id = textOf((await read(world, path)).view, 'occi.core.id')
        expectMatch(id, /^urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'occi.core.id')
        expectEqual(textOf((await read(world, path)).view, 'occi.core.id'), id, 'the id at a second look')
        ids.add(id)
      }
      expectEqual(ids.size, 3, 'the number of different ids')
    },
  },
  {
    id: 'http:create:own-id',
    title: 'an id that a client makes is adopted if it is a free URI, else ignored',
    verifies: ['CORE-62', 'R-48'],
    async run(world) {
      const wanted = 'urn:uuid:6f1e4f0e-9a1c-4f5e-8a54-0b6f9a2f1f10'
      const idGiven = async (id: string) =>
        textOf(
          (await read(world, await madeCompute(world, { attributes: { 'occi.core.id': id } }))).view,
          'occi.core.id',
        )
      expectEqual(await idGiven(wanted), wanted, 'a free URI')
      expectMatch(await idGiven('Compute_1'), /^urn:uuid:/, 'the id in place of what is no URI')
      expectThat((await idGiven(wanted)) !== wanted, 'an id that is taken is not given twice')
    },
  },
  {
    id: 'http:create:state',
    title: 'the service chooses what only it may set',
    verifies: ['CORE-6', 'CORE-20'],
    async run(world) {
      const { view } = await read(world, await madeCompute(world))
      expectEqual(view.attributes.get('occi.compute.state'), 'inactive', 'the state')
    },
  },
  {
    id: 'http:create:immutable',
    title: 'a client that sets what only the service may set is refused, on creation too',
    verifies: ['CORE-7', 'CORE-20', 'H11-129', 'R-20'],
    async run(world) {
      expectStatus(
        await world.client.create({ kind: compute, attributes: { 'occi.compute.state': 'active' } }),
        403,
        'another state than the initial one',
      )
      expectEqual(await listed(world, '/compute/'), [], 'the computes')
    },
  },
  {
    id: 'http:create:titles',
    title: 'title and summary may be given and left out',
    verifies: ['CORE-64', 'CORE-68', 'CORE-34', 'TEXT-40'],
    async run(world) {
      const given = { 'occi.core.title': 'A machine', 'occi.core.summary': 'For tests' }
      const { view } = await read(world, await madeCompute(world, { attributes: given }))
      expectEqual(
        [view.attributes.get('occi.core.title'), view.attributes.get('occi.core.summary')],
        ['A machine', 'For tests'],
        'title and summary',
      )
      expectEqual(
        (await read(world, await madeCompute(world))).view.attributes.has('occi.core.title'),
        false,
        'a title nobody gave',
      )
    },
  },
  {
    id: 'http:create:kind-by-name',
    title: 'a Kind is named by term and scheme, with or without its class',
    verifies: ['CORE-53', 'CORE-12', 'R-8'],
    async run(world) {
      const path = await made(world, { kind: { ...unclassed(compute), location: '/compute/' } })
      expectEqual(kindsIn((await read(world, path)).view), [idOf(compute)], 'the Kind')
      const contradicting = await world.client.send('POST', '/compute/', {
        categories: [{ ...unclassed(compute), class: 'mixin' }],
      })
      expectStatus(contradicting, 400, 'the Kind called a Mixin')
    },
  },
  {
    id: 'http:create:no-kind',
    title: 'a creation without a Kind, with an unknown one, or with two is refused',
    verifies: ['CORE-53', 'HTTP-66', 'H11-48', 'H11-127', 'H11-130', 'R-8', 'R-20', 'R-53'],
    async run(world) {
      const post = (...categories: readonly { term: string; scheme: string }[]) =>
        world.client.send('POST', '/compute/', { categories, attributes: { 'occi.compute.cores': 1 } })
      expectStatus(await post(), 400, 'no Category')
      expectStatus(await post(unclassed(small)), 400, 'a Mixin alone')
      expectStatus(await post(stranger), 400, 'an unknown Kind')
      expectStatus(await post(unclassed(compute), unclassed(storage)), 400, 'two Kinds')
      expectStatus(await world.client.send('POST', '/compute/'), 400, 'nothing at all')
      expectEqual(await listed(world, '/'), [], 'what exists')
    },
  },
  {
    id: 'http:create:other-kind',
    title: 'a Kind other than that of the path is refused',
    verifies: ['HTTP-66'],
    async run(world) {
      expectStatus(
        await world.client.create({ kind: storage, attributes: { 'occi.storage.size': 1 } }, '/compute/'),
        400,
        'a storage at /compute/',
      )
      expectEqual(await listed(world, '/'), [], 'what exists')
    },
  },
  {
    id: 'http:create:abstract',
    title: 'core#entity cannot be instantiated, nor core#resource unless the service says so',
    verifies: ['CORE-65', 'CORE-68', 'R-33'],
    async run({ client }) {
      expectStatus(await client.create({ kind: entity }, '/'), 400, 'core#entity')
      expectStatus(await client.create({ kind: resource }), 405, 'core#resource')
    },
  },
  {
    id: 'http:create:plain-resource',
    title: 'core#resource can be instantiated where the service says so',
    verifies: ['CORE-68', 'R-33'],
    service: { coreResources: true },
    async run(world) {
      const path = await made(world, { kind: resource, attributes: { 'occi.core.summary': 'plain' } })
      expectEqual((await read(world, path)).view.attributes.get('occi.core.summary'), 'plain', 'the summary')
      expectEqual(await listed(world, '/resource/'), [path], 'the Collection')
    },
  },
  {
    id: 'http:create:root',
    title: 'POST to the root creates below the location of the Kind; other unbound paths do not take it',
    verifies: ['H11-52', 'R-28'],
    async run(world) {
      expectMatch(await made(world, { kind: compute }, '/'), /^\/compute\/[^/]+$/, 'the path of the Entity')
      expectStatus(await world.client.create({ kind: gpu }, '/lab/'), 405, 'POST to an unbound path')
    },
  },
  {
    id: 'http:create:mixins',
    title: 'an Entity is created with any number of Mixins, and shows them with what they bring',
    verifies: ['CORE-35', 'CORE-37', 'CORE-54', 'CORE-66', 'CORE-67', 'H11-49', 'H11-58', 'H11-60'],
    async run(world) {
      const attributes = { 'com.example.backup.interval': 5, 'com.example.agent.port': 99 }
      const { view } = await read(world, await madeCompute(world, { mixins: [backup, agent], attributes }))
      expectMembers(mixinsIn(view), [backup, agent].map(idOf), 'the Mixins')
      expectEqual(
        [view.attributes.get('com.example.backup.interval'), view.attributes.get('com.example.agent.port')],
        [5, 99],
        'their attributes',
      )
      expectIncludes(
        view.actions.map(({ id }) => id),
        'http://example.com/occi/test/backup/action#run',
        'the Actions',
      )
    },
  },
  {
    id: 'http:create:unknown-mixin',
    title: 'an unknown Mixin is refused and nothing is created',
    verifies: ['CORE-54', 'H11-130', 'R-20'],
    async run(world) {
      expectStatus(await world.client.create({ kind: compute, mixins: [stranger] }), 400, 'an unknown Mixin')
      expectEqual(await listed(world, '/compute/'), [], 'the computes')
    },
  },
  {
    id: 'http:create:inapplicable-mixin',
    title: 'a Mixin that does not apply to the Kind is refused',
    verifies: ['CORE-38', 'CORE-39', 'H11-49', 'R-20'],
    async run(world) {
      expectStatus(
        await world.client.create({ kind: compute, mixins: [ipNetwork] }),
        400,
        'an ipnetwork on a compute',
      )
      expectEqual(await listed(world, '/compute/'), [], 'the computes')
      await made(world, {
        kind: network,
        mixins: [ipNetwork],
        attributes: { 'occi.network.address': '10.0.0.0/24' },
      })
    },
  },
  {
    id: 'http:create:required',
    title: 'a required attribute has to be given, and one with a default need not be',
    verifies: ['CORE-21', 'H11-50', 'H11-91', 'H11-127', 'R-19'],
    async run(world) {
      expectStatus(await world.client.create({ kind: storage }), 400, 'a storage without size')
      expectStatus(await world.client.create({ kind: job }), 400, 'a job without queue')
      expectEqual(await listed(world, '/'), [], 'what exists')
      const { view } = await read(
        world,
        await made(world, { kind: job, attributes: { 'com.example.job.queue': 'a' } }),
      )
      expectEqual(
        [view.attributes.get('com.example.job.queue'), view.attributes.get('com.example.job.priority')],
        ['a', 'normal'],
        'the given and the default',
      )
    },
  },
  {
    id: 'http:create:types',
    title: 'values come back with the types of their definitions',
    verifies: [
      'CORE-19',
      'TEXT-21',
      'TEXT-25',
      'TEXT-27',
      'TEXT-28',
      'TEXT-29',
      'H11-95',
      'R-6',
      'R-7',
      'R-13',
    ],
    renderings: texts,
    async run(world) {
      const attributes = {
        'com.example.job.queue': 'a',
        'com.example.job.priority': 'high',
        'com.example.job.urgent': true,
        'com.example.job.ratio': 2,
        'com.example.job.steps': ['one', 'two'],
      }
      const { view, text, headers } = await read(world, await made(world, { kind: job, attributes }))
      const got = Object.keys(attributes).map((name) => view.attributes.get(name))
      expectEqual(got, ['a', 'high', true, 2, '["one","two"]'], 'the values')
      const whole = `${text}\n${headers.map(([, value]) => value).join('\n')}`
      expectThat(whole.includes('com.example.job.ratio=2.0'), 'a number is written with a decimal')
    },
  },
  {
    id: 'http:create:bad-values',
    title: 'a value of the wrong type, outside its enum or its pattern, and an unknown attribute are refused',
    verifies: ['CORE-22', 'CORE-42', 'H11-127', 'H11-130', 'R-20'],
    async run(world) {
      const bad = [
        { 'occi.compute.cores': 'four' },
        { 'occi.compute.cores': 1.5 },
        { 'occi.compute.cores': 0 },
        { 'occi.compute.architecture': 'arm' },
        { 'occi.compute.hostname': 'with blanks' },
        { 'com.example.unknown': 'x' },
        { 'occi.network.address': '10.0.0.0/24' },
      ] as const
      for (const attributes of bad) {
        expectStatus(
          await world.client.create({ kind: compute, attributes }),
          400,
          JSON.stringify(attributes),
        )
      }
      expectEqual(await listed(world, '/compute/'), [], 'the computes')
    },
  },
  {
    id: 'http:create:escapes',
    title: 'quotes, backslashes, separators and letters of all scripts survive',
    verifies: ['TEXT-8', 'TEXT-26', 'TEXT-50', 'TEXT-53', 'H11-114', 'H11-116', 'R-5', 'R-56'],
    async run(world) {
      const titles = [
        'How\'s your quotes escaping? ", occi.compute.memory=1.0',
        'a,b;c=d',
        String.raw`back\slash\\`,
        '<a>; rel="b"',
        'Grüße, 世界 🌍',
      ]
      for (const title of titles) {
        const { view } = await read(
          world,
          await madeCompute(world, { attributes: { 'occi.core.title': title } }),
        )
        expectEqual(view.attributes.get('occi.core.title'), title, 'the title')
        expectEqual(view.attributes.has('occi.compute.memory'), false, 'an attribute inside of a title')
      }
    },
  },
  {
    id: 'http:create:user-mixin',
    title: 'a Mixin that a user made can be given on creation',
    verifies: ['CORE-37', 'CORE-45', 'CORE-54'],
    async run(world) {
      await tagged(world)
      const path = await madeCompute(world, {
        mixins: [{ term: 'my_stuff', scheme: 'http://example.com/occi/my_stuff#', class: 'mixin' }],
      })
      expectEqual(await listed(world, '/my_stuff/'), [path], 'the members')
    },
  },
  {
    id: 'http:create:two-templates',
    title: 'two templates of one family are refused together',
    verifies: ['CORE-56'],
    async run(world) {
      expectStatus(await world.client.create({ kind: compute, mixins: [small, medium] }), 400, 'two sizes')
      expectEqual(await listed(world, '/compute/'), [], 'the computes')
    },
  },
  {
    id: 'http:create:example',
    title: 'the example of GFD.185 3.7.1: text/occi in, Accept */*, a text/plain answer with Location',
    verifies: ['H11-138', 'H11-107', 'R-4'],
    once: true,
    async run(world) {
      const headers = [
        ['Accept', '*/*'],
        ['Content-Type', 'text/occi'],
        ['Category', 'compute; scheme="http://schemas.ogf.org/occi/infrastructure#"; class="kind"'],
        ['X-OCCI-Attribute', 'occi.compute.hostname="foobar"'],
      ] as const
      const reply = await world.request({ method: 'POST', path: '/compute/', headers })
      expectStatus(reply, 201, 'the creation')
      const location = fieldOf(reply, 'Location') ?? ''
      expectMatch(location, /\/compute\/[^/]+$/, 'Location')
      expectEqual(
        [fieldOf(reply, 'Content-Type'), reply.text],
        ['text/plain; charset=utf-8', `X-OCCI-Location: ${location}`],
        'the answer',
      )
    },
  },
]
