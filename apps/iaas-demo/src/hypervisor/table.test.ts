import { expect, test } from 'vitest'

import { MemoryTable, withChanges } from './table.ts'

interface Pet {
  readonly id: string
  readonly owner?: string
}

test('rows are found by id and by column, wherever they have moved', () => {
  const table = new MemoryTable<Pet, 'owner'>(['owner'])
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

test('names that objects know by themselves are names like others', () => {
  const table = new MemoryTable<Pet, 'owner'>(['owner'])
  expect(table.get('__proto__')).toBeUndefined()
  table.put({ id: '__proto__', owner: 'constructor' })
  expect(table.by('owner', 'constructor')).toHaveLength(1)
})

test('a change to undefined takes the member out', () => {
  const pet: Pet = { id: 'cat', owner: 'ann' }
  expect(Object.keys(withChanges(pet, { owner: undefined }))).toEqual(['id'])
  expect(withChanges(pet, { owner: 'bob' })).toEqual({ id: 'cat', owner: 'bob' })
})
