import { systemScope, type AttributeValue, type EntityQuery, type Registry } from '@occi/core'
import { expectEqual } from '../expect.ts'
import { aCompute, aLink, aNetwork, attachment, burstable, compute, network, turbo } from '../fixtures.ts'
import { registryCase, type RegistryCase } from './harness.ts'
import { asEntity, create, createOne, expectSelects, listed, mustGet, remove, update } from './steps.ts'

interface Selects {
  readonly name: string
  readonly what: string
  readonly query: EntityQuery
  readonly wanted: readonly string[]
}

const attributes = (...entries: readonly (readonly [string, AttributeValue])[]) => new Map(entries)
const all = [
  '/compute/a',
  '/compute/b',
  '/network/n',
  '/compute/deep/er/c',
  '/attachment/ab',
  '/attachment/an',
  '/attachment/out',
  '/computers/x',
]

const selects: readonly Selects[] = [
  { name: 'all', what: 'an empty query selects everything, in order of creation', query: {}, wanted: all },
  {
    name: 'kind',
    what: 'a Kind selects its entities',
    query: { kind: compute.id },
    wanted: ['/compute/a', '/compute/b', '/compute/deep/er/c', '/computers/x'],
  },
  {
    name: 'kind-exact',
    what: 'a Kind does not select what descends from it',
    query: { kind: 'http://schemas.ogf.org/occi/core#resource' },
    wanted: [],
  },
  {
    name: 'kind-link',
    what: 'a Kind of Links selects Links',
    query: { kind: attachment.id },
    wanted: ['/attachment/ab', '/attachment/an', '/attachment/out'],
  },
  {
    name: 'mixin',
    what: 'a Mixin selects those that have it',
    query: { mixins: [turbo.id] },
    wanted: ['/compute/b', '/network/n'],
  },
  {
    name: 'mixins',
    what: 'several Mixins select those that have all of them',
    query: { mixins: [turbo.id, burstable.id] },
    wanted: ['/compute/b'],
  },
  { name: 'no-mixins', what: 'an empty list of Mixins is no condition', query: { mixins: [] }, wanted: all },
  {
    name: 'below',
    what: 'a path selects what lies below it, however deep',
    query: { below: '/compute/' },
    wanted: ['/compute/a', '/compute/b', '/compute/deep/er/c'],
  },
  {
    name: 'below-deep',
    what: 'a path inside a Collection selects too',
    query: { below: '/compute/deep/' },
    wanted: ['/compute/deep/er/c'],
  },
  { name: 'below-root', what: 'the root selects everything', query: { below: '/' }, wanted: all },
  { name: 'below-itself', what: 'nothing lies below an Entity', query: { below: '/compute/a/' }, wanted: [] },
  {
    name: 'source',
    what: 'a source selects the Links that start there',
    query: { source: { location: '/compute/a' } },
    wanted: ['/attachment/ab', '/attachment/an'],
  },
  {
    name: 'target',
    what: 'a target selects the Links that end there',
    query: { target: { location: '/compute/b' } },
    wanted: ['/attachment/ab'],
  },
  {
    name: 'target-outside',
    what: 'a target outside selects as well',
    query: { target: { location: 'http://example.com/x' } },
    wanted: ['/attachment/out'],
  },
  {
    name: 'ends',
    what: 'source and target together select the Links between them',
    query: { source: { location: '/compute/a' }, target: { location: '/network/n' } },
    wanted: ['/attachment/an'],
  },
  {
    name: 'attribute',
    what: 'an attribute selects those that have the value',
    query: { attributes: attributes(['com.example.cores', 2]) },
    wanted: ['/compute/a', '/compute/b'],
  },
  {
    name: 'attributes',
    what: 'several attributes select those that have all values',
    query: { attributes: attributes(['com.example.cores', 2], ['com.example.hostname', 'beta']) },
    wanted: ['/compute/b'],
  },
  {
    name: 'attribute-type',
    what: 'a number is not the text of it',
    query: { attributes: attributes(['com.example.cores', '2']) },
    wanted: [],
  },
  {
    name: 'attribute-part',
    what: 'a value is compared whole',
    query: { attributes: attributes(['com.example.hostname', 'bet']) },
    wanted: [],
  },
  {
    name: 'attribute-case',
    what: 'a text is compared by case',
    query: { attributes: attributes(['com.example.hostname', 'BETA']) },
    wanted: [],
  },
  {
    name: 'attribute-boolean',
    what: 'false is a value',
    query: { attributes: attributes(['com.example.running', false]) },
    wanted: ['/compute/a'],
  },
  {
    name: 'attribute-array',
    what: 'an array is compared by content and order',
    query: { attributes: attributes(['com.example.disks', ['x', 1]]) },
    wanted: ['/compute/b'],
  },
  {
    name: 'attribute-array-order',
    what: 'an array in another order is another',
    query: { attributes: attributes(['com.example.disks', [1, 'x']]) },
    wanted: [],
  },
  {
    name: 'attribute-object',
    what: 'an object is compared by content in any order',
    query: { attributes: attributes(['com.example.labels', { b: 2, a: { d: 4, c: 3 } }]) },
    wanted: ['/compute/b'],
  },
  {
    name: 'attribute-unknown',
    what: 'an attribute that nobody has selects nothing',
    query: { attributes: attributes(['com.example.nothing', 1]) },
    wanted: [],
  },
  {
    name: 'no-attributes',
    what: 'an empty map of attributes is no condition',
    query: { attributes: new Map() },
    wanted: all,
  },
  {
    name: 'core-id',
    what: 'occi.core.id counts as an attribute',
    query: { attributes: attributes(['occi.core.id', aCompute('b').id]) },
    wanted: ['/compute/b'],
  },
  {
    name: 'core-source',
    what: 'occi.core.source counts as an attribute',
    query: { attributes: attributes(['occi.core.source', '/compute/a']) },
    wanted: ['/attachment/ab', '/attachment/an'],
  },
  {
    name: 'core-target',
    what: 'occi.core.target counts as an attribute',
    query: { attributes: attributes(['occi.core.target', '/network/n']) },
    wanted: ['/attachment/an'],
  },
  {
    name: 'kind-below',
    what: 'Kind and path together',
    query: { kind: compute.id, below: '/compute/deep/' },
    wanted: ['/compute/deep/er/c'],
  },
  {
    name: 'kind-mixin',
    what: 'Kind and Mixin together',
    query: { kind: network.id, mixins: [turbo.id] },
    wanted: ['/network/n'],
  },
  {
    name: 'kind-attribute',
    what: 'Kind and attribute together',
    query: { kind: network.id, attributes: attributes(['com.example.cores', 2]) },
    wanted: [],
  },
  {
    name: 'mixin-attribute-below',
    what: 'Mixin, attribute and path together',
    query: { mixins: [turbo.id], attributes: attributes(['com.example.cores', 2]), below: '/compute/' },
    wanted: ['/compute/b'],
  },
  {
    name: 'source-kind',
    what: 'source and another Kind select nothing',
    query: { kind: compute.id, source: { location: '/compute/a' } },
    wanted: [],
  },
  {
    name: 'prototype',
    what: 'names that every object knows are names like others',
    query: {
      kind: '__proto__',
      mixins: ['constructor'],
      attributes: attributes(['constructor', 'x']),
      below: '/toString/',
    },
    wanted: [],
  },
  {
    name: 'prototype-attribute',
    what: 'an attribute that only the prototype has selects nothing',
    query: { attributes: attributes(['toString', 'x']) },
    wanted: [],
  },
]

