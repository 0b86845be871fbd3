import { systemScope } from '@occi/core'
import { expectEqual, expectRejects } from '../expect.ts'
import { aCompute, aLink, aNetwork, aUserMixin, compute } from '../fixtures.ts'
import { registryCase } from './harness.ts'
import {
  admin,
  alice,
  bob,
  create,
  createOne,
  creations,
  expectSelects,
  listed,
  mustGet,
  mustGetResource,
  nobody,
  update,
  visitor,
} from './steps.ts'

/** Who sees and changes what. */
export const scopeCases = [
  registryCase(
    'scope:invisible',
    "another's Entity is not seen, by path, id or Collection",
    async (registry) => {
      const [entity] = await create(registry, aCompute('a', { owner: 'bob' }))
      for (const scope of [alice, admin, nobody, visitor]) {
        expectEqual(await registry.get('/compute/a', scope), undefined)
        expectEqual(await registry.getById(entity?.id ?? '', scope), undefined)
        await expectSelects(registry, {}, [], scope)
        await expectSelects(registry, { kind: compute.id }, [], scope)
        await expectSelects(
          registry,
          { attributes: new Map([['occi.core.id', entity?.id ?? '']]) },
          [],
          scope,
        )
      }
      expectEqual(await registry.get('/compute/a', bob), entity)
      expectEqual(await registry.get('/compute/a', systemScope), entity)
    },
  ),
  registryCase('scope:shared', 'what has no owner is seen by everyone', async (registry) => {
    const entity = await createOne(registry, aCompute('a'))
    for (const scope of [alice, bob, admin, nobody, visitor, systemScope]) {
      expectEqual(await registry.get('/compute/a', scope), entity)
      expectEqual(await registry.getById(entity.id, scope), entity)
      await expectSelects(registry, { below: '/compute/' }, ['/compute/a'], scope)
    }
  }),
  registryCase(
    'scope:same-names',
    'two owners may use the same location and the same id',
    async (registry) => {
      const of = (owner: string) =>
        aCompute('a', { owner, id: 'urn:same', attributes: { 'occi.core.title': owner } })
      await create(registry, of('alice'), of('bob'))
      for (const scope of [alice, bob]) {
        expectEqual((await mustGet(registry, '/compute/a', scope)).owner, scope.owner)
        expectEqual((await registry.getById('urn:same', scope))?.owner, scope.owner)
        await expectSelects(registry, {}, ['/compute/a'], scope)
        await expectSelects(
          registry,
          { attributes: new Map([['occi.core.id', 'urn:same']]) },
          ['/compute/a'],
          scope,
        )
      }
      await expectSelects(registry, {}, ['/compute/a', '/compute/a'])
      await update(registry, await mustGet(registry, '/compute/a', alice), { attributes: {} }, alice)
      expectEqual((await mustGet(registry, '/compute/a', bob)).attributes, { 'occi.core.title': 'bob' })
    },
  ),
  registryCase(
    'scope:own-first',
    'an own Entity comes before a shared one of the same location, which is then not seen at all',
    async (registry) => {
      const own = await createOne(registry, aCompute('a', { owner: 'alice' }))
      const [shared, free] = await create(registry, aCompute('a'), aCompute('free'))
      expectEqual(await registry.get('/compute/a', alice), own)
      expectEqual(await registry.get('/compute/a', bob), shared)
      expectEqual(await listed(registry, { kind: compute.id }, alice), [own, free])
      await expectSelects(registry, {}, ['/compute/a', '/compute/free'], alice)
      await expectSelects(registry, {}, ['/compute/a', '/compute/free'], bob)
      await registry.commit([{ type: 'delete', entity: own }], alice)
      expectEqual(await registry.get('/compute/a', alice), shared)
      expectEqual(await listed(registry, {}, alice), [shared, free])
    },
  ),
  registryCase(
    'scope:own-id-first',
    'an own Entity comes before a shared one of the same id',
    async (registry) => {
      const own = await createOne(registry, aCompute('a', { owner: 'alice', id: 'urn:same' }))
      const shared = await createOne(registry, aCompute('b', { id: 'urn:same' }))
      expectEqual(await registry.getById('urn:same', alice), own)
      expectEqual(await registry.getById('urn:same', bob), shared)
      await expectSelects(registry, {}, ['/compute/a'], alice)
      expectEqual(await registry.get('/compute/b', alice), undefined)
    },
  ),
  registryCase(
    'scope:system-first',
    'the system scope gets the shared one of several, else the oldest',
    async (registry) => {
      await create(
        registry,
        aCompute('a', { owner: 'bob', id: 'urn:same' }),
        aCompute('a', { owner: 'alice', id: 'urn:same' }),
      )
      expectEqual((await mustGet(registry, '/compute/a')).owner, 'bob')
      expectEqual((await registry.getById('urn:same', systemScope))?.owner, 'bob')
      const shared = await createOne(registry, aCompute('a', { id: 'urn:same' }))
      expectEqual(await mustGet(registry, '/compute/a'), shared)
      expectEqual(await registry.getById('urn:same', systemScope), shared)
    },
  ),
  registryCase(
    'scope:conflict-own',
    'a new one on a location or id of the same owner is a conflict',
    async (registry) => {
      await create(registry, aCompute('a', { owner: 'alice', id: 'urn:a' }))
      await expectRejects(
        registry.commit(creations(aCompute('a', { owner: 'alice', id: 'urn:b' })), alice),
        'conflict',
      )
      await expectRejects(
        registry.commit(creations(aCompute('b', { owner: 'alice', id: 'urn:a' })), alice),
        'conflict',
      )
    },
  ),
  registryCase(
    'scope:conflict-shared',
    'a new one on a location or id of the shared space is a conflict',
    async (registry) => {
      await create(registry, aCompute('a', { id: 'urn:a' }))
      await expectRejects(
        registry.commit(creations(aCompute('a', { owner: 'alice', id: 'urn:b' })), alice),
        'conflict',
      )
      await expectRejects(
        registry.commit(creations(aCompute('b', { owner: 'alice', id: 'urn:a' })), alice),
        'conflict',
      )
    },
  ),
  registryCase(
    'scope:conflict-mixed',
    'one commit cannot make an own and a shared one at the same location',
    async (registry) => {
      await expectRejects(
        create(registry, aCompute('a', { id: 'urn:1' }), aCompute('a', { owner: 'alice', id: 'urn:2' })),
        'conflict',
      )
      await expectRejects(
        create(registry, aCompute('a', { owner: 'alice', id: 'urn:2' }), aCompute('a', { id: 'urn:1' })),
        'conflict',
      )
    },
  ),
  registryCase(
    'scope:not-found',
    "a change of another's Entity is not-found, whether it is there or not",
    async (registry) => {
      const [entity] = await create(registry, aCompute('a', { owner: 'bob' }))
      const absent = aCompute('absent', { owner: 'bob' })
      for (const one of [entity ?? absent, absent]) {
        await expectRejects(update(registry, one, {}, alice), 'not-found')
        await expectRejects(registry.commit([{ type: 'delete', entity: one }], alice), 'not-found')
      }
      expectEqual(await mustGet(registry, '/compute/a'), entity)
    },
  ),
  registryCase('scope:forbidden', 'a shared Entity is changed only by scopes that may', async (registry) => {
    const entity = await createOne(registry, aCompute('a'))
    for (const scope of [alice, visitor]) {
      await expectRejects(update(registry, entity, {}, scope), 'forbidden')
      await expectRejects(registry.commit([{ type: 'delete', entity }], scope), 'forbidden')
    }
    const changed = await update(registry, entity, { attributes: { 'com.example.cores': 1 } }, nobody)
    await registry.commit([{ type: 'delete', entity: changed }], admin)
  }),
  registryCase(
    'scope:creates',
    'a scope makes own things, shared ones if it may, and nothing for others',
    async (registry) => {
      await registry.commit(creations(aCompute('own', { owner: 'alice' })), alice)
      await registry.commit(creations(aCompute('shared')), admin)
      await registry.commit(creations(aCompute('of-bob', { owner: 'bob' })), systemScope)
      await expectRejects(registry.commit(creations(aCompute('x')), alice), 'forbidden')
      await expectRejects(registry.commit(creations(aCompute('x')), visitor), 'forbidden')
      await expectRejects(registry.commit(creations(aCompute('x', { owner: 'bob' })), alice), 'forbidden')
      await expectRejects(registry.commit(creations(aCompute('x', { owner: 'bob' })), nobody), 'forbidden')
      expectEqual(
        (await listed(registry)).map(({ location }) => location),
        ['/compute/own', '/compute/shared', '/compute/of-bob'],
      )
    },
  ),
  registryCase(
    'scope:changeable',
    'changeable selects what the scope may change, not all that it sees',
    async (registry) => {
      await create(
        registry,
        aCompute('shared'),
        aCompute('own', { owner: 'alice' }),
        aCompute('of-admin', { owner: 'admin' }),
      )
      const query = { kind: compute.id, changeable: true }
      await expectSelects(registry, query, ['/compute/own'], alice)
      await expectSelects(registry, query, [], bob)
      await expectSelects(registry, query, [], visitor)
      await expectSelects(registry, query, ['/compute/shared'], nobody)
      await expectSelects(registry, query, ['/compute/shared', '/compute/of-admin'], admin)
      await expectSelects(registry, query, ['/compute/shared', '/compute/own', '/compute/of-admin'])
      await expectSelects(
        registry,
        { ...query, changeable: false },
        ['/compute/shared', '/compute/own'],
        alice,
      )
    },
  ),
  registryCase('scope:conditions', 'every condition of a query stays within the scope', async (registry) => {
    const of = (owner: string) => ({ owner, attributes: { 'com.example.cores': 2 } })
    await create(registry, aCompute('a', of('alice')), aCompute('b', of('bob')), aNetwork('n'))
    await create(
      registry,
      aLink('l', { location: '/compute/a', owner: 'alice' }, aNetwork('n'), { owner: 'alice' }),
      aLink('m', { location: '/compute/b', owner: 'bob' }, aNetwork('n'), { owner: 'bob' }),
    )
    await expectSelects(registry, { attributes: new Map([['com.example.cores', 2]]) }, ['/compute/a'], alice)
    await expectSelects(registry, { target: { location: '/network/n' } }, ['/attachment/l'], alice)
    await expectSelects(registry, { target: { location: '/network/n' } }, ['/attachment/l', '/attachment/m'])
    await expectSelects(registry, { source: { location: '/compute/b', owner: 'bob' } }, [], alice)
    await expectSelects(registry, { source: { location: '/compute/b' } }, [], bob)
    await expectSelects(
      registry,
      { source: { location: '/compute/b', owner: 'bob' } },
      ['/attachment/m'],
      bob,
    )
    await expectSelects(registry, { below: '/attachment/' }, ['/attachment/m'], bob)
  }),
  registryCase(
    'scope:ends',
    "a Link cannot start or end at another's Entity, nor start at a shared one that may not be changed",
    async (registry) => {
      await create(
        registry,
        aCompute('own', { owner: 'alice' }),
        aCompute('of-bob', { owner: 'bob' }),
        aCompute('shared'),
      )
      const link = (
        source: { location: string; owner?: string },
        target: { location: string; owner?: string },
      ) => registry.commit(creations(aLink('l', source, target, { owner: 'alice' })), alice)
      const [own, ofBob, shared] = [
        { location: '/compute/own', owner: 'alice' },
        { location: '/compute/of-bob', owner: 'bob' },
        { location: '/compute/shared' },
      ]
      await expectRejects(link(own, ofBob), 'conflict')
      await expectRejects(link(ofBob, own), 'conflict')
      await expectRejects(link(shared, own), 'forbidden')
      await link(own, shared)
    },
  ),
  registryCase('scope:links-seen', "another's Links of a shared Resource are not seen", async (registry) => {
    await create(registry, aCompute('shared'), aNetwork('n'), aLink('l', aCompute('shared'), aNetwork('n')))
    await registry.commit(creations(aLink('m', aCompute('shared'), aNetwork('n'), { owner: 'admin' })), admin)
    const seen = async (scope: typeof alice) =>
      (await mustGetResource(registry, '/compute/shared', scope)).links.map(({ location }) => location)
    expectEqual(await seen(alice), ['/attachment/l'])
    expectEqual(await seen(admin), ['/attachment/l', '/attachment/m'])
    const [first] = await listed(registry, {}, alice)
    expectEqual(first, await registry.get('/compute/shared', alice))
  }),
  registryCase('scope:mixins', 'users see their own Mixins and the shared ones', async (registry) => {
    const add = (owner: string) =>
      registry.commit([{ type: 'add-mixin', mixin: aUserMixin('same', { owner }) }], systemScope)
    await registry.commit([{ type: 'add-mixin', mixin: aUserMixin('shared') }], systemScope)
    await add('alice')
    await add('bob')
    for (const scope of [alice, bob]) {
      const { byId, byLocation } = await registry.userMixins(scope)
      expectEqual([...byId.keys()].toSorted(), [aUserMixin('same').id, aUserMixin('shared').id])
      expectEqual(byId.get(aUserMixin('same').id), aUserMixin('same', { owner: scope.owner ?? '' }))
      expectEqual(byLocation.get('/mine/same/'), aUserMixin('same', { owner: scope.owner ?? '' }))
    }
    expectEqual([...(await registry.userMixins(nobody)).byId.keys()], [aUserMixin('shared').id])
  }),
]
