import { systemScope, type Change } from '@occi/core'
import { expectEqual, expectRejects, expectTrue } from '../expect.ts'
import { aCompute, aLink, aNetwork, aUserMixin } from '../fixtures.ts'
import { registryCase } from './harness.ts'
import {
  addMixins,
  alice,
  asEntity,
  bob,
  create,
  createOne,
  creations,
  listed,
  mustGet,
  remove,
  reserve,
  update,
} from './steps.ts'

const a = aCompute('a')
const n = aNetwork('n')
const tag = aUserMixin('tag')

/** What is held while Backends are asked. */
export const reservationCases = [
  registryCase(
    'reserve:listed',
    'a reservation is kept as it was planned until it is committed or released',
    async (registry) => {
      const changes = creations(a)
      const one = await registry.reserve({ operation: 'create', requestId: 'r-1', changes }, systemScope)
      const two = await registry.reserve({ operation: 'delete', requestId: 'r-2', changes: [] }, systemScope)
      expectEqual(one, { id: one.id, operation: 'create', requestId: 'r-1', changes })
      expectTrue(one.id !== two.id, 'ids are unique')
      expectEqual(await registry.reservations(), [one, two])
      await registry.commit(changes, systemScope, one)
      expectEqual(await registry.reservations(), [two])
      await registry.release(two)
      expectEqual(await registry.reservations(), [])
    },
  ),
  registryCase('reserve:unseen', 'what is reserved is not seen and not counted', async (registry) => {
    await reserve(registry, creations(a))
    expectEqual(await registry.get('/compute/a', systemScope), undefined)
    expectEqual(await registry.getById(a.id, systemScope), undefined)
    expectEqual(await listed(registry), [])
    expectEqual(await registry.count({}, systemScope), 0)
  }),
  registryCase(
    'reserve:commit',
    'the finishing commit stores what a Backend has made of it',
    async (registry) => {
      const reservation = await reserve(registry, creations(a))
      const made = aCompute('a', { attributes: { 'com.example.cores': 4 }, extras: 'm-1' })
      const { entities, revision } = await registry.commit(creations(made), systemScope, reservation)
      expectEqual(entities, [{ ...made, revision }])
      await update(registry, asEntity(entities[0]), {})
    },
  ),
  registryCase(
    'reserve:location-held',
    'a reserved location and id are held against commits and reservations',
    async (registry) => {
      await reserve(registry, creations(a))
      const rivals = [aCompute('a', { id: 'urn:x' }), aCompute('x', { id: a.id })]
      for (const rival of rivals) {
        await expectRejects(create(registry, rival), 'conflict')
        await expectRejects(reserve(registry, creations(rival)), 'conflict')
      }
      const error = await expectRejects(create(registry, aCompute('a', { id: 'urn:x' })), 'conflict')
      expectEqual(error.details.location, '/compute/a', 'what is named')
    },
  ),
  registryCase(
    'reserve:names-of-owners',
    'names are held for one owner, and against the shared space',
    async (registry) => {
      await reserve(registry, creations(aCompute('a', { owner: 'alice', id: 'urn:a' })), alice)
      await registry.commit(creations(aCompute('a', { owner: 'bob', id: 'urn:a' })), bob)
      await expectRejects(
        create(registry, aCompute('a', { id: 'urn:b' })),
        'conflict',
        'a shared one at the location',
      )
      await expectRejects(
        create(registry, aCompute('b', { id: 'urn:a' })),
        'conflict',
        'a shared one with the id',
      )
      await reserve(registry, creations(aCompute('s', { id: 'urn:s' })))
      await expectRejects(
        registry.commit(creations(aCompute('s', { owner: 'bob', id: 'urn:t' })), bob),
        'conflict',
      )
    },
  ),
  registryCase(
    'reserve:entity-held',
    'an Entity reserved for an update or delete is changed by nobody else',
    async (registry) => {
      const stored = await create(registry, a, n)
      const plans: readonly Change[] = [
        { type: 'update', entity: asEntity(stored[0]) },
        { type: 'delete', entity: asEntity(stored[1]) },
      ]
      for (const plan of plans) {
        const entity = 'entity' in plan ? plan.entity : a
        const reservation = await reserve(registry, [plan])
        await expectRejects(update(registry, entity, {}), 'conflict')
        await expectRejects(remove(registry, entity), 'conflict')
        await expectRejects(reserve(registry, [{ type: 'update', entity }]), 'conflict')
        await expectRejects(reserve(registry, [{ type: 'delete', entity }]), 'conflict')
        await registry.commit([plan], systemScope, reservation)
      }
    },
  ),
  registryCase(
    'reserve:source-held',
    'no Link may raise a Resource that is reserved for an update',
    async (registry) => {
      const [source] = await create(registry, a, n)
      const plan: Change = { type: 'update', entity: asEntity(source) }
      const reservation = await reserve(registry, [plan])
      await expectRejects(create(registry, aLink('l', a, n)), 'conflict')
      await create(registry, aLink('to', n, a))
      await registry.commit([plan], systemScope, reservation)
      await create(registry, aLink('l', a, n))
    },
  ),
  registryCase(
    'reserve:ends-held',
    'the ends of a reserved Link can be changed, but not deleted',
    async (registry) => {
      const [source, target] = await create(registry, a, n)
      const plan = creations(aLink('l', a, n))
      const reservation = await reserve(registry, plan)
      await expectRejects(remove(registry, asEntity(source)), 'conflict')
      await expectRejects(remove(registry, asEntity(target)), 'conflict')
      await expectRejects(reserve(registry, [{ type: 'delete', entity: asEntity(target) }]), 'conflict')
      await update(registry, asEntity(source), { attributes: { 'com.example.cores': 2 } })
      await update(registry, asEntity(target), { attributes: { 'com.example.vlan': 2 } })
      await registry.commit(plan, systemScope, reservation)
    },
  ),
  registryCase(
    'reserve:source-not-held-twice',
    'what a reserved Link is going to raise cannot be reserved for an update',
    async (registry) => {
      const [source, target] = await create(registry, a, n)
      await reserve(registry, creations(aLink('l', a, n)))
      await expectRejects(reserve(registry, [{ type: 'update', entity: asEntity(source) }]), 'conflict')
      await reserve(registry, [{ type: 'update', entity: asEntity(target) }])
      await reserve(registry, creations(aLink('m', a, n)))
    },
  ),
  registryCase(
    'reserve:no-link-to-going',
    'no Link can be made at what is reserved for a delete',
    async (registry) => {
      const [source, target] = await create(registry, a, n)
      const plan: Change = { type: 'delete', entity: asEntity(target) }
      const reservation = await reserve(registry, [plan])
      await expectRejects(create(registry, aLink('l', a, n)), 'conflict')
      await expectRejects(create(registry, aLink('l', n, a)), 'conflict')
      await registry.commit([plan], systemScope, reservation)
      await remove(registry, asEntity(source))
    },
  ),
  registryCase(
    'reserve:mixin-held',
    'a Mixin that is reserved to be added or removed is held',
    async (registry) => {
      const adding = await reserve(registry, [{ type: 'add-mixin', mixin: tag }])
      await expectRejects(addMixins(registry, tag), 'conflict')
      await expectRejects(addMixins(registry, aUserMixin('other', { location: '/mine/tag/' })), 'conflict')
      await expectRejects(create(registry, aCompute('/mine/tag')), 'conflict')
      await registry.commit([{ type: 'add-mixin', mixin: tag }], systemScope, adding)
      const member = await createOne(registry, aCompute('m', { mixins: [tag] }))
      const removing = await reserve(registry, [{ type: 'remove-mixin', mixin: tag }])
      await expectRejects(registry.removeMixin(tag, systemScope), 'conflict')
      await expectRejects(create(registry, aCompute('a', { mixins: [tag] })), 'conflict', 'a new member')
      await expectRejects(update(registry, member, {}), 'conflict', 'a change of a member')
      await registry.commit([{ type: 'remove-mixin', mixin: tag }], systemScope, removing)
      expectEqual((await mustGet(registry, '/compute/m')).mixins, [])
    },
  ),
  registryCase(
    'reserve:mixin-needed',
    "a user's Mixin that a reserved Entity has cannot be removed, nor one of a reserved member",
    async (registry) => {
      await addMixins(registry, tag, aUserMixin('free'))
      const plan = creations(aCompute('a', { mixins: [tag] }))
      const reservation = await reserve(registry, plan)
      await expectRejects(registry.removeMixin(tag, systemScope), 'conflict')
      await registry.removeMixin(aUserMixin('free'), systemScope)
      const { entities } = await registry.commit(plan, systemScope, reservation)
      await reserve(registry, [{ type: 'update', entity: { ...asEntity(entities[0]), mixins: [] } }])
      await expectRejects(registry.removeMixin(tag, systemScope), 'conflict')
    },
  ),
  registryCase('reserve:commit-frees', 'after the finishing commit nothing is held', async (registry) => {
    const reservation = await reserve(registry, creations(a))
    await registry.commit([], systemScope, reservation)
    await create(registry, a)
  }),
  registryCase('reserve:release', 'what is released is free, and may be released again', async (registry) => {
    const entity = await createOne(registry, n)
    const reservation = await reserve(registry, [...creations(a), { type: 'update', entity }])
    await registry.release(reservation)
    await registry.release(reservation)
    await create(registry, a)
    await update(registry, entity, {})
    const other = await reserve(registry, creations(aCompute('b')))
    await registry.release(reservation)
    expectEqual(await registry.reservations(), [other])
  }),
  registryCase('reserve:gone', 'a commit with a reservation that is gone is a conflict', async (registry) => {
    const reservation = await reserve(registry, creations(a))
    await registry.release(reservation)
    await expectRejects(registry.commit(creations(a), systemScope, reservation), 'conflict')
    expectEqual(await listed(registry), [])
  }),
  registryCase(
    'reserve:beyond',
    'what a finishing commit adds is checked as usual, and a refusal keeps the reservation',
    async (registry) => {
      await create(registry, n)
      const [one, two] = [
        await reserve(registry, creations(a)),
        await reserve(registry, creations(aCompute('b'))),
      ]
      await expectRejects(registry.commit(creations(a, aCompute('b')), systemScope, one), 'conflict')
      await expectRejects(registry.commit(creations(a, n), systemScope, one), 'conflict')
      expectEqual(await registry.reservations(), [one, two])
      await expectRejects(create(registry, a), 'conflict')
      await registry.commit(creations(a, aCompute('c')), systemScope, one)
      expectEqual(
        (await listed(registry)).map(({ location }) => location),
        ['/network/n', '/compute/a', '/compute/c'],
      )
    },
  ),
  registryCase(
    'reserve:kept-promise',
    'what was reserved is committed, whatever others did meanwhile',
    async (registry) => {
      await addMixins(registry, tag)
      const [source, old] = await create(registry, a, aCompute('old'), n)
      const plan: readonly Change[] = [
        ...creations(aCompute('new', { mixins: [tag] }), aLink('l', a, n)),
        { type: 'update', entity: asEntity(old) },
      ]
      const reservation = await reserve(registry, plan)
      await update(registry, asEntity(source), { attributes: { 'com.example.cores': 9 } })
      await update(registry, await mustGet(registry, '/network/n'), { attributes: { 'com.example.vlan': 9 } })
      await create(registry, aCompute('other'), aLink('m', n, a))
      await registry.commit(plan, systemScope, reservation)
      expectEqual((await listed(registry)).length, 7)
    },
  ),
  registryCase('reserve:reads', 'reads go on while things are reserved', async (registry) => {
    const entity = await createOne(registry, a)
    await reserve(registry, [{ type: 'delete', entity }])
    expectEqual(await mustGet(registry, '/compute/a'), entity)
    expectEqual(await listed(registry), [entity])
  }),
  registryCase(
    'reserve:race',
    'of several reservations made at once for one name, one wins',
    async (registry) => {
      const outcomes = await Promise.allSettled([1, 2, 3].map(() => reserve(registry, creations(a))))
      expectEqual(outcomes.filter(({ status }) => status === 'fulfilled').length, 1, 'the number of winners')
      expectEqual((await registry.reservations()).length, 1, 'the number of reservations')
    },
  ),
]
