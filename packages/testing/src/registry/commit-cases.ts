import { systemScope } from '@occi/core'
import { expectEqual, expectRejects, expectTrue } from '../expect.ts'
import { aCompute, aNetwork, restart } from '../fixtures.ts'
import { registryCase } from './harness.ts'
import { create, createOne, creations, listed, mustGet, remove, update } from './steps.ts'

/** What one commit does to entities. */
export const commitCases = [
  registryCase('commit:empty', 'a new Registry knows nothing', async (registry) => {
    expectEqual(await registry.get('/compute/a', systemScope), undefined)
    expectEqual(await registry.getById('urn:uuid:a', systemScope), undefined)
    expectEqual(await listed(registry), [])
    expectEqual(await registry.count({}, systemScope), 0)
    expectEqual(await registry.reservations(), [])
    expectEqual([...(await registry.userMixins(systemScope)).byId.keys()], [])
  }),
  registryCase('commit:create', 'what was created is found whole, by path and by id', async (registry) => {
    const given = aCompute('a', {
      attributes: { 'com.example.cores': 2 },
      actions: [restart],
      extras: { machine: 'm-1' },
    })
    const stored = await createOne(registry, given)
    expectEqual(stored, { ...given, revision: stored.revision })
    expectEqual(await registry.get('/compute/a', systemScope), stored)
    expectEqual(await registry.getById(given.id, systemScope), stored)
  }),
  registryCase(
    'commit:results',
    'a commit answers with what it stored, one for each create and update in their order',
    async (registry) => {
      const old = await createOne(registry, aCompute('old'))
      const doomed = await createOne(registry, aCompute('doomed'))
      const { entities, revision } = await registry.commit(
        [
          { type: 'create', entity: aCompute('new') },
          { type: 'delete', entity: doomed },
          { type: 'update', entity: { ...old, attributes: { 'occi.core.title': 'Old' } } },
          { type: 'create', entity: aNetwork('n') },
        ],
        systemScope,
      )
      expectEqual(
        entities.map(({ location }) => location),
        ['/compute/new', '/compute/old', '/network/n'],
      )
      expectTrue(
        entities.every((entity) => entity.revision === revision),
        'each has the revision of the commit',
      )
      for (const entity of entities) expectEqual(await registry.get(entity.location, systemScope), entity)
    },
  ),
  registryCase('commit:update', 'an update replaces attributes, Actions and extras', async (registry) => {
    const first = await createOne(
      registry,
      aCompute('a', { attributes: { 'com.example.cores': 1 }, extras: 'x' }),
    )
    const { extras: _dropped, ...rest } = first
    const { entities } = await registry.commit(
      [
        {
          type: 'update',
          entity: { ...rest, attributes: { 'com.example.memory': 0.5 }, actions: [restart] },
        },
      ],
      systemScope,
    )
    const now = await mustGet(registry, '/compute/a')
    expectEqual(now, {
      ...rest,
      attributes: { 'com.example.memory': 0.5 },
      actions: [restart],
      revision: now.revision,
    })
    expectEqual(entities, [now])
  }),
  registryCase(
    'commit:delete',
    'what was deleted is gone, by path, by id and from every Collection',
    async (registry) => {
      const [one, other] = await create(registry, aCompute('a'), aCompute('b'))
      if (one !== undefined) await remove(registry, one)
      expectEqual(await registry.get('/compute/a', systemScope), undefined)
      expectEqual(await registry.getById(aCompute('a').id, systemScope), undefined)
      expectEqual(await listed(registry), [other])
      expectEqual(await registry.count({}, systemScope), 1)
    },
  ),
  registryCase(
    'commit:again',
    'a path and an id can be used again after a delete, and the new Entity is the last in order',
    async (registry) => {
      const [first] = await create(registry, aCompute('a'), aCompute('b'))
      if (first !== undefined) await remove(registry, first)
      await create(registry, aCompute('a'))
      expectEqual(
        (await listed(registry)).map(({ location }) => location),
        ['/compute/b', '/compute/a'],
      )
    },
  ),
  registryCase(
    'commit:room',
    'what a commit deletes makes room for what the same commit creates',
    async (registry) => {
      const old = await createOne(registry, aCompute('a', { id: 'urn:old' }))
      await registry.commit(
        [...creations(aCompute('a', { id: 'urn:new' })), { type: 'delete', entity: old }],
        systemScope,
      )
      expectEqual((await mustGet(registry, '/compute/a')).id, 'urn:new')
      expectEqual(await registry.getById('urn:old', systemScope), undefined)
    },
  ),
  registryCase('commit:nothing', 'an empty commit succeeds and raises the counter', async (registry) => {
    const one = await registry.commit([], systemScope)
    const two = await registry.commit([], systemScope)
    expectEqual(two.entities, [])
    expectTrue(two.revision > one.revision, 'the revision has risen')
  }),
  registryCase(
    'revision:rises',
    'every commit raises the one counter, whatever it is about',
    async (registry) => {
      const a = await createOne(registry, aCompute('a'))
      const b = await createOne(registry, aNetwork('b'))
      const changed = await update(registry, a, { attributes: { 'com.example.cores': 3 } })
      await remove(registry, b)
      const last = await createOne(registry, aNetwork('c'))
      expectTrue(0 < a.revision && a.revision < b.revision, 'the second creation has a higher revision')
      expectTrue(
        b.revision < changed.revision && changed.revision + 1 < last.revision,
        'update and delete raise it',
      )
    },
  ),
  registryCase(
    'revision:others',
    'a commit leaves the revision of other entities as it was',
    async (registry) => {
      const a = await createOne(registry, aCompute('a'))
      await createOne(registry, aCompute('b'))
      expectEqual(await mustGet(registry, '/compute/a'), a)
    },
  ),
  registryCase('revision:stale-update', 'an update of an older state is a conflict', async (registry) => {
    const old = await createOne(registry, aCompute('a'))
    const now = await update(registry, old, { attributes: { 'com.example.cores': 1 } })
    await expectRejects(update(registry, old, { attributes: {} }), 'conflict', 'the stale update')
    expectEqual(await mustGet(registry, '/compute/a'), now)
  }),
  registryCase('revision:stale-delete', 'a delete of an older state is a conflict', async (registry) => {
    const old = await createOne(registry, aCompute('a'))
    const now = await update(registry, old, { attributes: { 'com.example.cores': 1 } })
    await expectRejects(remove(registry, old), 'conflict', 'the stale delete')
    expectEqual(await mustGet(registry, '/compute/a'), now)
  }),
  registryCase('revision:unborn', 'revision 0 is no state to base a change on', async (registry) => {
    const stored = await createOne(registry, aCompute('a'))
    await expectRejects(update(registry, stored, { revision: 0 }), 'conflict')
    await expectRejects(remove(registry, { ...stored, revision: 0 }), 'conflict')
  }),
  registryCase('revision:race', 'of two changes of one state, made at once, one wins', async (registry) => {
    const base = await createOne(registry, aCompute('a'))
    const tries = [1, 2, 3].map((cores) =>
      update(registry, base, { attributes: { 'com.example.cores': cores } }),
    )
    const outcomes = await Promise.allSettled(tries)
    expectEqual(outcomes.filter(({ status }) => status === 'fulfilled').length, 1, 'the number of winners')
  }),
  registryCase('commit:location-taken', 'a second Entity at a path is a conflict', async (registry) => {
    await createOne(registry, aCompute('a', { id: 'urn:one' }))
    const error = await expectRejects(create(registry, aCompute('a', { id: 'urn:two' })), 'conflict')
    expectEqual(error.details.location, '/compute/a', 'the location in the details')
  }),
  registryCase('commit:id-taken', 'a second Entity with an id is a conflict', async (registry) => {
    await createOne(registry, aCompute('a', { id: 'urn:one' }))
    await expectRejects(create(registry, aCompute('b', { id: 'urn:one' })), 'conflict')
  }),
  registryCase(
    'commit:twice',
    'two creations in one commit cannot have the same path or id',
    async (registry) => {
      await expectRejects(
        create(registry, aCompute('a', { id: 'urn:1' }), aCompute('a', { id: 'urn:2' })),
        'conflict',
      )
      await expectRejects(
        create(registry, aCompute('a', { id: 'urn:1' }), aCompute('b', { id: 'urn:1' })),
        'conflict',
      )
      expectEqual(await listed(registry), [])
    },
  ),
  registryCase('commit:changed-twice', 'one commit changes an Entity once', async (registry) => {
    const entity = await createOne(registry, aCompute('a'))
    await expectRejects(
      registry.commit(
        [
          { type: 'update', entity },
          { type: 'update', entity },
        ],
        systemScope,
      ),
      'conflict',
    )
    await expectRejects(
      registry.commit(
        [
          { type: 'update', entity },
          { type: 'delete', entity },
        ],
        systemScope,
      ),
      'conflict',
    )
    await expectRejects(
      registry.commit(
        [
          { type: 'delete', entity },
          { type: 'delete', entity },
        ],
        systemScope,
      ),
      'conflict',
    )
    expectEqual(await mustGet(registry, '/compute/a'), entity)
  }),
  registryCase('commit:gone', 'an update or delete of what is gone is a conflict', async (registry) => {
    const entity = await createOne(registry, aCompute('a'))
    await remove(registry, entity)
    await expectRejects(update(registry, entity, {}), 'conflict')
    await expectRejects(remove(registry, entity), 'conflict')
  }),
  registryCase(
    'commit:another',
    'another Entity that took the path is not changed in its place',
    async (registry) => {
      const entity = await createOne(registry, aCompute('a', { id: 'urn:one' }))
      await remove(registry, entity)
      const other = await createOne(registry, aCompute('a', { id: 'urn:two' }))
      await expectRejects(update(registry, { ...entity, revision: other.revision }, {}), 'conflict')
      await expectRejects(remove(registry, { ...entity, revision: other.revision }), 'conflict')
      expectEqual(await mustGet(registry, '/compute/a'), other)
    },
  ),
]
