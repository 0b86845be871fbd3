import { idOf, type CategoryView } from '../client/index.ts'
import {
  expectEqual,
  expectIncludes,
  expectLacks,
  expectMembers,
  expectStatus,
  expectThat,
} from '../world/expect.ts'
import {
  agent,
  backup,
  cable,
  compute,
  entity,
  gpu,
  ipNetwork,
  job,
  link,
  medium,
  monitored,
  myStuff,
  network,
  networkInterface,
  osTpl,
  resource,
  resourceTpl,
  run,
  small,
  start,
  stop,
  storage,
  storageLink,
} from '../world/fixture.ts'
import type { Header, WireReply } from '../world/message.ts'
import type { Scenario } from '../world/scenario.ts'
import type { World } from '../world/world.ts'
import { wide } from './given.ts'

const kinds = [
  entity,
  resource,
  link,
  compute,
  network,
  storage,
  networkInterface,
  storageLink,
  job,
  gpu,
  cable,
]
const mixins = [osTpl, resourceTpl, ipNetwork, small, medium, backup, agent, monitored]

/** The query interface: what a client can learn of a service (GFD.221 5.3.9, GFD.223 9). */
export const discovery: readonly Scenario[] = [
  {
    id: 'http:discovery:all',
    title: 'GET of the query interface lists every Kind, Mixin and Action, core#entity first',
    verifies: [
      'CORE-26',
      'CORE-60',
      'HTTP-36',
      'HTTP-39',
      'TEXT-35',
      'TEXT-39',
      'H11-11',
      'H11-13',
      'H11-16',
    ],
    renderings: wide,
    async run(world) {
      const ids = (await categories(world)).map(idOf)
      for (const category of [...kinds, ...mixins, start, stop, run])
        expectIncludes(ids, idOf(category), 'the query interface')
      expectEqual(ids[0], idOf(entity), 'the first Category')
    },
  },
  {
    id: 'http:discovery:identifiers',
    title: 'every Category is a Kind, a Mixin or an Action with an identifier of its own',
    verifies: ['CORE-8', 'CORE-10', 'CORE-12'],
    renderings: wide,
    async run(world) {
      const found = await categories(world)
      expectEqual(new Set(found.map(idOf)).size, found.length, 'the number of different identifiers')
      for (const { class: sort } of found)
        expectIncludes(['kind', 'mixin', 'action'], sort ?? '', 'the classes')
    },
  },
  {
    id: 'http:discovery:bare',
    title: 'a service without extensions has the three base Kinds and no Mixin',
    verifies: ['CORE-28', 'CORE-36', 'HTTP-39', 'TEXT-39', 'H11-112', 'H11-113'],
    service: { categories: 'bare' },
    async run(world) {
      expectMembers(
        (await categories(world)).map(idOf),
        [entity, resource, link].map(idOf),
        'the query interface',
      )
    },
  },
  {
    id: 'http:discovery:parents',
    title: 'following rel from a Kind leads to core#entity, which has none',
    verifies: ['CORE-9', 'CORE-32', 'CORE-33'],
    renderings: wide,
    async run(world) {
      const found = await categories(world)
      const parentOf = (id: string) => found.find((category) => idOf(category) === id)?.rel
      expectEqual(parentOf(idOf(gpu)), idOf(compute), 'the parent of a sub-Kind')
      expectEqual(parentOf(idOf(compute)), idOf(resource), 'the parent of compute')
      expectEqual(parentOf(idOf(storageLink)), idOf(link), 'the parent of storagelink')
      expectEqual(parentOf(idOf(resource)), idOf(entity), 'the parent of core#resource')
      expectEqual(parentOf(idOf(entity)), undefined, 'the parent of core#entity')
    },
  },
  {
    id: 'http:discovery:attributes',
    title: 'a Category shows its attributes, inherited ones too, and what clients may do with them',
    verifies: ['CORE-14', 'CORE-18', 'CORE-30', 'CORE-34', 'CORE-42', 'TEXT-12', 'H11-91', 'R-50'],
    renderings: wide,
    async run(world) {
      const [computes, jobs, networks, gpus] = await Promise.all(
        [compute, job, ipNetwork, gpu].map((one) => described(world, one)),
      )
      const properties = (category: CategoryView | undefined, name: string) =>
        category?.attributes?.find((one) => one.name === name)?.properties
      expectEqual(properties(computes, 'occi.compute.cores'), [], 'a mutable attribute')
      expectEqual(properties(computes, 'occi.compute.state'), ['immutable'], 'an immutable attribute')
      expectEqual(properties(computes, 'occi.core.id'), ['immutable'], 'the inherited id')
      expectEqual(properties(computes, 'occi.core.summary'), [], 'the inherited summary')
      expectEqual(properties(jobs, 'com.example.job.queue'), ['required'], 'a required attribute')
      expectEqual(properties(networks, 'occi.network.address'), [], 'an attribute of a Mixin')
      expectEqual(properties(gpus, 'occi.compute.cores'), [], 'an attribute of the parent Kind')
    },
  },
  {
    id: 'http:discovery:actions',
    title: 'Kinds and Mixins list their Actions, each of which is a Category of its own with its parameters',
    verifies: ['CORE-31', 'CORE-43', 'CORE-48', 'CORE-49', 'TEXT-36'],
    renderings: wide,
    async run(world) {
      const found = await categories(world)
      const listedActions = found.flatMap((category) => category.actions ?? [])
      const actions = found.filter((category) => category.class === 'action')
      expectMembers(actions.map(idOf), new Set(listedActions), 'the Actions of the query interface')
      const terms = found
        .find((category) => idOf(category) === idOf(compute))
        ?.actions?.map((id) => id.split('#')[1])
      expectEqual(
        terms,
        ['start', 'stop', 'restart', 'suspend', 'save'],
        'the Actions of compute, in their order',
      )
      expectEqual(
        found.find((category) => idOf(category) === idOf(backup))?.actions,
        [idOf(run)],
        'the Actions of a Mixin',
      )
      const stopping = actions.find((category) => idOf(category) === idOf(stop))
      expectEqual(
        stopping?.attributes?.map(({ name }) => name),
        ['method'],
        'the parameters of stop',
      )
      for (const { rel, location, actions: inner } of actions)
        expectEqual([rel, location, inner], [undefined, undefined, undefined], 'what an Action may not have')
    },
  },
  {
    id: 'http:discovery:depends',
    title: 'rel of a Mixin is the first that it depends on, never a Kind it applies to',
    verifies: ['TEXT-9', 'TEXT-41'],
    renderings: wide,
    async run(world) {
      expectEqual((await described(world, small)).rel, idOf(resourceTpl), 'rel of a template')
      expectEqual((await described(world, monitored)).rel, idOf(agent), 'rel of a Mixin that depends on two')
      expectEqual(
        (await described(world, ipNetwork)).rel,
        undefined,
        'rel of a Mixin that only applies to a Kind',
      )
    },
  },
  {
    id: 'http:discovery:locations',
    title: 'all that can be instantiated or associated has a location of its own that ends with a slash',
    verifies: ['HTTP-4', 'HTTP-5', 'TEXT-10', 'H11-7', 'H11-8', 'R-38'],
    renderings: wide,
    async run(world) {
      const found = (await categories(world)).filter(
        (category) => category.class !== 'action' && idOf(category) !== idOf(entity),
      )
      const locations = found.map((category) => category.location ?? '')
      for (const [index, location] of locations.entries())
        expectThat(
          /^\/(?:[^/]+\/)+$/.test(location),
          `the location of ${found[index]?.term} is "${location}"`,
        )
      expectEqual(new Set(locations).size, locations.length, 'the number of different locations')
    },
  },
  {
    id: 'http:discovery:collections',
    title: 'every location shown is a Collection that can be read',
    verifies: ['CORE-8', 'HTTP-7'],
    renderings: wide,
    async run(world) {
      const locations = (await categories(world)).flatMap(({ location }) => location ?? [])
      for (const location of locations)
        expectStatus(await world.client.list(location), 200, `GET ${location}`)
    },
  },
  {
    id: 'http:discovery:abstract',
    title: 'core#entity has no location and no Collection',
    verifies: ['HTTP-6', 'CORE-65', 'R-33'],
    renderings: wide,
    async run(world) {
      expectEqual((await described(world, entity)).location, undefined, 'the location of core#entity')
      expectStatus(await world.client.get('/entity/'), 404, 'GET /entity/')
    },
  },
  {
    id: 'http:discovery:well-known',
    title: 'the well-known path mirrors the query interface exactly, in reading and in writing',
    verifies: ['HTTP-37', 'H11-12', 'H11-120', 'H11-121'],
    renderings: wide,
    run: mirrored,
  },
  {
    id: 'http:discovery:well-known-prefix',
    title: 'under a path prefix the well-known path stays at the root of the authority',
    verifies: ['HTTP-37', 'H11-120'],
    renderings: wide,
    service: { prefix: '/cloud' },
    run: mirrored,
  },
  {
    id: 'http:discovery:too-long',
    title: 'a query interface that does not fit header fields is refused with advice, never cut',
    verifies: ['TEXT-54', 'H11-117', 'H11-111', 'R-45'],
    renderings: ['text/occi'],
    service: { manyMixins: 200 },
    async run(world) {
      const refused = await world.client.discover()
      expectStatus(refused, 406, 'GET of a long query interface in header fields')
      expectThat(refused.error.includes('text/plain'), `the refusal advises text/plain: ${refused.error}`)
      expectStatus(await world.as('text/plain').discover(), 200, 'GET of the same in text/plain')
    },
  },
  {
    id: 'http:discovery:live',
    title: 'the query interface changes as Mixins come and go',
    verifies: ['CORE-60', 'HTTP-39', 'HTTP-42', 'HTTP-44'],
    renderings: wide,
    async run(world) {
      expectStatus(await world.client.addMixin(myStuff), 200, 'adding a Mixin')
      expectIncludes((await categories(world)).map(idOf), idOf(myStuff), 'the query interface')
      expectStatus(await world.client.removeMixin(myStuff), 200, 'removing it')
      expectLacks((await categories(world)).map(idOf), idOf(myStuff), 'the query interface')
    },
  },
]

