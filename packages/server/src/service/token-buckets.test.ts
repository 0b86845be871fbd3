import { describe, expect, test } from 'vitest'
import { TokenBuckets } from './token-buckets.ts'

function bucketsAt(size: number, perSecond: number, most = 10) {
  let now = 0
  const buckets = new TokenBuckets({ size, perSecond }, most, () => now)
  return { buckets, pass: (milliseconds: number) => (now += milliseconds) }
}

describe('TokenBuckets', () => {
  test('give as many as there are, and say when there is another', () => {
    const { buckets, pass } = bucketsAt(2, 4)
    expect([1, 2, 3, 4].map(() => buckets.take('a'))).toEqual([0, 0, 0.25, 0.25])
    pass(250)
    expect([buckets.take('a'), buckets.take('a')]).toEqual([0, 0.25])
    pass(60_000)
    expect([1, 2, 3].map(() => buckets.take('a'))).toEqual([0, 0, 0.25])
  })

  test('are one for each', () => {
    const { buckets } = bucketsAt(1, 1)
    expect(['a', 'b', 'a', 'b'].map((key) => buckets.take(key))).toEqual([0, 0, 1, 1])
  })

  test('say how long to wait without taking', () => {
    const { buckets } = bucketsAt(1, 2)
    expect([buckets.wait('a'), buckets.wait('a'), buckets.take('a'), buckets.wait('a')]).toEqual([
      0, 0, 0, 0.5,
    ])
  })

  test('can be owed to, down to ten full ones', () => {
    const { buckets } = bucketsAt(1, 1)
    for (let number = 0; number < 3; number += 1) buckets.owe('a')
    expect(buckets.wait('a')).toBe(3)
    for (let number = 0; number < 100; number += 1) buckets.owe('a')
    expect(buckets.wait('a')).toBe(11)
  })

  test('are no more than so many: the one that was quiet longest is forgotten', () => {
    const { buckets } = bucketsAt(1, 1, 2)
    for (const key of ['a', 'b', 'a', 'c']) buckets.take(key)
    expect(['a', 'b', 'c'].map((key) => buckets.wait(key))).toEqual([1, 0, 1])
  })
})
