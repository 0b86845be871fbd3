import { systemScope, type Mixin, type Registry, type Scope } from '@occi/core'
import { expectEqual, expectRejects, expectTrue } from '../expect.ts'
import { aCompute, aLink, aNetwork, aUserMixin, burst, burstable, restart, turbo } from '../fixtures.ts'
import { registryCase } from './harness.ts'
import {
  addMixins,
  admin,
  alice,
  asEntity,
  asLink,
  bob,
  create,
  createOne,
  creations,
  expectSelects,
  listed,
  mustGet,
  mustGetResource,
  nobody,
  remove,
  update,
} from './steps.ts'

const tag = aUserMixin('tag')

/** The Mixins that users make. */
export const mixinCases = [
  registryCase(
    'mixin:add',
    'a Mixin that was added is in the layer, by id and by location',
    async (registry) => {
      await addMixins(registry, tag)
      const { byId, byLocation } = await registry.userMixins(systemScope)
      expectEqual(byId.get(tag.id), tag)
      expectEqual(byLocation.get('/mine/tag/'), tag)
    },
  ),
  registryCase(
    'mixin:layer-same',
    'the layer is the same object until a Mixin comes or goes',
    async (registry) => {
      await addMixins(registry, tag)
      for (const scope of [systemScope, alice, nobody]) {
        const first = await registry.userMixins(scope)
        await createOne(registry, aCompute(`of-${scope.owner}-${scope.system}`))
        expectTrue(first === (await registry.userMixins(scope)), 'entities leave the layer as it is')
        await addMixins(registry, aUserMixin(`of-${scope.owner}-${scope.system}`))
        const second = await registry.userMixins(scope)
        expectTrue(
          first !== second && first.version !== second.version,
          'a new Mixin makes a new layer with a new version',
        )
        expectTrue(
          !first.byId.has(aUserMixin(`of-${scope.owner}-${scope.system}`).id),
          'the old layer stays as it was',
        )
      }
    },
  ),
  registryCase('mixin:layer-removed', 'a Mixin that was removed leaves the layer', async (registry) => {
    await addMixins(registry, tag, aUserMixin('other'))
    const first = await registry.userMixins(alice)
    await removeMixin(registry, tag)
    const second = await registry.userMixins(alice)
    expectEqual([...second.byId.keys()], [aUserMixin('other').id])
    expectTrue(second.version !== first.version, 'the version differs')
  }),
  registryCase(
    'mixin:layer-old',
    'a layer stays as it was, whatever comes and goes later',
    async (registry) => {
      await addMixins(registry, aUserMixin('stays'), tag)
      const before = await registry.userMixins(alice)
      for (let turn = 0; turn < 100; turn += 1) {
        await removeMixin(registry, turn % 2 === 0 ? tag : aUserMixin('tag', { location: '/other/' }))
        await addMixins(registry, turn % 2 === 0 ? aUserMixin('tag', { location: '/other/' }) : tag)
        await addMixins(registry, aUserMixin(`later-${turn}`, { location: `/later/${turn}/` }))
      }
      await removeMixin(registry, tag)
      expectTrue(!(await registry.userMixins(alice)).byId.has(tag.id), 'it is gone now')
      expectEqual(before.byId.get(tag.id), tag)
      expectEqual(before.byLocation.get('/mine/tag/'), tag)
      expectEqual(before.byId.has(aUserMixin('later-0').id), false, 'what came later')
      expectEqual([before.above.has('/mine/'), before.above.has('/later/')], [true, false], 'what is above')
      expectEqual([...before.byLocation.keys()], ['/mine/stays/', '/mine/tag/'])
    },
  ),
  registryCase(
    'mixin:layer-order',
    'a layer lists Mixins in the order in which they were made',
    async (registry) => {
      const terms = async (scope: Scope) =>
        [...(await registry.userMixins(scope)).byId.values()].map(({ term }) => term)
      for (const term of ['b', 'a', 'c']) await addMixins(registry, aUserMixin(term))
      expectEqual(await terms(nobody), ['b', 'a', 'c'])
      await removeMixin(registry, aUserMixin('b'))
      await addMixins(registry, aUserMixin('d'), aUserMixin('b'))
      expectEqual(await terms(nobody), ['a', 'c', 'd', 'b'])
      expectEqual(await terms(systemScope), ['a', 'c', 'd', 'b'])
    },
  ),
  registryCase(
    'mixin:own-first',
    "an owner's Mixin hides a shared one that takes a name of it, until it goes",
    async (registry) => {
      const own = aUserMixin('own', { owner: 'alice', location: '/same/' })
      const shared = aUserMixin('shared', { location: '/same/' })
      await addMixins(registry, own)
      await addMixins(registry, shared)
      const first = await registry.userMixins(alice)
      expectEqual([first.byLocation.get('/same/'), first.byId.get(shared.id)], [own, undefined])
      expectEqual((await registry.userMixins(bob)).byLocation.get('/same/'), shared)
      await removeMixin(registry, own)
      const second = await registry.userMixins(alice)
      expectEqual([second.byLocation.get('/same/'), second.byId.get(shared.id)], [shared, shared])
    },
  ),
  registryCase(
    'mixin:oldest',
    "of several owners' Mixins of one name the system sees the oldest, and a shared one before all",
    async (registry) => {
      const of = (owner: string) => aUserMixin('tag', { owner })
      await addMixins(registry, aUserMixin('first', { owner: 'alice' }))
      await addMixins(registry, of('bob'))
      await addMixins(registry, of('alice'))
      const seen = async () => (await registry.userMixins(systemScope)).byId.get(tag.id)
      expectEqual(await seen(), of('bob'))
      await addMixins(registry, tag)
      expectEqual(await seen(), tag)
      await removeMixin(registry, tag)
      await removeMixin(registry, of('bob'))
      expectEqual(await seen(), of('alice'))
    },
  ),
  registryCase('mixin:revision', 'adding and removing a Mixin raise the counter', async (registry) => {
    const added = await registry.commit([{ type: 'add-mixin', mixin: tag }], systemScope)
    const removed = await registry.commit([{ type: 'remove-mixin', mixin: tag }], systemScope)
    expectEqual([added.entities, removed.entities], [[], []])
    expectTrue(removed.revision > added.revision, 'the revision has risen')
  }),
  registryCase('mixin:id-taken', 'a second Mixin with an id is a conflict', async (registry) => {
    await addMixins(registry, tag)
    const error = await expectRejects(
      addMixins(registry, aUserMixin('tag', { location: '/elsewhere/' })),
      'conflict',
    )
    expectEqual(error.details.category, tag.id, 'the Category in the details')
    await expectRejects(
      addMixins(registry, aUserMixin('tag', { owner: 'alice', location: '/elsewhere/' })),
      'conflict',
      'one of an owner beside the shared one',
    )
  }),
  registryCase('mixin:location-taken', 'a second Mixin at a location is a conflict', async (registry) => {
    await addMixins(registry, tag)
    await expectRejects(addMixins(registry, aUserMixin('other', { location: '/mine/tag/' })), 'conflict')
    await expectRejects(
      addMixins(registry, aUserMixin('other', { owner: 'alice', location: '/mine/tag/' })),
      'conflict',
    )
    await expectRejects(
      addMixins(registry, aUserMixin('one', { location: '/x/' }), aUserMixin('two', { location: '/x/' })),
      'conflict',
    )
  }),
  registryCase(
    'mixin:entity-there',
    'a Collection cannot be where an Entity is, nor an Entity where a Collection is',
    async (registry) => {
      await create(registry, aCompute('/mine/tag'))
      await expectRejects(addMixins(registry, tag), 'conflict')
      await addMixins(registry, aUserMixin('other'))
      await expectRejects(create(registry, aCompute('/mine/other')), 'conflict')
      await create(registry, aCompute('/mine/other/below'))
    },
  ),
  registryCase(
    'mixin:owners',
    'two owners may each have a Mixin of the same id and location',
    async (registry) => {
      await addMixins(registry, aUserMixin('tag', { owner: 'alice' }), aUserMixin('tag', { owner: 'bob' }))
      await expectRejects(addMixins(registry, aUserMixin('tag', { owner: 'bob' })), 'conflict')
      await registry.commit([{ type: 'remove-mixin', mixin: aUserMixin('tag', { owner: 'bob' }) }], bob)
      expectEqual((await registry.userMixins(alice)).byId.get(tag.id), aUserMixin('tag', { owner: 'alice' }))
      expectEqual((await registry.userMixins(bob)).byId.size, 0)
    },
  ),
  registryCase(
    'mixin:rights',
    'a scope adds and removes own Mixins, shared ones if it may, and none of others',
    async (registry) => {
      const add = (mixin: Mixin, scope: typeof alice) =>
        registry.commit([{ type: 'add-mixin', mixin }], scope)
      const take = (mixin: Mixin, scope: typeof alice) =>
        registry.commit([{ type: 'remove-mixin', mixin }], scope)
      await expectRejects(add(tag, alice), 'forbidden')
      await expectRejects(add(aUserMixin('tag', { owner: 'bob' }), alice), 'forbidden')
      await add(tag, nobody)
      await expectRejects(take(tag, alice), 'forbidden')
      await add(aUserMixin('own', { owner: 'bob' }), bob)
      await expectRejects(take(aUserMixin('own', { owner: 'bob' }), alice), 'not-found')
      await take(aUserMixin('own', { owner: 'bob' }), bob)
      await take(tag, admin)
      await expectRejects(take(tag, admin), 'not-found')
    },
  ),
  registryCase(
    'mixin:members',
    'removing a Mixin takes it off its members, with the attributes and Actions that are its alone',
    async (registry) => {
      const mixin = aUserMixin('rich', {
        attributes: { 'com.example.note': '', 'com.example.credit': { type: 'number' } },
        actions: [burst],
      })
      await addMixins(registry, mixin)
      const attributes = { 'com.example.note': 'x', 'com.example.credit': 2.5, 'com.example.cores': 1 }
      const [alone, both] = await create(
        registry,
        aCompute('alone', { mixins: [mixin], attributes, actions: [restart, burst] }),
        aCompute('both', {
          mixins: [burstable, mixin, turbo],
          attributes,
          actions: [restart, burst],
        }),
        aCompute('other', { attributes }),
      )
      await removeMixin(registry, mixin)
      const [now, nowBoth] = [
        await mustGet(registry, '/compute/alone'),
        await mustGet(registry, '/compute/both'),
      ]
      expectEqual(now, {
        ...asEntity(alone),
        mixins: [],
        attributes: { 'com.example.cores': 1 },
        actions: [restart],
        revision: now.revision,
      })
      const kept = { 'com.example.credit': 2.5, 'com.example.cores': 1 }
      expectEqual(nowBoth, {
        ...asEntity(both),
        mixins: [burstable, turbo],
        attributes: kept,
        actions: [restart, burst],
        revision: nowBoth.revision,
      })
      expectEqual((await mustGet(registry, '/compute/other')).attributes, attributes)
      expectTrue(now.revision > asEntity(alone).revision, 'members are raised')
      await expectSelects(registry, { mixins: [mixin.id] }, [])
    },
  ),
  registryCase('mixin:member-link', 'a Link that loses a Mixin raises its source', async (registry) => {
    await addMixins(registry, tag)
    await create(
      registry,
      aCompute('a'),
      aNetwork('n'),
      aLink('l', aCompute('a'), aNetwork('n'), { mixins: [tag] }),
    )
    await removeMixin(registry, tag)
    const [link, source] = [
      asLink(await mustGet(registry, '/attachment/l')),
      await mustGetResource(registry, '/compute/a'),
    ]
    expectEqual(link.mixins, [])
    expectEqual(source.links, [link])
    expectEqual(source.revision, link.revision)
  }),
  registryCase(
    'mixin:members-of-owner',
    "removing an owner's Mixin leaves another owner's of the same id alone",
    async (registry) => {
      const of = (owner: string) => aUserMixin('tag', { owner })
      await addMixins(registry, of('alice'), of('bob'))
      await create(
        registry,
        aCompute('a', { owner: 'alice', mixins: [of('alice')] }),
        aCompute('b', { owner: 'bob', mixins: [of('bob')] }),
      )
      await registry.commit([{ type: 'remove-mixin', mixin: of('alice') }], alice)
      expectEqual((await mustGet(registry, '/compute/a')).mixins, [])
      expectEqual((await mustGet(registry, '/compute/b')).mixins, [of('bob')])
      await expectSelects(registry, { mixins: [tag.id] }, ['/compute/b'])
    },
  ),
  registryCase('mixin:gone', "a user's Mixin that is gone cannot be put on an Entity", async (registry) => {
    await expectRejects(create(registry, aCompute('a', { mixins: [tag] })), 'conflict')
    await addMixins(registry, tag)
    const entity = await createOne(registry, aCompute('a'))
    await removeMixin(registry, tag)
    await expectRejects(update(registry, entity, { mixins: [tag] }), 'conflict')
  }),
  registryCase(
    'mixin:with-member',
    'a Mixin and its first member can be made in one commit',
    async (registry) => {
      await registry.commit(
        [...creations(aCompute('a', { mixins: [tag] })), { type: 'add-mixin', mixin: tag }],
        systemScope,
      )
      await expectSelects(registry, { mixins: [tag.id] }, ['/compute/a'])
    },
  ),
  registryCase(
    'mixin:removed-with-update',
    'a Mixin is taken off what the same commit writes as well',
    async (registry) => {
      await addMixins(registry, tag)
      const entity = await createOne(registry, aCompute('a', { mixins: [tag] }))
      const { entities } = await registry.commit(
        [
          { type: 'update', entity },
          { type: 'remove-mixin', mixin: tag },
        ],
        systemScope,
      )
      expectEqual(
        entities.map(({ mixins }) => mixins),
        [[]],
      )
      expectEqual(await listed(registry), entities)
    },
  ),
  registryCase(
    'mixin:replaced',
    'a Mixin can be removed and added again, with another definition',
    async (registry) => {
      await addMixins(registry, tag)
      const other = aUserMixin('tag', { location: '/other/' })
      await registry.commit(
        [
          { type: 'remove-mixin', mixin: tag },
          { type: 'add-mixin', mixin: other },
        ],
        systemScope,
      )
      expectEqual((await registry.userMixins(nobody)).byLocation.get('/other/'), other)
      expectEqual((await registry.userMixins(nobody)).byLocation.get('/mine/tag/'), undefined)
      await create(registry, aCompute('/mine/tag'))
    },
  ),
  registryCase(
    'mixin:provider',
    "a provider's Mixin or Kind that is gone from the service stays with what was stored with it",
    async (registry) => {
      const stored = await createOne(
        registry,
        aCompute('a', { mixins: [burstable], attributes: { 'com.example.burst': 1 } }),
      )
      const read = await mustGet(registry, '/compute/a')
      expectEqual([read.kind, read.mixins], [stored.kind, [burstable]])
      await expectSelects(registry, { mixins: [burstable.id] }, ['/compute/a'])
      await remove(registry, read)
    },
  ),
  registryCase('mixin:remove-mixin', 'removeMixin removes a Mixin as a commit does', async (registry) => {
    await addMixins(registry, tag)
    await create(registry, aCompute('a', { mixins: [tag] }))
    await expectRejects(registry.removeMixin(tag, alice), 'forbidden')
    await registry.removeMixin(tag, systemScope)
    expectEqual((await mustGet(registry, '/compute/a')).mixins, [])
    await expectRejects(registry.removeMixin(tag, systemScope), 'not-found')
  }),
]

async function removeMixin(registry: Registry, mixin: Mixin): Promise<void> {
  await registry.commit([{ type: 'remove-mixin', mixin }], systemScope)
}
