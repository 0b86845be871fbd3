import { expect, test } from 'vitest'
import { isLocation, isScheme, isTerm } from './category.ts'

// verifies('CORE-75')
test.each([
  ['compute', true],
  ['uuid_1.2-X', true],
  ['9abc', true],
  ['-a', false],
  ['_a', false],
  ['a b', false],
  ['a/b', false],
  ['a#b', false],
  ['a\n', false],
  ['', false],
])('term %j: %s', (term, good) => {
  expect(isTerm(term)).toBe(good)
})

test.each([
  ['http://example.com/occi#', true],
  ['urn:example:occi#', true],
  ['http://example.com/occi', false],
  ['http://example.com/a#b#', false],
  ['http://example.com/a b#', false],
  ['http://example.com/"#', false],
  ['/occi#', false],
  ['#', false],
  ['', false],
])('scheme %j: %s', (scheme, good) => {
  expect(isScheme(scheme)).toBe(good)
})

test.each([
  ['/compute/', true],
  ['/a/b.c/d-e_f~/', true],
  ['/.well-known/', true],
  ['/a%20b/', true],
  ['/', false],
  ['compute/', false],
  ['/compute', false],
  ['/a//b/', false],
  ['/../', false],
  ['/a/./b/', false],
  ['/a?b/', false],
  ['/a b/', false],
  ['http://h/a/', false],
])('location %j: %s', (location, good) => {
  expect(isLocation(location)).toBe(good)
})
