import { systemScope, type Change, type Mixin, type Registry } from '@occi/core'
import { aCompute, aUserMixin } from '@occi/testing'
import { expect, test } from 'vitest'
import { openDatabase, SqliteRegistry } from '../src/index.ts'
import { newFiles } from './_files.ts'

const newFile = newFiles()

function added(term: string): Change {
  return { type: 'add-mixin', mixin: aUserMixin(term) }
}

async function toggle(registry: Registry, mixin: Mixin, times: number): Promise<void> {
  for (let turn = 0; turn < times; turn += 1) {
    await registry.commit([{ type: 'add-mixin', mixin }], systemScope)
    await registry.commit([{ type: 'remove-mixin', mixin }], systemScope)
  }
}

async function terms(registry: Registry): Promise<readonly string[]> {
  const { byId } = await registry.userMixins(systemScope)
  return [...byId.values()].map(({ term }) => term)
}

test('a Mixin whose commit is undone, among others that are not, is in no layer', async () => {
  const registry = await SqliteRegistry.open({ file: newFile() })
  await registry.commit([added('first')], systemScope)
  expect(await terms(registry)).toEqual(['first'])
  const gone: Change = { type: 'delete', entity: aCompute('gone') }
  const outcomes = await Promise.allSettled(
    [[added('a')], [added('undone'), gone], [added('b')]].map((changes) =>
      registry.commit(changes, systemScope),
    ),
  )
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(await terms(registry)).toEqual(['first', 'a', 'b'])
  await registry.close()
})

test('a process that has missed more changes than are kept sees what is there', async () => {
  const file = newFile()
  const [one, other] = [
    await SqliteRegistry.open({ file, survives: 'crash' }),
    await SqliteRegistry.open({ file }),
  ]
  await one.commit([added('a'), added('b')], systemScope)
  expect(await terms(other)).toEqual(['a', 'b'])
  await one.commit([{ type: 'remove-mixin', mixin: aUserMixin('a') }, added('c')], systemScope)
  await toggle(one, aUserMixin('tag'), 500)
  await one.commit([added('a')], systemScope)
  expect(await terms(other)).toEqual(['b', 'c', 'a'])
  await Promise.all([one.close(), other.close()])
  const database = await openDatabase(file)
  expect(database.prepare('SELECT count(*) AS kept FROM occi_mixin_change').get()).toEqual({ kept: 1000 })
  database.close()
})

test('a file from before changes were kept has its Mixins, and goes on', async () => {
  const file = newFile()
  const before = await SqliteRegistry.open({ file })
  await before.commit([added('a'), added('b')], systemScope)
  await before.close()
  const database = await openDatabase(file)
  database.exec('DROP TABLE occi_mixin_change; UPDATE occi_registry SET version = 1')
  database.close()
  const registry = await SqliteRegistry.open({ file })
  expect(await terms(registry)).toEqual(['a', 'b'])
  await toggle(registry, aUserMixin('tag'), 1)
  await registry.commit([added('c')], systemScope)
  expect(await terms(registry)).toEqual(['a', 'b', 'c'])
  await registry.close()
})
