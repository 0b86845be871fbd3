import { expect, test } from 'vitest'
import { errorOf, machine, scheme, start } from '../_fixtures.ts'
import { defineAction } from '../model/action.ts'
import { defineMixin } from '../model/mixin.ts'
import { createLayer, isReservedPath } from './layer.ts'

test('a layer finds Categories by id, Collections by location and what lies above them', () => {
  const tag = defineMixin({ scheme, term: 'tag', location: '/tags/of/ann/' })
  const layer = createLayer([machine, tag])
  expect([...layer.byId.keys()]).toEqual([machine.id, tag.id, start.id])
  expect([...layer.byLocation]).toEqual([
    ['/machine/', machine],
    ['/tags/of/ann/', tag],
  ])
  expect([...layer.above]).toEqual(['/', '/tags/', '/tags/of/'])
})

test('no two layers have the same version', () => {
  expect(createLayer([]).version).not.toBe(createLayer([]).version)
})

// verifies('CORE-49')
test('Actions come with the Categories that define them; one may serve several', () => {
  const same = defineMixin({ scheme, term: 'same', actions: [start] })
  expect(createLayer([machine, same]).byId.get(start.id)).toBe(start)
})

test('two Actions with one type identifier are refused, and an Action with that of a Kind', () => {
  const twin = defineMixin({
    scheme,
    term: 'twin',
    actions: [defineAction({ scheme: start.scheme, term: 'start' })],
  })
  expect(errorOf(() => createLayer([machine, twin])).message).toBe(`the Category ${start.id} is there twice`)
  const odd = defineMixin({ scheme, term: 'odd', actions: [defineAction({ scheme, term: 'machine' })] })
  expect(errorOf(() => createLayer([odd, machine])).message).toBe(`the Category ${machine.id} is there twice`)
})

test.each([
  ['/', true],
  ['/-/', true],
  ['/-/x', true],
  ['/.well-known/org/ogf/occi/-/', true],
  ['/-x/', false],
  ['/machine/', false],
])('%s is reserved: %s', (path, reserved) => {
  expect(isReservedPath(path)).toBe(reserved)
})
