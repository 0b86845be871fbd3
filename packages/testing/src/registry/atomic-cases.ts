import { systemScope, type Change, type OcciErrorCode, type Registry, type Scope } from '@occi/core'
import { expectEqual, expectRejects } from '../expect.ts'
import { aCompute, aLink, aNetwork, aUserMixin } from '../fixtures.ts'
import { registryCase, type RegistryCase } from './harness.ts'
import { addMixins, alice, create, createOne, creations, mustGet, reserve, snapshot } from './steps.ts'

interface Failure {
  readonly name: string
  readonly what: string
  readonly code: OcciErrorCode
  readonly scope?: Scope
  /** The change that fails, in a Registry that {@link furnish} has filled. */
  readonly change: (registry: Registry) => Promise<Change>
}

const failures: readonly Failure[] = [
  {
    name: 'location',
    what: 'a taken location',
    code: 'conflict',
    change: async () => ({ type: 'create', entity: aCompute('a', { id: 'urn:x' }) }),
  },
  {
    name: 'id',
    what: 'a taken id',
    code: 'conflict',
    change: async () => ({ type: 'create', entity: aCompute('x', { id: aCompute('a').id }) }),
  },
  {
    name: 'stale-update',
    what: 'a stale update',
    code: 'conflict',
    change: async (registry) => ({
      type: 'update',
      entity: { ...(await mustGet(registry, '/compute/a')), revision: 0 },
    }),
  },
  {
    name: 'stale-delete',
    what: 'a stale delete',
    code: 'conflict',
    change: async (registry) => ({
      type: 'delete',
      entity: { ...(await mustGet(registry, '/compute/a')), revision: 0 },
    }),
  },
  {
    name: 'gone',
    what: 'a change of what is gone',
    code: 'conflict',
    change: async () => ({ type: 'update', entity: aCompute('gone') }),
  },
  {
    name: 'source',
    what: 'a Link from nowhere',
    code: 'conflict',
    change: async () => ({ type: 'create', entity: aLink('x', aCompute('gone'), aNetwork('n')) }),
  },
  {
    name: 'target',
    what: 'a Link to nowhere',
    code: 'conflict',
    change: async () => ({ type: 'create', entity: aLink('x', aCompute('a'), aNetwork('gone')) }),
  },
  {
    name: 'linked',
    what: 'a delete of the end of a Link',
    code: 'conflict',
    change: async (registry) => ({ type: 'delete', entity: await mustGet(registry, '/network/n') }),
  },
  {
    name: 'mixin-taken',
    what: 'a taken Mixin',
    code: 'conflict',
    change: async () => ({ type: 'add-mixin', mixin: aUserMixin('kept') }),
  },
  {
    name: 'mixin-absent',
    what: 'a removal of no Mixin',
    code: 'not-found',
    change: async () => ({ type: 'remove-mixin', mixin: aUserMixin('gone') }),
  },
  {
    name: 'reserved',
    what: 'a reserved location',
    code: 'conflict',
    change: async () => ({ type: 'create', entity: aCompute('reserved') }),
  },
  {
    name: 'invisible',
    what: "another's Entity",
    code: 'not-found',
    scope: alice,
    change: async (registry) => ({ type: 'delete', entity: await mustGet(registry, '/compute/of-bob') }),
  },
  {
    name: 'forbidden',
    what: 'a shared Entity',
    code: 'forbidden',
    scope: alice,
    change: async (registry) => ({ type: 'update', entity: await mustGet(registry, '/compute/c') }),
  },
]