async function categories(world: World): Promise<readonly CategoryView[]> {
  const answer = await world.client.discover()
  expectStatus(answer, 200, 'GET of the query interface')
  expectThat(answer.view.categories.length > 0, 'the query interface is not empty')
  return answer.view.categories
}

async function described(world: World, category: CategoryView): Promise<CategoryView> {
  const found = (await categories(world)).find((one) => idOf(one) === idOf(category))
  expectThat(found !== undefined, `${idOf(category)} is in the query interface`)
  return found
}

async function mirrored(world: World): Promise<void> {
  const wellKnown = '/.well-known/org/ogf/occi/-/'
  const get = (path: string) => world.request({ method: 'GET', path, headers: [['Accept', world.rendering]] })
  const same = async () => {
    const [one, other] = [await get(`${world.prefix}/-/`), await get(wellKnown)]
    expectStatus(other, 200, 'GET of the well-known path')
    expectEqual([other.text, lasting(other)], [one.text, lasting(one)], 'the mirror')
  }
  const body =
    'Category: my_stuff; scheme="http://example.com/occi/my_stuff#"; class="mixin"; location="/my_stuff/"'
  const change = (method: string) =>
    world.request({ method, path: wellKnown, headers: [['Content-Type', 'text/plain']], body })
  await same()
  expectStatus(await change('POST'), 200, 'POST to the well-known path')
  expectIncludes((await categories(world)).map(idOf), idOf(myStuff), 'the query interface')
  await same()
  expectStatus(await change('DELETE'), 200, 'DELETE on the well-known path')
  expectLacks((await categories(world)).map(idOf), idOf(myStuff), 'the query interface')
}

function lasting(reply: WireReply): readonly Header[] {
  return reply.headers.filter(([name]) => !['date', 'x-request-id'].includes(name.toLowerCase()))
}
