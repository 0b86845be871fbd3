import { OcciError } from '@occi/core'
import { describe, expect, test } from 'vitest'
import {
  createRandom,
  expectEqual,
  expectRejects,
  expectTrue,
  registryCases,
  renderingCases,
  runCases,
  type ContractCase,
} from '../src/index.ts'

describe.each([
  ['registry', registryCases],
  ['rendering', renderingCases],
] as const)('the cases of the contract of a %s', (contract, cases) => {
  test('have unique ids of one form and a title each', () => {
    const ids = cases.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.filter((id) => !/^[a-z]+(:[a-z0-9.-]+)+$/.test(id) || !id.startsWith(`${contract}:`))).toEqual(
      [],
    )
    expect(cases.filter(({ title }) => title.length < 15)).toEqual([])
  })
})

describe('runCases', () => {
  const cases: readonly ContractCase<string[]>[] = [
    { id: 'x:one', title: 'the first', run: async (harness) => void harness.push('one') },
    { id: 'x:two', title: 'the second', run: async () => {}, unless: () => 'it has no second' },
    { id: 'x:three', title: 'the third', run: async () => {} },
  ]

  function register(skip: readonly { id: string; reason: string }[]) {
    const [titles, left, ran]: [string[], string[], string[]] = [[], [], []]
    const runs: (() => Promise<void>)[] = []
    const register = (title: string, run: () => Promise<void>) => void (titles.push(title), runs.push(run))
    runCases(cases, ran, {
      test: Object.assign(register, { skip: (title: string) => left.push(title) }),
      skip,
    })
    return { titles, left, ran, runs }
  }

  test('registers each case with its id and title, to be run on the harness', async () => {
    const { titles, ran, runs } = register([])
    expect(titles).toEqual(['x:one: the first', 'x:three: the third'])
    await runs[0]?.()
    expect(ran).toEqual(['one'])
  })

  test('says of what is left out why', () => {
    const { left } = register([{ id: 'x:three', reason: 'known fault 7' }])
    expect(left).toEqual([
      'x:two: the second (left out: it has no second)',
      'x:three: the third (left out: known fault 7)',
    ])
  })

  test('refuses to leave out what does not exist', () => {
    expect(() => register([{ id: 'x:four', reason: 'gone' }])).toThrow('no case has the id x:four')
  })
})

describe('expectEqual', () => {
  const different: readonly (readonly [unknown, unknown, string])[] = [
    [1, 2, 'the value is 1, not 2'],
    [1, '1', 'the value is 1, not "1"'],
    [[], {}, 'the value is [], not {}'],
    [[1, 2], [2, 1], 'the value.0 is 1, not 2'],
    [[1], [1, 2], 'the value lacks "1": 2'],
    [{ a: 1, b: 2 }, { a: 1 }, 'the value has "b" too much: 2'],
    [{ a: undefined }, {}, 'the value has "a" too much: undefined'],
    [{ a: { b: [true] } }, { a: { b: [false] } }, 'the value.a.b.0 is true, not false'],
    [new Map([['a', 1]]), new Map([['a', 2]]), 'the value.a is 1, not 2'],
    [new Set([1]), new Set([2]), 'the value.0 is 1, not 2'],
    [null, {}, 'the value is null, not {}'],
  ]

  test.each(different)('tells %j from %j', (actual, wanted, message) => {
    expect(() => expectEqual(actual, wanted)).toThrow(message)
  })

  test('takes equal content for equal', () => {
    const value = () => ({ a: [1, { b: new Map([['x', Number.NaN]]) }], c: undefined })
    expect(() => expectEqual(value(), value())).not.toThrow()
  })
})

describe('expectRejects', () => {
  const conflict = new OcciError('conflict', 'taken')

  test('gives back the error of the wanted code', async () => {
    expect(await expectRejects(Promise.reject(conflict), 'conflict')).toBe(conflict)
  })

  test.each([
    ['success', async () => 1, 'it succeeded'],
    [
      'another code',
      () => Promise.reject(conflict),
      'it failed with "conflict" (taken), not with "not-found"',
    ],
    ['another error', () => Promise.reject(new TypeError('x')), 'which is no OcciError'],
  ])('refuses %s', async (_what, attempt, message) => {
    await expect(expectRejects(attempt(), 'not-found')).rejects.toThrow(message)
  })
})

test('expectTrue says what does not hold', () => {
  expect(() => expectTrue(false, 'one is two')).toThrow('it does not hold that one is two')
})

test('a seed always gives the same numbers, within their limit', () => {
  const numbers = (seed: number) =>
    Array.from(
      { length: 50 },
      (
        (random) => () =>
          random.below(7)
      )(createRandom(seed)),
    )
  expect(numbers(1)).toEqual(numbers(1))
  expect(numbers(1)).not.toEqual(numbers(2))
  expect(new Set(numbers(1))).toEqual(new Set([0, 1, 2, 3, 4, 5, 6]))
})