/** Each way to fail, at each place of a commit: nothing may be left of it. */
export const atomicCases: readonly RegistryCase[] = [
  ...failures.map((failure) =>
    registryCase(
      `atomic:${failure.name}`,
      `a commit that fails by ${failure.what} leaves everything as it was`,
      async (registry) => {
        await furnish(registry)
        const before = await snapshot(registry)
        const [good, bad] = [await goodChanges(registry, failure.scope), await failure.change(registry)]
        for (let place = 0; place <= good.length; place += 1) {
          const changes = good.toSpliced(place, 0, bad)
          await expectRejects(
            registry.commit(changes, failure.scope ?? systemScope),
            failure.code,
            `the commit with the fault at ${place}`,
          )
          expectEqual(await snapshot(registry), before, `after the fault at ${place}, what is stored`)
        }
        await registry.commit(good, failure.scope ?? systemScope)
      },
    ),
  ),
  ...failures.map((failure) =>
    registryCase(
      `reserve:as-commit:${failure.name}`,
      `a reservation fails by ${failure.what} as the commit would, and holds nothing then`,
      async (registry) => {
        await furnish(registry)
        const before = await snapshot(registry)
        const scope = failure.scope ?? systemScope
        const [good, bad] = [await goodChanges(registry, failure.scope), await failure.change(registry)]
        await expectRejects(reserve(registry, [...good, bad], scope), failure.code)
        expectEqual(await snapshot(registry), before, 'what is stored')
        await registry.commit(good, scope)
      },
    ),
  ),
  registryCase('atomic:read', 'no read sees half of a commit that is under way', async (registry) => {
    // An odd number of pairs: half of all of them is odd too.
    const writes = Array.from({ length: 39 }, (_, index) =>
      create(registry, aCompute(`${index}-a`), aCompute(`${index}-b`)),
    )
    for (const count of await countAgainAndAgain(registry)) expectEqual(count % 2, 0, 'one of a pair')
    await Promise.all(writes)
    expectEqual(await registry.count({}, systemScope), 78)
  }),
  registryCase(
    'atomic:each',
    'of commits that are made at once each is done or refused by itself',
    async (registry) => {
      const names = ['a', 'b', 'a', 'c', 'b', 'd']
      const outcomes = await Promise.allSettled(
        names.map((name, index) => create(registry, aCompute(`with-${index}`), aCompute(name))),
      )
      const done = outcomes.filter(({ status }) => status === 'fulfilled').length
      expectEqual(done, 4, 'as many as there are names')
      expectEqual(await registry.count({}, systemScope), 8)
    },
  ),
]

/** Counts in many turns of the queues, in which commits may go on. */
async function countAgainAndAgain(registry: Registry): Promise<readonly number[]> {
  const counts: number[] = []
  for (let turn = 0; turn < 200; turn += 1) counts.push(await registry.count({}, systemScope))
  return counts
}

async function furnish(registry: Registry): Promise<void> {
  await addMixins(registry, aUserMixin('tag'), aUserMixin('kept'))
  await create(
    registry,
    aCompute('a'),
    aNetwork('n'),
    aLink('l', aCompute('a'), aNetwork('n')),
    aCompute('c'),
    aCompute('d'),
  )
  await create(registry, aCompute('mine', { owner: 'alice' }), aCompute('of-bob', { owner: 'bob' }))
  await createOne(registry, aCompute('free'))
  await reserve(registry, creations(aCompute('reserved')))
}

/** Changes of each sort that succeed by themselves. */
async function goodChanges(registry: Registry, scope: Scope = systemScope): Promise<readonly Change[]> {
  const owned = scope.owner === undefined ? {} : { owner: scope.owner }
  const mine = await mustGet(registry, '/compute/mine')
  const changes: Change[] = [
    { type: 'create', entity: aCompute('new', owned) },
    { type: 'update', entity: { ...mine, attributes: { 'com.example.cores': 8 } } },
    { type: 'add-mixin', mixin: aUserMixin('new', owned) },
    { type: 'create', entity: aLink('new', { location: '/compute/new', ...owned }, aNetwork('n'), owned) },
  ]
  if (!scope.system) return changes
  const free = await mustGet(registry, '/compute/free')
  return [...changes, { type: 'delete', entity: free }, { type: 'remove-mixin', mixin: aUserMixin('tag') }]
}
