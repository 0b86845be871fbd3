import { systemScope } from '@occi/core'
import { expectEqual, expectRejects, expectTrue } from '../expect.ts'
import { aCompute, aLink, aNetwork, aUserMixin } from '../fixtures.ts'
import { durableCase } from './harness.ts'
import {
  addMixins,
  alice,
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
    'durable:secret',
    'the secret, if there is one, is the same after reopening',
    async (registry) => registry.secret?.(),
    async (registry, secret) => expectEqual(await registry.secret?.(), secret),
  ),
]