/** What list, locations and count select, by each member of a query and by several. */
export const queryCases: readonly RegistryCase[] = [
  ...selects.map(({ name, what, query, wanted }) =>
    registryCase(`query:${name}`, what, async (registry) => {
      await furnish(registry)
      await expectSelects(registry, query, wanted)
    }),
  ),
  registryCase(
    'query:follows-updates',
    'what an update changed is selected by the new values and no longer by the old',
    async (registry) => {
      await furnish(registry)
      const query = { attributes: attributes(['com.example.cores', 2]) }
      await expectSelects(registry, query, ['/compute/a', '/compute/b'])
      await update(registry, await mustGet(registry, '/compute/a'), {
        attributes: { 'com.example.cores': 4 },
        mixins: [turbo],
      })
      await update(registry, await mustGet(registry, '/compute/b'), { attributes: {}, mixins: [] })
      await expectSelects(registry, query, [])
      await expectSelects(registry, { attributes: attributes(['com.example.cores', 4]) }, ['/compute/a'])
      await expectSelects(registry, { mixins: [turbo.id] }, ['/compute/a', '/network/n'])
      await expectSelects(registry, { mixins: [burstable.id] }, [])
      await expectSelects(registry, {}, all)
    },
  ),
  registryCase('query:follows-deletes', 'what was deleted is selected by nothing', async (registry) => {
    await furnish(registry)
    await expectSelects(registry, { attributes: attributes(['com.example.running', false]) }, ['/compute/a'])
    const doomed = await Promise.all(
      ['/compute/a', '/attachment/ab', '/attachment/an'].map((location) => mustGet(registry, location)),
    )
    await remove(registry, ...doomed)
    await expectSelects(registry, { attributes: attributes(['com.example.running', false]) }, [])
    await expectSelects(registry, { source: { location: '/compute/a' } }, [])
    await expectSelects(registry, { below: '/compute/' }, ['/compute/b', '/compute/deep/er/c'])
    await expectSelects(registry, { attributes: attributes(['occi.core.id', aCompute('a').id]) }, [])
  }),
  registryCase(
    'query:follows-creations',
    'what is created after an attribute was filtered by is found by it',
    async (registry) => {
      await createOne(registry, aCompute('a', { attributes: { 'com.example.hostname': 'one' } }))
      await expectSelects(registry, { attributes: attributes(['com.example.hostname', 'two']) }, [])
      await createOne(registry, aCompute('b', { attributes: { 'com.example.hostname': 'two' } }))
      await expectSelects(registry, { attributes: attributes(['com.example.hostname', 'two']) }, [
        '/compute/b',
      ])
    },
  ),
  registryCase(
    'query:order-of-creation',
    'a Collection is in order of creation, also for what joined it later',
    async (registry) => {
      const stored = await create(registry, ...['a', 'b', 'c', 'd'].map((name) => aCompute(name)))
      for (const at of [2, 0, 3]) await update(registry, asEntity(stored[at]), { mixins: [turbo] })
      await expectSelects(registry, { mixins: [turbo.id] }, ['/compute/a', '/compute/c', '/compute/d'])
      expectEqual(
        (await listed(registry)).map(({ location }) => location),
        ['/compute/a', '/compute/b', '/compute/c', '/compute/d'],
      )
    },
  ),
  registryCase(
    'query:whole-entities',
    'list gives entities as get does, Resources with their Links',
    async (registry) => {
      await furnish(registry)
      for (const entity of await listed(registry))
        expectEqual(entity, await registry.get(entity.location, systemScope))
    },
  ),
]

async function furnish(registry: Registry): Promise<void> {
  const labels = { a: { c: 3, d: 4 }, b: 2 }
  await create(
    registry,
    aCompute('a', { attributes: { 'com.example.cores': 2, 'com.example.running': false } }),
    aCompute('b', {
      mixins: [burstable, turbo],
      attributes: {
        'com.example.cores': 2,
        'com.example.hostname': 'beta',
        'com.example.disks': ['x', 1],
        'com.example.labels': labels,
      },
    }),
    aNetwork('n', { mixins: [turbo] }),
    aCompute('deep/er/c', { attributes: { 'com.example.cores': 3, 'com.example.running': true } }),
    aLink('ab', aCompute('a'), aCompute('b')),
    aLink('an', aCompute('a'), aNetwork('n')),
    aLink('out', aCompute('b'), { location: 'http://example.com/x' }),
    aCompute('/computers/x'),
  )
}
