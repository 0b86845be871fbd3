import { describe, expect, test } from 'vitest'

import { versionOf } from './version.ts'

const agent = (...values: readonly string[]) => new Map([['user-agent', values]])

// verifies('HTTP-18', 'HTTP-19', 'R-36')
describe('versionOf', () => {
  test.each([
    ['', '1.2'],
    ['curl/8.0', '1.2'],
    ['OCCI/1.2', '1.2'],
    ['OCCI/1.1', '1.1'],
    ['OCCI/1.0', '1.1'],
    ['OCCI/0.9', '1.1'],
    ['occi-client/2.0 (linux; OCCI/1.1)', '1.1'],
    ['x/1 OCCI/1.1 OCCI/1.2', '1.2'],
    ['x/1 OCCI/1.2 OCCI/1.1', '1.2'],
    ['OCCI/1.1 OCCI-CRTP/1.3', '1.1'],
    ['MyOCCI/9.9', '1.2'],
    ['OCCI/abc', '1.2'],
    ['OCCI/', '1.2'],
    ['OCCI/1', '1.2'],
    ['OCCI/1.1.5', '1.2'],
    ['occi/1.1', '1.2'],
  ] as const)('%j: the rules of %s', (value, version) => {
    expect(versionOf(agent(value))).toBe(version)
  })

  test('none, and several fields', () => {
    expect(versionOf(new Map())).toBe('1.2')
    expect(versionOf(agent('OCCI/1.1', 'other'))).toBe('1.1')
  })

  test.each(['OCCI/1.3', 'OCCI/2.0', 'OCCI/1.10', 'x OCCI/1.1 OCCI/1.3', 'OCCI/9999.0'])(
    '%s is later than ours',
    (value) => {
      expect(() => versionOf(agent(value))).toThrow(expect.objectContaining({ code: 'unsupported-version' }))
    },
  )
})
