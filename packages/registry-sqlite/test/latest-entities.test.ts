import { systemScope, type Entity, type Registry, type Scope } from '@occi/core'
import { aCompute, aLink, aNetwork, compute } from '@occi/testing'
import { expect, test } from 'vitest'
import { SqliteRegistry } from '../src/index.ts'
import { newFiles } from './_files.ts'

const newFile = newFiles()

function ofOwner(owner: string): Scope {
  return { system: false, owner, changesShared: true }
}

async function create(registry: Registry, ...entities: readonly Entity[]): Promise<void> {
  await registry.commit(
    entities.map((entity) => ({ type: 'create', entity })),
    systemScope,
  )
}

/** What is read the third time, when it is among the latest. */
async function readOften(registry: Registry, location: string, scope = systemScope) {
  await registry.get(location, scope)
  await registry.get(location, scope)
  return registry.get(location, scope)
}

async function firstPage(registry: Registry): Promise<readonly Entity[]> {
  for await (const page of registry.list({ kind: compute.id }, systemScope)) return page
  return []
}

test('what is read often is the same object, by any way, until another process changes it', async () => {
  const file = newFile()
  const [one, other] = [await SqliteRegistry.open({ file }), await SqliteRegistry.open({ file })]
  await create(one, aCompute('a', { attributes: { 'com.example.cores': 1 } }))
  const old = await readOften(one, '/compute/a')
  if (old === undefined) throw new Error('it is there')
  expect(await one.getById(old.id, systemScope)).toBe(old)
  expect((await firstPage(one))[0]).toBe(old)
  await other.commit(
    [{ type: 'update', entity: { ...old, attributes: { 'com.example.cores': 2 } } }],
    systemScope,
  )
  expect((await one.get('/compute/a', systemScope))?.attributes).toEqual({ 'com.example.cores': 2 })
  expect((await firstPage(one))[0]?.attributes).toEqual({ 'com.example.cores': 2 })
  expect(old.attributes).toEqual({ 'com.example.cores': 1 })
  await Promise.all([one.close(), other.close()])
})

test('what is made anew at the same place is another', async () => {
  const registry = await SqliteRegistry.open({ file: ':memory:' })
  await create(registry, aCompute('a'))
  const old = await readOften(registry, '/compute/a')
  if (old === undefined) throw new Error('it is there')
  await registry.commit([{ type: 'delete', entity: old }], systemScope)
  expect(await registry.get('/compute/a', systemScope)).toBeUndefined()
  await create(registry, aCompute('a', { attributes: { 'com.example.cores': 3 } }))
  expect((await readOften(registry, '/compute/a'))?.attributes).toEqual({ 'com.example.cores': 3 })
  await registry.close()
})

test('a commit that is refused leaves no trace in what is read', async () => {
  const registry = await SqliteRegistry.open({ file: ':memory:' })
  await create(registry, aCompute('a'))
  const a = await readOften(registry, '/compute/a')
  if (a === undefined) throw new Error('it is there')
  const titled = (title: string) => ({ ...a, attributes: { 'occi.core.title': title } })
  const outcomes = await Promise.allSettled([
    registry.commit(
      [
        { type: 'update', entity: titled('lost') },
        { type: 'create', entity: aCompute('a') },
      ],
      systemScope,
    ),
    registry.commit([{ type: 'update', entity: titled('won') }], systemScope),
  ])
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
  expect((await readOften(registry, '/compute/a'))?.attributes).toEqual({ 'occi.core.title': 'won' })
  await registry.close()
})

test('a shared Resource that is read often shows everybody his own Links, and those that have come', async () => {
  const registry = await SqliteRegistry.open({ file: ':memory:' })
  const [a, n] = [aCompute('a'), aNetwork('n')]
  await create(registry, a, n, aLink('of-alice', a, n, { owner: 'alice' }))
  const linksOf = async (owner: string) => {
    const entity = await readOften(registry, '/compute/a', ofOwner(owner))
    return entity?.type === 'resource' ? entity.links.map(({ location }) => location) : undefined
  }
  const bobs = aLink('of-bob', a, n, { owner: 'bob' })
  const [alices] = (await linksOf('alice')) ?? []
  expect(await linksOf('bob')).toEqual([])
  await create(registry, bobs)
  expect(await linksOf('bob')).toEqual([bobs.location])
  expect(await linksOf('alice')).toEqual([alices])
  await registry.close()
})

test('a Category that comes is the live one in what was read before', async () => {
  const file = newFile()
  const first = await SqliteRegistry.open({ file })
  await create(first, aCompute('a'))
  await first.close()
  const registry = await SqliteRegistry.open({ file })
  expect((await readOften(registry, '/compute/a'))?.kind).not.toBe(compute)
  registry.setBackend(compute, undefined)
  expect((await registry.get('/compute/a', systemScope))?.kind).toBe(compute)
  await registry.close()
})

test('what is read often is frozen all the way down, as all are given the same', async () => {
  const registry = await SqliteRegistry.open({ file: ':memory:' })
  const [a, n] = [aCompute('a', { extras: { shelf: [1] } }), aNetwork('n')]
  await create(registry, a, n, aLink('l', a, n))
  const found = await readOften(registry, '/compute/a')
  const shelf = (found?.extras as { readonly shelf: readonly number[] } | undefined)?.shelf
  const links = found?.type === 'resource' ? found.links : undefined
  for (const part of [found, found?.attributes, shelf, links, links?.[0], links?.[0]?.target])
    expect(Object.isFrozen(part) && part !== undefined).toBe(true)
  await registry.close()
})
