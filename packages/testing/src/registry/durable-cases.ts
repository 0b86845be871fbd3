import { systemScope } from '@occi/core'
import { expectEqual, expectRejects, expectTrue } from '../expect.ts'
import { aCompute, aLink, aNetwork, aUserMixin, compute, restart, turbo } from '../fixtures.ts'
import { durableCase } from './harness.ts'
import {
  addMixins,
  alice,
  asEntity,
  create,
  creations,
  expectSelects,
  mustGetResource,
  remove,
  reserve,
  update,
} from './steps.ts'

const tag = aUserMixin('tag', { owner: 'alice' })

/** What outlives the process, for a Registry that does. */
export const durableCases = [
  durableCase(
    'durable:entities',
    'entities, Links, order and revisions are there after reopening',
    async (registry) => {
      await create(
        registry,
        aCompute('a', { attributes: { 'com.example.labels': { x: [1] } }, extras: 'm-1' }),
        aCompute('b'),
        aNetwork('n'),
      )
      await create(registry, aLink('l', aCompute('a'), aNetwork('n')))
      await remove(registry, await mustGetResource(registry, '/compute/b'))
    },
    async (registry) => {
      await expectSelects(registry, {}, ['/compute/a', '/network/n', '/attachment/l'])
      const read = await mustGetResource(registry, '/compute/a')
      expectEqual(
        [read.attributes, read.extras, read.links.length],
        [{ 'com.example.labels': { x: [1] } }, 'm-1', 1],
      )
      const changed = await update(registry, read, {})
      expectTrue(changed.revision > read.revision, 'revisions go on rising')
    },
  ),
  durableCase(
    'durable:mixins',
    "users' Mixins and their members are there after reopening",
    async (registry) => {
      await addMixins(registry, tag)
      await create(registry, aCompute('a', { owner: 'alice', mixins: [tag] }))
    },
    async (registry) => {
      expectEqual((await registry.userMixins(alice)).byId.get(tag.id), tag)
      await expectSelects(registry, { mixins: [tag.id] }, ['/compute/a'], alice)
      await registry.removeMixin(tag, alice)
      await expectSelects(registry, { mixins: [tag.id] }, [], alice)
    },
  ),
  durableCase(
    'durable:reservations',
    'a reservation is there after reopening, holds, and can be finished',
    async (registry) => {
      await reserve(registry, creations(aCompute('a')))
    },
    async (registry) => {
      const [reservation] = await registry.reservations()
      expectTrue(reservation !== undefined, 'the reservation is there')
      expectEqual(reservation.changes, creations(aCompute('a')))
      await expectRejects(create(registry, aCompute('a')), 'conflict')
      await registry.commit(reservation.changes, systemScope, reservation)
      expectEqual(await registry.reservations(), [])
    },
  ),
  durableCase(
    'durable:definitions',
    'an Entity has the definitions it was stored with after reopening, extras of Categories included',
    async (registry) => {
      const gone = { ...compute, id: `${compute.id}-gone`, term: 'compute-gone', extras: { shelf: [1] } }
      await create(registry, aCompute('a', { kind: gone, mixins: [turbo], actions: [restart] }))
      return gone
    },
    async (registry, gone) => {
      const read = await mustGetResource(registry, '/compute/a')
      expectEqual([read.kind, read.mixins, read.actions], [gone, [turbo], [restart]])
    },
  ),
  durableCase(
    'durable:links',
    'a Resource has its Links in order of creation after reopening, also those that changed',
    async (registry) => {
      await create(registry, aCompute('a'), aNetwork('n'))
      const names = Array.from({ length: 300 }, (_, index) => `l${index}`)
      const links = await create(registry, ...names.map((name) => aLink(name, aCompute('a'), aNetwork('n'))))
      await update(registry, asEntity(links[7]), { attributes: { 'com.example.device': 'eth7' } })
      return names.map((name) => `/attachment/${name}`)
    },
    async (registry, names) => {
      const { links } = await mustGetResource(registry, '/compute/a')
      expectEqual(
        links.map(({ location }) => location),
        names,
      )
      expectEqual(links[7]?.attributes, { 'com.example.device': 'eth7' })
    },
  ),
  durableCase(
    'durable:secret',
    'the secret, if there is one, is the same after reopening',
    async (registry) => registry.secret?.(),
    async (registry, secret) => expectEqual(await registry.secret?.(), secret),
  ),
]
