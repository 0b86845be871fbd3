import { expect, test } from 'vitest'

import { shuffled } from './shuffle.ts'

test('nothing is lost, nothing comes twice, the original stays', () => {
  const things = ['a', 'b', 'c', 'd', 'e']
  expect([...shuffled(things)].toSorted()).toEqual(things)
  expect(things).toEqual(['a', 'b', 'c', 'd', 'e'])
})

test('the numbers drawn decide', () => {
  expect(shuffled([1, 2, 3, 4], () => 0)).toEqual([2, 3, 4, 1])
  expect(shuffled([1, 2, 3, 4], () => 0.999)).toEqual([1, 2, 3, 4])
})
