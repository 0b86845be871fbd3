import { copyFileSync, readdirSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { defineKind, resource, systemScope, type Change, type Entity } from '@occi/core'
import { aCompute, aUserMixin, compute, expectRejects, restart } from '@occi/testing'
import { describe, expect, test } from 'vitest'
import { openDatabase, SqliteRegistry, type Database } from '../src/index.ts'
import { loadDriver } from '../src/database/driver.ts'
import { newFiles } from './_files.ts'

const newFile = newFiles()

function creations(...entities: readonly Entity[]): readonly Change[] {
  return entities.map((entity) => ({ type: 'create', entity }))
}

function signsOfLife(file: string): readonly string[] {
  return readdirSync(dirname(file)).filter((name) => name.startsWith(`${basename(file)}-process-`))
}

function pragma(database: Database, name: string): unknown {
  return Object.values(database.prepare(`PRAGMA ${name}`).get() as object)[0]
}

describe('a file', () => {
  test('is marked, and says its version', async () => {
    const file = newFile()
    await (await SqliteRegistry.open({ file })).close()
    const database = await openDatabase(file)
    expect([pragma(database, 'application_id'), pragma(database, 'user_version')]).toEqual([0x4f434349, 2])
    database.close()
  })

  test('of a later version is refused, and stays as it is', async () => {
    const file = newFile()
    await (await SqliteRegistry.open({ file })).close()
    const database = await openDatabase(file)
    database.exec('UPDATE occi_registry SET version = 99')
    const message = `${file} has version 99 of the schema; this version of @occi/registry-sqlite knows 2 at the most`
    await expect(SqliteRegistry.open({ file })).rejects.toMatchObject({ code: 'unavailable', message })
    await expect(SqliteRegistry.open({ database })).rejects.toMatchObject({ code: 'unavailable' })
    database.close()
  })

  test('with the tables of something else is refused', async () => {
    const file = newFile()
    const database = await openDatabase(file)
    database.exec('CREATE TABLE song (title TEXT)')
    const message = `${file} is no registry: it holds the tables of something else`
    await expect(SqliteRegistry.open({ file })).rejects.toMatchObject({ code: 'unavailable', message })
    database.close()
  })

  test('is whole by itself when it is closed, and no sign of life is left beside it', async () => {
    const [file, copy] = [newFile(), newFile()]
    const registry = await SqliteRegistry.open({ file })
    const changes = creations(aCompute('a'))
    await registry.release(
      await registry.reserve({ operation: 'create', requestId: 'r', changes }, systemScope),
    )
    await registry.commit(changes, systemScope)
    expect(signsOfLife(file)).toHaveLength(1)
    await registry.close()
    expect(signsOfLife(file)).toEqual([])
    copyFileSync(file, copy)
    const copied = await SqliteRegistry.open({ file: copy })
    expect(await copied.count({}, systemScope)).toBe(1)
    await copied.close()
  })
})

describe("an application's own database", () => {
  test('has the tables of both, and stays open', async () => {
    const database = await openDatabase(newFile())
    database.exec('PRAGMA user_version = 7; CREATE TABLE machine (name TEXT)')
    const registry = await SqliteRegistry.open({ database })
    await registry.commit(creations(aCompute('a')), systemScope)
    await registry.close()
    expect(pragma(database, 'user_version')).toBe(7)
    const again = await SqliteRegistry.open({ database })
    expect(await again.count({}, systemScope)).toBe(1)
    database.close()
  })
})

describe('a Category', () => {
  const gone = defineKind({
    scheme: 'http://example.com/gone#',
    term: 'thing',
    parent: resource,
    location: '/thing/',
    extras: { shelf: 3 },
    attributes: { 'com.example.size': { type: 'integer', default: 2, pattern: { minimum: 1 } } },
  })

  test('that the service no longer has is as it was stored; one that it has is the live one', async () => {
    const file = newFile()
    const first = await SqliteRegistry.open({ file })
    await first.commit(
      creations(aCompute('/thing/a', { kind: gone }), aCompute('b', { actions: [restart] })),
      systemScope,
    )
    await first.close()
    const second = await SqliteRegistry.open({ file })
    second.setBackend(compute, undefined)
    const [thing, machine] = [
      await second.get('/thing/a', systemScope),
      await second.get('/compute/b', systemScope),
    ]
    expect(thing?.kind).toEqual(gone)
    expect(machine?.kind).toBe(compute)
    expect(machine?.actions[0]).toBe(restart)
    await second.close()
  })

  test('is stored once, however many entities have it', async () => {
    const database = await openDatabase(':memory:')
    const registry = await SqliteRegistry.open({ database })
    const tag = aUserMixin('tag')
    await registry.commit([{ type: 'add-mixin', mixin: tag }], systemScope)
    const entities = Array.from({ length: 50 }, (_, index) => aCompute(`${index}`, { mixins: [tag] }))
    await registry.commit(creations(...entities), systemScope)
    expect(database.prepare('SELECT count(*) AS number FROM occi_definition').get()).toEqual({ number: 2 })
  })
})

describe('a store that fails', () => {
  test('when the disk is full: what does not fit is unavailable and absent, the rest stays and is read', async () => {
    const database = await openDatabase(newFile())
    const registry = await SqliteRegistry.open({ database })
    await registry.commit(creations(aCompute('a')), systemScope)
    database.exec(`PRAGMA max_page_count = ${Number(pragma(database, 'page_count')) + 2}`)
    const big = aCompute('big', { attributes: { 'com.example.hostname': 'x'.repeat(200_000) } })
    const outcomes = await Promise.allSettled(
      [big, aCompute('b')].map((entity) => registry.commit(creations(entity), systemScope)),
    )
    const [first, second] = outcomes
    expect(first).toMatchObject({ reason: { code: 'unavailable', details: { retryAfter: 60 } } })
    expect(await registry.get('/compute/big', systemScope)).toBeUndefined()
    expect((await registry.get('/compute/b', systemScope)) !== undefined).toBe(second?.status === 'fulfilled')
    expect(await registry.get('/compute/a', systemScope)).toBeDefined()
    database.exec('PRAGMA max_page_count = 100000')
    await registry.commit(creations(big), systemScope)
    expect(await registry.count({}, systemScope)).toBe(second?.status === 'fulfilled' ? 3 : 2)
    database.close()
  })

  test('when it can only be read: reads go on, writes are unavailable', async () => {
    const file = newFile()
    const writing = await SqliteRegistry.open({ file })
    await writing.commit(creations(aCompute('a')), systemScope)
    const { DatabaseSync } = await loadDriver()
    const database = new DatabaseSync(file, { readOnly: true })
    const registry = await SqliteRegistry.open({ database })
    expect(await registry.get('/compute/a', systemScope)).toBeDefined()
    expect(await registry.count({}, systemScope)).toBe(1)
    await expectRejects(registry.commit(creations(aCompute('b')), systemScope), 'unavailable')
    expect(await registry.get('/compute/a', systemScope)).toBeDefined()
    database.close()
    await writing.close()
  })

  test('when it is closed: everything is unavailable', async () => {
    const registry = await SqliteRegistry.open({ file: newFile() })
    await registry.close()
    await expectRejects(registry.get('/compute/a', systemScope), 'unavailable')
    await expectRejects(registry.commit(creations(aCompute('b')), systemScope), 'unavailable')
  })
})

test('a copy of the file elsewhere takes over what was reserved', async () => {
  const [file, copy] = [newFile(), newFile()]
  const registry = await SqliteRegistry.open({ file })
  await registry.reserve(
    { operation: 'create', requestId: 'r', changes: creations(aCompute('a')) },
    systemScope,
  )
  const database = await openDatabase(file)
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  copyFileSync(file, copy)
  const copied = await SqliteRegistry.open({ file: copy })
  expect(await copied.reservations()).toHaveLength(1)
  await copied.close()
  database.close()
  await registry.close()
})
