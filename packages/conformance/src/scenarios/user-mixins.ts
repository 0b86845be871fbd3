import { idOf, mixinsIn, type CategoryView } from '../client/index.ts'
import { expectEqual, expectIncludes, expectMatch, expectStatus } from '../world/expect.ts'
import { backup, compute, myStuff, osTpl, start } from '../world/fixture.ts'
import type { Scenario } from '../world/scenario.ts'
import type { World } from '../world/world.ts'
import { listed, madeCompute, read, tagged, unclassed } from './given.ts'

const other: CategoryView = { ...myStuff, term: 'other', location: '/other/' }

/** Mixins that clients make and remove through the query interface (GFD.223 9.3, 9.4, GFD.185 3.4.1). */
export const userMixins: readonly Scenario[] = [
  {
    id: 'http:user-mixin:add',
    title: 'POST of a Mixin adds it to the query interface, with an empty Collection',
    verifies: ['CORE-45', 'CORE-78', 'HTTP-41', 'HTTP-42', 'H11-17', 'H11-19'],
    async run(world) {
      expectStatus(await world.client.addMixin(myStuff), 200, 'POST')
      const { view } = await world.client.discover([myStuff])
      expectEqual(
        view.categories.map(({ title, location, class: sort }) => [title, location, sort]),
        [['My stuff', '/my_stuff/', 'mixin']],
        'the Mixin',
      )
      expectEqual(await listed(world, '/my_stuff/'), [], 'its members')
    },
  },
  {
    id: 'http:user-mixin:several',
    title: 'several Mixins are added in one request, all or none',
    verifies: ['HTTP-41', 'R-26', 'H11-100'],
    async run(world) {
      expectStatus(
        await world.client.addMixin(myStuff, { ...other, location: '/compute/' }),
        409,
        'one that collides',
      )
      expectEqual((await world.client.list('/my_stuff/')).status, 404, 'the other one')
      expectStatus(await world.client.addMixin(myStuff, other), 200, 'two')
      for (const path of ['/my_stuff/', '/other/'])
        expectEqual(await listed(world, path), [], `the members at ${path}`)
    },
  },
  {
    id: 'http:user-mixin:location',
    title: 'a Mixin without a location gets one',
    verifies: ['HTTP-41', 'H11-7', 'H11-17', 'R-26'],
    async run(world) {
      const { location: _location, ...bare } = myStuff
      expectStatus(await world.client.addMixin(bare), 200, 'POST')
      const [found] = (await world.client.discover([myStuff])).view.categories
      expectMatch(found?.location, /^\/(?:[^/]+\/)+$/, 'the location')
      expectEqual(await listed(world, found?.location ?? ''), [], 'its members')
    },
  },
  {
    id: 'http:user-mixin:repeat',
    title: 'the same Mixin again changes nothing',
    verifies: ['HTTP-41', 'R-26'],
    async run(world) {
      const vm = await madeCompute(world)
      await tagged(world, vm)
      expectStatus(await world.client.addMixin(myStuff), 200, 'POST again')
      expectEqual(await listed(world, '/my_stuff/'), [vm], 'its members')
    },
  },
  {
    id: 'http:user-mixin:collision',
    title: 'an identifier or a location that is in use is a conflict',
    verifies: ['CORE-11', 'H11-18', 'R-20', 'R-26'],
    async run(world) {
      await tagged(world)
      expectStatus(
        await world.client.addMixin({ ...myStuff, location: '/elsewhere/' }),
        409,
        'an identifier in use',
      )
      expectStatus(
        await world.client.addMixin({ ...other, location: '/my_stuff/' }),
        409,
        'a location in use by a Mixin',
      )
      expectStatus(
        await world.client.addMixin({ ...other, location: '/compute/' }),
        409,
        'a location in use by a Kind',
      )
    },
  },
  {
    id: 'http:user-mixin:bad',
    title: 'what a user may not define is refused',
    verifies: ['CORE-11', 'CORE-13', 'HTTP-41', 'H11-8', 'H11-17', 'H11-18', 'R-26', 'R-37'],
    async run(world) {
      const cases: readonly (readonly [CategoryView, number, string])[] = [
        [{ ...myStuff, location: '/my_stuff' }, 400, 'a location without a final slash'],
        [{ ...myStuff, attributes: [{ name: 'com.example.x', properties: [] }] }, 400, 'attributes'],
        [{ ...myStuff, actions: [idOf(start)] }, 400, 'Actions'],
        [{ ...myStuff, class: 'kind' }, 400, 'a Kind'],
        [{ ...myStuff, class: 'action' }, 400, 'an Action'],
        [
          { ...myStuff, scheme: 'http://schemas.ogf.org/occi/mine#' },
          403,
          'the scheme that is reserved for OCCI',
        ],
      ]
      for (const [category, status, what] of cases)
        expectStatus(await world.client.addMixin(category), status, what)
      expectStatus(await world.client.send('POST', '/-/'), 400, 'nothing at all')
      expectEqual((await world.client.list('/my_stuff/')).status, 404, 'GET /my_stuff/')
    },
  },
  {
    id: 'http:user-mixin:provider',
    title: 'a Category of the provider can be neither changed nor removed',
    verifies: ['CORE-11', 'HTTP-43', 'H11-18', 'H11-21', 'R-26'],
    async run(world) {
      for (const category of [osTpl, compute]) {
        expectStatus(await world.client.removeMixin(category), 403, `DELETE of ${category.term}`)
        expectEqual((await world.client.discover([category])).view.categories.length, 1, 'the Category')
      }
      expectStatus(
        await world.client.addMixin({ ...backup, title: 'Mine' }),
        409,
        'POST of a Mixin of the provider',
      )
      expectStatus(
        await world.client.addMixin({ ...osTpl, title: 'Mine' }),
        403,
        'POST of one in the scheme of OCCI',
      )
      expectEqual((await world.client.discover([backup])).view.categories[0]?.title, 'Backup', 'its title')
    },
  },
  {
    id: 'http:user-mixin:reserved-location',
    title: 'reserved paths are no locations',
    verifies: ['H11-18', 'R-26'],
    async run({ client }) {
      for (const location of ['/-/', '/-/mine/', '/.well-known/org/'])
        expectStatus(await client.addMixin({ ...myStuff, location }), [400, 409], location)
      expectStatus(await client.addMixin(myStuff), 200, 'a free location')
    },
  },
  {
    id: 'http:user-mixin:unknown-rel',
    title: 'a rel that nobody knows is accepted',
    verifies: ['H11-17', 'R-26'],
    async run(world) {
      const rel = 'http://example.com/occi/unknown#thing'
      expectStatus(await world.client.addMixin({ ...myStuff, rel }), 200, 'POST')
      expectEqual((await world.client.discover([myStuff])).view.categories[0]?.rel, rel, 'its rel')
      expectEqual(await listed(world, '/my_stuff/'), [], 'its members')
    },
  },
  {
    id: 'http:user-mixin:remove',
    title: 'DELETE removes the Mixin and all its associations, but no Entity',
    verifies: ['CORE-78', 'HTTP-43', 'HTTP-44', 'H11-20', 'H11-22', 'R-26'],
    async run(world) {
      const vm = await madeCompute(world)
      await tagged(world, vm)
      expectStatus(await world.client.removeMixin(myStuff), 200, 'DELETE')
      expectStatus(await world.client.discover([myStuff]), 400, 'the query interface filtered by it')
      expectStatus(await world.client.list('/my_stuff/'), 404, 'GET of its Collection')
      expectEqual(mixinsIn((await read(world, vm)).view), [], 'the Mixins of a member')
    },
  },
  {
    id: 'http:user-mixin:remove-by-name',
    title: 'term and scheme are enough to remove a Mixin',
    verifies: ['H11-23', 'R-8'],
    async run(world) {
      await tagged(world)
      expectStatus(await world.client.removeMixin(unclassed(myStuff)), 200, 'DELETE')
      expectStatus(await world.client.list('/my_stuff/'), 404, 'GET of its Collection')
    },
  },
  {
    id: 'http:user-mixin:remove-unknown',
    title: 'what is not there cannot be removed, and a removal names something',
    verifies: ['HTTP-43', 'R-26', 'H11-127'],
    async run(world) {
      expectStatus(await world.client.removeMixin(myStuff), 404, 'DELETE of an unknown Mixin')
      expectStatus(await world.client.delete('/-/'), 400, 'DELETE of nothing')
      expectStatus(await world.client.discover([compute]), 200, 'the query interface')
    },
  },
  {
    id: 'http:user-mixin:same-term',
    title: 'Mixins of one term and different schemes are kept apart',
    verifies: ['CORE-8', 'CORE-12', 'CORE-78'],
    run: twoSchemes,
  },
  {
    id: 'http:user-mixin:switched-off',
    title: 'a service may not let users make Mixins',
    verifies: ['H11-18', 'H11-136', 'R-20'],
    service: { userMixins: false },
    async run(world) {
      expectStatus(await world.client.addMixin(myStuff), [403, 501], 'POST')
      expectStatus(await world.client.list('/my_stuff/'), 404, 'GET of its Collection')
    },
  },
]

async function twoSchemes(world: World): Promise<void> {
  const hers: CategoryView = { ...myStuff, scheme: 'http://example.com/occi/hers#', location: '/hers/' }
  expectStatus(await world.client.addMixin(myStuff), 200, 'POST of mine')
  expectStatus(await world.client.addMixin(hers), 200, 'POST of hers')
  const vm = await madeCompute(world)
  expectStatus(await world.client.associate('/hers/', [vm]), 200, 'tagging with hers')
  expectEqual([await listed(world, '/my_stuff/'), await listed(world, '/hers/')], [[], [vm]], 'the members')
  expectIncludes(mixinsIn((await read(world, vm)).view), idOf(hers), 'the Mixins')
}
