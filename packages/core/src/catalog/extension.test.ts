import { describe, expect, test } from 'vitest'
import { errorOf, machine, scheme } from '../_fixtures.ts'
import { entity, link, resource } from '../model/base-types.ts'
import { defineKind } from '../model/kind.ts'
import { defineMixin } from '../model/mixin.ts'
import { core, defineExtension } from './extension.ts'

const reserved = 'http://schemas.ogf.org/occi/mine#'
const other = { scheme, term: 'other', parent: resource }

test('an Extension is immutable data', () => {
  const tag = defineMixin({ scheme, term: 'tag' })
  const extension = defineExtension({ name: 'machines', kinds: [machine], mixins: [tag] })
  expect(extension).toEqual({ name: 'machines', kinds: [machine], mixins: [tag] })
  expect([extension, extension.kinds, extension.mixins].every((one) => Object.isFrozen(one))).toBe(true)
})

// verifies('CORE-28', 'CORE-36', 'CORE-61')
test('the core has exactly three Kinds and no Mixins', () => {
  expect(core.kinds).toEqual([entity, resource, link])
  expect(core.mixins).toEqual([])
})

// verifies('CORE-26', 'CORE-8')
test('a type identifier is there once', () => {
  const again = defineMixin({ scheme, term: 'machine' })
  const error = errorOf(() => defineExtension({ name: 'x', kinds: [machine], mixins: [again] }))
  expect(error.message).toBe(`the Category ${machine.id} is there twice`)
})

describe('locations', () => {
  test('are not shared', () => {
    const same = defineKind({ ...other, location: '/machine/' })
    const error = errorOf(() => defineExtension({ name: 'x', kinds: [machine, same] }))
    expect(error.message).toBe(`${scheme}other: the location /machine/ is that of ${machine.id}`)
  })

  test.each([
    ['/machine/fast/', '/machine/fast/ overlaps /machine/'],
    ['/machine/very/fast/', '/machine/very/fast/ overlaps /machine/'],
  ])('of Kinds do not overlap: %s', (location, message) => {
    const inner = defineKind({ ...other, location })
    for (const kinds of [
      [machine, inner],
      [inner, machine],
    ]) {
      expect(errorOf(() => defineExtension({ name: 'x', kinds })).message).toContain(message)
    }
  })

  test.each(['/-/', '/-/x/', '/.well-known/', '/.well-known/x/'])('are not reserved ones: %s', (location) => {
    const kind = defineKind({ ...other, location })
    expect(errorOf(() => defineExtension({ name: 'x', kinds: [kind] })).message).toContain(
      `${location} is reserved`,
    )
  })

  test('may share their beginning, and a Mixin may lie within those of a Kind', () => {
    const near = defineKind({ ...other, location: '/machine-room/' })
    const tag = defineMixin({ scheme, term: 'tag', location: '/machine/tagged/' })
    expect(() => defineExtension({ name: 'x', kinds: [machine, near], mixins: [tag] })).not.toThrow()
  })
})

// verifies('CORE-13')
test('the scheme of OCCI is for its own extensions', () => {
  const mixin = defineMixin({ scheme: reserved, term: 'mine' })
  expect(errorOf(() => defineExtension({ name: 'x', mixins: [mixin] })).message).toBe(
    `extension x: the scheme of ${reserved}mine is reserved for OCCI`,
  )
  expect(() => defineExtension({ name: 'x', mixins: [mixin], standard: true })).not.toThrow()
})

// verifies('CORE-17')
describe("a provider's attribute", () => {
  test.each([
    [
      'occi.foo',
      'the attribute occi.foo of http://example.com/occi#other takes the prefix reserved for OCCI',
    ],
    ['foo', 'the attribute foo of http://example.com/occi#other needs a prefix, such as com.example.foo'],
    ['constructor', 'needs a prefix, such as com.example.constructor'],
  ])('%s is refused', (name, message) => {
    const kind = defineKind({ ...other, attributes: { [name]: '' } })
    expect(errorOf(() => defineExtension({ name: 'x', kinds: [kind] })).message).toContain(message)
    expect(() => defineExtension({ name: 'x', kinds: [kind], standard: true })).not.toThrow()
  })

  test('com.example.foo is accepted, beside those that are inherited', () => {
    const kind = defineKind({ ...other, parent: machine, attributes: { 'com.example.foo': '' } })
    expect(() => defineExtension({ name: 'x', kinds: [kind] })).not.toThrow()
  })
})

test('what is neither Kind nor Mixin is refused', () => {
  expect(errorOf(() => defineExtension({ name: 'x', kinds: [{} as never] })).message).toBe(
    'extension x: kinds are made by defineKind and mixins by defineMixin',
  )
})
