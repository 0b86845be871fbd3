import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { openDatabase } from './open-database.ts'
import { transaction } from './transaction.ts'

const folder = mkdtempSync(join(tmpdir(), 'occi-sqlite-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('openDatabase', () => {
  test('opens a file that two connections read and write', async () => {
    const file = join(folder, 'two.db')
    const [one, other] = [await openDatabase(file), await openDatabase(file)]
    one.exec('CREATE TABLE machine (name TEXT)')
    transaction(one, () => one.prepare('INSERT INTO machine VALUES (?)').run('m-1'))
    expect(other.prepare('SELECT name FROM machine').all()).toEqual([{ name: 'm-1' }])
    one.close()
    other.close()
  })

  test('writes with a log, and waits for the disk unless told otherwise', async () => {
    const file = join(folder, 'modes.db')
    const [safe, quick] = [await openDatabase(file), await openDatabase(file, { survives: 'crash' })]
    expect(safe.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' })
    expect(safe.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 })
    expect(quick.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 1 })
    safe.close()
    quick.close()
  })

  test('maps a file unless told otherwise', async () => {
    const file = join(folder, 'maps.db')
    const [mapped, read] = [await openDatabase(file), await openDatabase(file, { mapped: false })]
    expect(mapped.prepare('PRAGMA mmap_size').get()).toEqual({ mmap_size: 0x7fff_0000 })
    expect(read.prepare('PRAGMA mmap_size').get()).toEqual({ mmap_size: 0 })
    mapped.close()
    read.close()
  })

  test('refuses what is no SQLite file, and names it', async () => {
    const file = join(folder, 'letter.txt')
    writeFileSync(file, 'Dear cloud, '.repeat(100))
    await expect(openDatabase(file)).rejects.toMatchObject({
      code: 'unavailable',
      message: `${file} cannot be opened: file is not a database`,
    })
  })

  test('refuses a folder that is not there', async () => {
    const opening = openDatabase(join(folder, 'nowhere', 'a.db'))
    await expect(opening).rejects.toMatchObject({ code: 'unavailable' })
  })
})

describe('transaction', () => {
  test('keeps nothing of work that throws', async () => {
    const database = await openDatabase(':memory:')
    database.exec('CREATE TABLE machine (name TEXT)')
    const failing = () =>
      transaction(database, () => {
        database.prepare('INSERT INTO machine VALUES (?)').run('m-1')
        throw new Error('no')
      })
    expect(failing).toThrow('no')
    expect(database.prepare('SELECT count(*) AS number FROM machine').get()).toEqual({ number: 0 })
    expect(transaction(database, () => 7)).toBe(7)
  })
})
