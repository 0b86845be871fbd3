import { aCompute } from '@occi/testing'
import { expect, test } from 'vitest'
import { LatestEntities } from './latest-entities.ts'

test('what was read once is not kept, what was read twice is', () => {
  const latest = new LatestEntities()
  const entity = { ...aCompute('a'), revision: 3 }
  expect(latest.note(1, entity)).toBe(entity)
  expect(latest.get(1, 3)).toBeUndefined()
  const kept = latest.note(1, entity)
  expect(kept).toEqual(entity)
  expect(latest.get(1, 3)).toBe(kept)
  expect(latest.get(1, 4)).toBeUndefined()
})

test('what many others came after is forgotten', () => {
  const latest = new LatestEntities()
  const entity = { ...aCompute('a'), revision: 3 }
  for (const _time of [1, 2]) latest.note(0, entity)
  for (let sequence = 1; sequence < 5000; sequence += 1) latest.note(sequence, entity)
  expect(latest.get(0, 3)).toEqual(entity)
  for (let sequence = 5000; sequence < 15_000; sequence += 1) latest.note(sequence, entity)
  expect(latest.get(0, 3)).toBeUndefined()
})
