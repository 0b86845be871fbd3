import { describe, expect, test } from 'vitest'

import { defaultLimits } from '../options/limits.ts'
import { actionOf, pageOf, parseQuery } from './query.ts'

const limits = { ...defaultLimits, pageSize: 50, defaultPageSize: 20 }

// verifies('HTTP-26', 'HTTP-28', 'R-24')
describe('pageOf', () => {
  test.each([
    ['', undefined],
    ['a=1', undefined],
    ['page=1', { offset: 0, limit: 20 }],
    ['page=3', { offset: 40, limit: 20 }],
    ['number=5', { offset: 0, limit: 5 }],
    ['page=3&number=5', { offset: 10, limit: 5 }],
    ['page=3;number=5', { offset: 10, limit: 5 }],
    ['number=50', { offset: 0, limit: 50 }],
    ['page=999999999&number=50', { offset: 49_999_999_900, limit: 50 }],
    ['%70age=2', { offset: 20, limit: 20 }],
  ])('%j is %j', (query, page) => {
    expect(pageOf(parseQuery(query), limits)).toEqual(page)
  })

  test.each([
    ...['page=0', 'page=-1', 'page=x', 'page=', 'page=1.5', 'page=1e2', 'page=01', 'page=1000000000'],
    ...['number=0', 'number=-1', 'number=', 'number=NaN', 'page=1&number=x', 'page=+1', 'page=%00'],
  ])('%s is no page', (query) => {
    expect(() => pageOf(parseQuery(query), limits)).toThrow(
      expect.objectContaining({ code: 'invalid-query' }),
    )
  })

  test('a number that is too large', () => {
    expect(() => pageOf(parseQuery('number=51'), limits)).toThrow(
      expect.objectContaining({ code: 'too-large' }),
    )
  })
})

describe('actionOf', () => {
  test.each([
    ['', undefined],
    ['action=start', 'start'],
    ['action=a%20b', 'a b'],
  ])('%j names %j', (query, term) => {
    expect(actionOf(parseQuery(query))).toBe(term)
  })

  test.each(['action=', 'action=a&action=b', 'action=a;action=a', 'action=a&page=1', 'Action=a'])(
    '%s is refused',
    (query) => {
      expect(() => actionOf(parseQuery(query))).toThrow(expect.objectContaining({ code: 'invalid-query' }))
    },
  )
})
