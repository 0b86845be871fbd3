import { systemScope, type Registry } from '@occi/core'
import { expectEqual, expectRejects, expectTrue } from '../expect.ts'
import { aCompute, aUserMixin, compute } from '../fixtures.ts'
import { sharedCase } from './harness.ts'
import {
  addMixins,
  alice,
  create,
  createOne,
  creations,
  expectSelects,
  mustGetResource,
  remove,
  reserve,
  update,
} from './steps.ts'

const tag = aUserMixin('tag', { owner: 'alice' })

/** What several processes on one store may rely on. */
export const sharedCases = [
  sharedCase('shared:entities', 'what one commits the other sees at once', async (one, other) => {
    const a = await createOne(one, aCompute('a', { owner: 'alice', attributes: { 'com.example.cores': 1 } }))
    const query = { kind: compute.id, attributes: new Map([['com.example.cores', 1]]) }
    await expectSelects(other, query, ['/compute/a'], alice)
    await update(other, a, { attributes: { 'com.example.cores': 2 } })
    await expectSelects(one, query, [], alice)
    await remove(one, await mustGetResource(one, '/compute/a', alice))
    await expectSelects(other, {}, [])
  }),
  sharedCase('shared:mixins', "a user's Mixin comes and goes for both", async (one, other) => {
    expectEqual((await other.userMixins(alice)).byId.size, 0)
    await addMixins(one, tag)
    expectEqual((await other.userMixins(alice)).byId.get(tag.id), tag)
    await create(other, aCompute('a', { owner: 'alice', mixins: [tag] }))
    await one.removeMixin(tag, alice)
    expectEqual((await other.userMixins(alice)).byId.size, 0)
    await expectSelects(other, { mixins: [tag.id] }, [], alice)
  }),
  sharedCase('shared:mixins-order', 'both list Mixins in one order', async (one, other) => {
    const terms = async (registry: Registry) =>
      [...(await registry.userMixins(alice)).byId.values()].map(({ term }) => term)
    const [a, b, c] = [aUserMixin('a'), aUserMixin('b'), aUserMixin('c', { owner: 'alice' })]
    await addMixins(one, a, b)
    expectEqual(
      [await terms(one), await terms(other)],
      [
        ['a', 'b'],
        ['a', 'b'],
      ],
    )
    await addMixins(other, c)
    await one.removeMixin(a, systemScope)
    expectEqual(await terms(other), ['c', 'b'])
    await addMixins(other, a)
    expectEqual(
      [await terms(one), await terms(other)],
      [
        ['c', 'b', 'a'],
        ['c', 'b', 'a'],
      ],
    )
  }),
  sharedCase('shared:stale', 'neither overwrites what the other has changed', async (one, other) => {
    const a = await createOne(one, aCompute('a'))
    await update(other, a, { attributes: { 'com.example.cores': 2 } })
    await expectRejects(update(one, a, { attributes: { 'com.example.cores': 3 } }), 'conflict')
    expectEqual((await mustGetResource(one, '/compute/a')).attributes, { 'com.example.cores': 2 })
  }),
  sharedCase('shared:revisions', 'revisions rise in one counter', async (one, other) => {
    const revisions = []
    for (const [index, registry] of [one, other, other, one].entries())
      revisions.push((await registry.commit(creations(aCompute(`${index}`)), systemScope)).revision)
    expectEqual(
      revisions.toSorted((left, right) => left - right),
      revisions,
    )
    expectEqual(new Set(revisions).size, revisions.length, 'each is another')
  }),
  sharedCase('shared:at-once', 'of those who want one name at once one gets it', async (one, other) => {
    const names = Array.from({ length: 40 }, (_, index) => `${index % 20}`)
    const outcomes = await Promise.allSettled(
      names.map((name, index) => create(index < 20 ? one : other, aCompute(name))),
    )
    expectEqual(outcomes.filter(({ status }) => status === 'fulfilled').length, 20)
    expectEqual(await other.count({}, systemScope), 20)
  }),
  sharedCase(
    'shared:reservations',
    "what one has reserved is held against the other, and is not the other's to settle",
    async (one, other) => {
      const held = await reserve(one, creations(aCompute('a')))
      await expectRejects(create(other, aCompute('a')), 'conflict')
      expectEqual(await other.reservations(), [])
      expectEqual(
        (await one.reservations()).map(({ id }) => id),
        [held.id],
      )
      await one.commit(held.changes, systemScope, held)
      expectTrue((await other.get('/compute/a', systemScope)) !== undefined, 'it is there')
    },
  ),
  sharedCase('shared:secret', 'the secret, if there is one, is the same for both', async (one, other) => {
    expectEqual(await one.secret?.(), await other.secret?.())
  }),
]
