import { describe, expect, test } from 'vitest'

import { median, medians, percentile } from './statistics.ts'

describe('median', () => {
  test.each([
    [[3], 3],
    [[5, 1, 3], 3],
    [[4, 1, 3, 2], 2.5],
    [[10, 9, 100], 10],
    [[], NaN],
  ])('of %j is %d', (numbers, expected) => {
    expect(median(numbers)).toBe(expected)
  })

  test('leaves what it is given in its order', () => {
    const numbers = [3, 1, 2]
    median(numbers)
    expect(numbers).toEqual([3, 1, 2])
  })
})

describe('percentile', () => {
  const hundred = Array.from({ length: 100 }, (_one, index) => 100 - index)

  test.each([
    [hundred, 0.5, 50],
    [hundred, 0.99, 99],
    [hundred, 1, 100],
    [hundred, 0, 1],
    [[7], 0.5, 7],
    [[1, 10], 0.99, 10],
    [[], 0.5, NaN],
  ])('of %j at %d', (numbers, share, expected) => {
    expect(percentile(numbers, share)).toBe(expected)
  })
})

describe('medians', () => {
  test('are taken member by member', () => {
    const rounds = [
      { cpu: 10, rate: 3 },
      { cpu: 30, rate: 1 },
      { cpu: 20, rate: 2 },
    ]
    expect(medians(rounds)).toEqual({ cpu: 20, rate: 2 })
  })

  test('of no rounds are refused', () => {
    expect(() => medians([])).toThrow(RangeError)
  })
})
