import { expect, test } from 'vitest'
import { RecentPasswords } from './recent-passwords.ts'

test('remembers a password for its hash, for a while', () => {
  let now = 0
  const recent = new RecentPasswords({ time: 100, clock: () => now })
  recent.add('secret', 'hash-1')
  now = 99
  expect(recent.has('secret', 'hash-1')).toBe(true)
  expect(recent.has('secret', 'hash-2')).toBe(false)
  expect(recent.has('other', 'hash-1')).toBe(false)
  now = 100
  expect(recent.has('secret', 'hash-1')).toBe(false)
})

test('the oldest makes room; with no room nothing is remembered', () => {
  const recent = new RecentPasswords({ size: 2 })
  for (const password of ['a', 'b', 'a', 'c']) recent.add(password, 'hash')
  expect(['a', 'b', 'c'].map((password) => recent.has(password, 'hash'))).toEqual([true, false, true])
  const none = new RecentPasswords({ size: 0 })
  none.add('a', 'hash')
  expect(none.has('a', 'hash')).toBe(false)
})
