import { systemScope, type Entity, type Quota, type Scope } from '@occi/core'
import { expectEqual, expectRejects } from '../expect.ts'
import { aCompute, aLink, aNetwork, compute } from '../fixtures.ts'
import { durableCase, registryCase } from './harness.ts'
import {
  alice,
  asEntity,
  bob,
  create,
  createOne,
  creations,
  mustGet,
  nobody,
  remove,
  reserve,
  snapshot,
  update,
} from './steps.ts'

const two: Quota = { kind: compute.id, limit: 2 }
const tenCores: Quota = { kind: compute.id, attribute: 'com.example.cores', limit: 10 }

function within(scope: Scope, ...quotas: readonly Quota[]): Scope {
  return { ...scope, quotas }
}

function cores(name: string, value: number, owner = 'alice'): Entity {
  return aCompute(name, { owner, attributes: { 'com.example.cores': value } })
}

/** What an owner may have at the most. */
export const quotaCases = [
  registryCase('quota:number', 'an owner has no more entities of a Kind than allowed', async (registry) => {
    const scope = within(alice, two)
    const add = (name: string) => registry.commit(creations(aCompute(name, { owner: 'alice' })), scope)
    await add('a')
    await add('b')
    const before = await snapshot(registry)
    const { details, message } = await expectRejects(add('c'), 'quota-exceeded')
    expectEqual(details.quota, { used: 2, asked: 1, allowed: 2 })
    expectEqual(
      ['2', '1', compute.id].filter((part) => !message.includes(part)),
      [],
      'what is not said',
    )
    await expectRejects(
      reserve(registry, creations(aCompute('c', { owner: 'alice' })), scope),
      'quota-exceeded',
    )
    expectEqual(await snapshot(registry), before, 'the Registry after refusals')
    await registry.commit(creations(aNetwork('n', { owner: 'alice' })), scope)
  }),
  registryCase('quota:sum', 'the sum of an attribute stays within what is allowed', async (registry) => {
    const scope = within(alice, tenCores)
    await registry.commit(creations(cores('a', 4), cores('b', 4)), scope)
    const { details } = await expectRejects(
      registry.commit(creations(cores('c', 3)), scope),
      'quota-exceeded',
    )
    expectEqual(details.quota, { used: 8, asked: 3, allowed: 10 })
    expectEqual([details.attribute, details.category], ['com.example.cores', compute.id])
    await registry.commit(creations(cores('c', 2), aCompute('none', { owner: 'alice' })), scope)
    await expectRejects(registry.commit(creations(cores('d', 1)), scope), 'quota-exceeded')
  }),
  registryCase('quota:together', 'what one write brings counts together', async (registry) => {
    const many = ['a', 'b', 'c'].map((name) => aCompute(name, { owner: 'alice' }))
    await expectRejects(registry.commit(creations(...many), within(alice, two)), 'quota-exceeded')
    await expectRejects(reserve(registry, creations(...many), within(alice, two)), 'quota-exceeded')
    await registry.commit(creations(...many.slice(1)), within(alice, two))
  }),
  registryCase('quota:each', 'every quota of a scope is kept', async (registry) => {
    const scope = within(alice, two, tenCores, { limit: 3 })
    await expectRejects(registry.commit(creations(cores('a', 11)), scope), 'quota-exceeded')
    await registry.commit(creations(cores('a', 1), cores('b', 1)), scope)
    await expectRejects(registry.commit(creations(cores('c', 1)), scope), 'quota-exceeded')
    await registry.commit(creations(aNetwork('n', { owner: 'alice' })), scope)
    await expectRejects(
      registry.commit(creations(aNetwork('m', { owner: 'alice' })), scope),
      'quota-exceeded',
    )
  }),
  registryCase('quota:owners', 'what others have does not count, nor what is shared', async (registry) => {
    await create(registry, cores('x', 9, 'bob'), aCompute('s1'), aCompute('s2'), aCompute('s3'))
    await registry.commit(creations(cores('a', 9)), within(alice, two, tenCores))
    const { details } = await expectRejects(
      registry.commit(creations(cores('b', 2)), within(alice, two, tenCores)),
      'quota-exceeded',
    )
    expectEqual(details.quota, { used: 9, asked: 2, allowed: 10 })
    await registry.commit(creations(cores('b', 1, 'bob')), within(bob, two, tenCores))
  }),
  registryCase(
    'quota:shared',
    'the quotas of a scope without an owner count what is shared',
    async (registry) => {
      await create(registry, aCompute('of-alice', { owner: 'alice' }))
      await registry.commit(creations(aCompute('a'), aCompute('b')), within(nobody, two))
      await expectRejects(registry.commit(creations(aCompute('c')), within(nobody, two)), 'quota-exceeded')
    },
  ),
  registryCase(
    'quota:links',
    'a quota without a Kind counts entities of all, Links too',
    async (registry) => {
      const scope = within(alice, { limit: 3 })
      const [a, n] = [aCompute('a', { owner: 'alice' }), aNetwork('n', { owner: 'alice' })]
      await registry.commit(creations(a, n, aLink('l', a, n, { owner: 'alice' })), scope)
      await expectRejects(
        registry.commit(creations(aLink('m', a, n, { owner: 'alice' })), scope),
        'quota-exceeded',
      )
    },
  ),
  registryCase(
    'quota:update',
    'an update may raise the sum as far as allowed, and lower it always',
    async (registry) => {
      const [stored] = await create(registry, cores('a', 12), cores('b', 1))
      const to = (value: number) => ({ attributes: { 'com.example.cores': value } })
      const scope = within(alice, tenCores)
      const { details } = await expectRejects(
        update(registry, asEntity(stored), to(13), scope),
        'quota-exceeded',
      )
      expectEqual(details.quota, { used: 13, asked: 1, allowed: 10 })
      const renamed = await update(
        registry,
        asEntity(stored),
        { attributes: { 'com.example.cores': 12, 'com.example.hostname': 'x' } },
        scope,
      )
      const lower = await update(registry, renamed, to(5), scope)
      await expectRejects(update(registry, lower, to(10), scope), 'quota-exceeded')
      await expectRejects(
        reserve(registry, [{ type: 'update', entity: { ...lower, ...to(10) } }], scope),
        'quota-exceeded',
      )
      await update(registry, lower, to(9), scope)
    },
  ),
  registryCase('quota:delete', 'what is deleted makes room, in the same commit too', async (registry) => {
    const scope = within(alice, two, tenCores)
    const { entities } = await registry.commit(creations(cores('a', 5), cores('b', 5)), scope)
    await registry.commit(
      [...creations(cores('c', 5)), { type: 'delete', entity: asEntity(entities[0]) }],
      scope,
    )
    await expectRejects(registry.commit(creations(cores('d', 0)), scope), 'quota-exceeded')
    await remove(registry, asEntity(entities[1]))
    await registry.commit(creations(cores('d', 5)), scope)
  }),
  registryCase('quota:negative', 'a value below zero makes no room', async (registry) => {
    await create(registry, cores('debt', -100))
    await expectRejects(registry.commit(creations(cores('a', 11)), within(alice, tenCores)), 'quota-exceeded')
  }),
  registryCase('quota:fractions', 'fractions that fit exactly are not refused', async (registry) => {
    const memory: Quota = { kind: compute.id, attribute: 'com.example.memory', limit: 0.3 }
    for (const name of ['a', 'b', 'c']) {
      const attributes = { 'com.example.memory': 0.1 }
      await registry.commit(creations(aCompute(name, { owner: 'alice', attributes })), within(alice, memory))
    }
  }),
  registryCase('quota:reserved', 'what is reserved counts until it is released', async (registry) => {
    const scope = within(alice, two, tenCores)
    const first = await reserve(registry, creations(cores('a', 6)), scope)
    const { details } = await expectRejects(
      registry.commit(creations(cores('b', 5)), scope),
      'quota-exceeded',
    )
    expectEqual(details.quota, { used: 6, asked: 5, allowed: 10 })
    await expectRejects(reserve(registry, creations(cores('b', 5)), scope), 'quota-exceeded')
    await reserve(registry, creations(cores('x', 9, 'bob')), within(bob, tenCores))
    await reserve(registry, creations(cores('b', 4)), scope)
    await expectRejects(reserve(registry, creations(cores('c', 0)), scope), 'quota-exceeded')
    await registry.release(first)
    await registry.commit(creations(cores('c', 6)), scope)
  }),
  registryCase('quota:reserved-update', 'a reserved update holds what it raises', async (registry) => {
    const [stored] = await create(registry, cores('a', 2))
    const raised = { ...asEntity(stored), attributes: { 'com.example.cores': 8 } }
    const scope = within(alice, tenCores)
    const reservation = await reserve(registry, [{ type: 'update', entity: raised }], scope)
    await expectRejects(registry.commit(creations(cores('b', 3)), scope), 'quota-exceeded')
    await registry.commit(creations(cores('b', 2)), scope)
    await registry.commit([{ type: 'update', entity: raised }], scope, reservation)
    await expectRejects(registry.commit(creations(cores('c', 1)), scope), 'quota-exceeded')
  }),
  registryCase(
    'quota:not-free-yet',
    'what a reservation will free is not free before it is',
    async (registry) => {
      const [stored] = await create(registry, cores('a', 10))
      const scope = within(alice, tenCores)
      const going = { type: 'delete', entity: asEntity(stored) } as const
      const reservation = await reserve(registry, [going], scope)
      await expectRejects(registry.commit(creations(cores('b', 1)), scope), 'quota-exceeded')
      await registry.commit([going], scope, reservation)
      await registry.commit(creations(cores('b', 10)), scope)
    },
  ),
  registryCase(
    'quota:finish',
    'the finishing commit is not refused, and what it wrote counts',
    async (registry) => {
      const scope = within(alice, tenCores)
      const reservation = await reserve(registry, creations(cores('a', 2)), scope)
      await registry.commit(creations(cores('a', 20)), scope, reservation)
      expectEqual((await mustGet(registry, '/compute/a', alice)).attributes, { 'com.example.cores': 20 })
      const { details } = await expectRejects(
        registry.commit(creations(cores('b', 1)), scope),
        'quota-exceeded',
      )
      expectEqual(details.quota, { used: 20, asked: 1, allowed: 10 })
    },
  ),
  registryCase('quota:system', "the service's own writes count, and are not refused", async (registry) => {
    await registry.commit(creations(cores('a', 1)), within(alice, tenCores))
    const a = await mustGet(registry, '/compute/a', alice)
    await update(registry, a, { attributes: { 'com.example.cores': 9 } }, systemScope)
    await create(registry, cores('b', 1))
    await expectRejects(registry.commit(creations(cores('c', 1)), within(alice, tenCores)), 'quota-exceeded')
  }),
  registryCase(
    'quota:race',
    'of several who ask at once for the last of something, one wins',
    async (registry) => {
      const scope = within(alice, two, tenCores)
      await registry.commit(creations(cores('a', 5)), scope)
      const names = ['b', 'c', 'd']
      const outcomes = await Promise.allSettled([
        ...names.map((name) => reserve(registry, creations(cores(name, 5)), scope)),
        ...names.map((name) => registry.commit(creations(cores(`${name}-${name}`, 5)), scope)),
      ])
      expectEqual(outcomes.filter(({ status }) => status === 'fulfilled').length, 1, 'the number of winners')
    },
  ),
  registryCase(
    'quota:race-reserved',
    'of several who reserve the last of something at once, one wins',
    async (registry) => {
      const asking = ['a', 'b', 'c'].map((name) =>
        reserve(registry, creations(cores(name, 6)), within(alice, tenCores)),
      )
      const outcomes = await Promise.allSettled(asking)
      expectEqual(outcomes.filter(({ status }) => status === 'fulfilled').length, 1, 'the number of winners')
    },
  ),
  durableCase(
    'quota:durable',
    'sums and what is reserved count after a crash',
    async (registry) => {
      await registry.commit(creations(cores('a', 3)), within(alice, tenCores))
      await reserve(registry, creations(cores('b', 3)), within(alice, tenCores))
    },
    async (registry) => {
      const scope = within(alice, tenCores)
      await expectRejects(registry.commit(creations(cores('c', 5)), scope), 'quota-exceeded')
      for (const reservation of await registry.reservations()) await registry.release(reservation)
      await createOne(registry, aCompute('shared'))
      await registry.commit(creations(cores('c', 7)), scope)
    },
  ),
]
