import { openDatabase } from '@occi/registry-sqlite'
import { describe, expect, test } from 'vitest'

import { SqliteTable } from './sqlite/sqlite-table.ts'
import { MemoryTable, withChanges, type Table } from './table.ts'

interface Pet {
  readonly id: string
  readonly owner?: string
}

const tables: Readonly<Record<string, () => Promise<Table<Pet, 'owner'>>>> = {
  memory: async () => new MemoryTable<Pet, 'owner'>(['owner']),
  async sqlite() {
    const database = await openDatabase(':memory:')
    database.exec(
      'CREATE TABLE pet (sequence INTEGER PRIMARY KEY, id TEXT UNIQUE, owner TEXT, data TEXT) STRICT',
    )
    return new SqliteTable<Pet, 'owner'>(database, 'pet', { owner: ({ owner }) => owner })
  },
}

describe.each(Object.entries(tables))('a table in %s', (_kind, create) => {
  test('rows are found by id and by column, wherever they have moved', async () => {
    const table = await create()
    table.put({ id: 'cat', owner: 'ann' })
    table.put({ id: 'dog', owner: 'ann' })
    table.put({ id: 'fox' })
    table.put({ id: 'cat', owner: 'bob' })
    expect(table.by('owner', 'ann')).toEqual([{ id: 'dog', owner: 'ann' }])
    expect(table.by('owner', 'bob')).toEqual([{ id: 'cat', owner: 'bob' }])
    expect(table.all().map((pet) => pet.id)).toEqual(['cat', 'dog', 'fox'])
    table.delete('cat')
    table.delete('cat')
    expect(table.by('owner', 'bob')).toEqual([])
    expect(table.get('cat')).toBeUndefined()
  })

  test('names that objects know by themselves are names like others', async () => {
    const table = await create()
    expect(table.get('__proto__')).toBeUndefined()
    table.put({ id: '__proto__', owner: 'constructor' })
    expect(table.by('owner', 'constructor')).toHaveLength(1)
  })
})

test('a change to undefined takes the member out', () => {
  const pet: Pet = { id: 'cat', owner: 'ann' }
  expect(Object.keys(withChanges(pet, { owner: undefined }))).toEqual(['id'])
  expect(withChanges(pet, { owner: 'bob' })).toEqual({ id: 'cat', owner: 'bob' })
})
