import { describe, expect, test } from 'vitest'
import type { Database } from '../database/database.ts'
import { openDatabase } from '../database/open-database.ts'
import { migrate, versionOf } from './migrate.ts'
import { versions } from './versions.ts'

const next = 'ALTER TABLE occi_registry ADD COLUMN motto TEXT'

async function openOld(): Promise<Database> {
  const database = await openDatabase(':memory:')
  migrate(database, 'own', 'the file')
  database.exec('UPDATE occi_registry SET revision = 7')
  return database
}

describe('a migration', () => {
  test('goes on from the version that is there, and keeps what is stored', async () => {
    const database = await openOld()
    migrate(database, 'own', 'the file', [...versions, next])
    expect(versionOf(database)).toBe(versions.length + 1)
    expect(database.prepare('SELECT revision, motto FROM occi_registry').get()).toEqual({
      revision: 7,
      motto: null,
    })
    expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: versions.length + 1 })
  })

  test('that fails on the way changes nothing', async () => {
    const database = await openOld()
    expect(() => migrate(database, 'own', 'the file', [...versions, next, 'no SQL'])).toThrow('syntax error')
    expect(versionOf(database)).toBe(versions.length)
    expect(database.prepare('SELECT * FROM occi_registry').get()).not.toHaveProperty('motto')
  })

  test('is done once', async () => {
    const database = await openOld()
    migrate(database, 'own', 'the file')
    expect(versionOf(database)).toBe(versions.length)
  })

  test('of the tables of an application leaves its marks alone', async () => {
    const database = await openDatabase(':memory:')
    database.exec('CREATE TABLE song (title TEXT); PRAGMA user_version = 3; PRAGMA application_id = 5')
    migrate(database, 'shared', 'the database')
    expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: 3 })
    expect(database.prepare('PRAGMA application_id').get()).toEqual({ application_id: 5 })
  })
})
