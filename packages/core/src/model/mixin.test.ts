import { describe, expect, test } from 'vitest'
import { errorOf, machine, scheme, start } from '../_fixtures.ts'
import { defineAction } from './action.ts'
import { defineMixin } from './mixin.ts'

const template = defineMixin({ scheme, term: 'template', templates: { exclusive: true } })

// verifies('CORE-35', 'CORE-40', 'CORE-14')
test('a Mixin is immutable data; what it depends on and applies to is kept by type identifier', () => {
  const mixin = defineMixin({
    scheme,
    term: 'small',
    depends: [template, 'http://example.com/other#far'],
    applies: [machine],
    actions: [start],
    location: '/small/',
    attributes: { 'com.example.cores': { type: 'integer', default: 1 } },
    owner: 'ann',
    extras: 1,
  })
  expect(mixin).toMatchObject({
    class: 'mixin',
    id: `${scheme}small`,
    depends: [`${scheme}template`, 'http://example.com/other#far'],
    applies: [machine.id],
    actions: [start],
    location: '/small/',
    origin: 'provider',
    owner: 'ann',
    extras: 1,
  })
  expect([mixin, mixin.depends, mixin.applies, mixin.actions, mixin.attributes].every(Object.isFrozen)).toBe(
    true,
  )
})

// verifies('CORE-45')
test('a Mixin without capabilities is a tag', () => {
  expect(defineMixin({ scheme, term: 'tag', origin: 'user' })).toEqual({
    class: 'mixin',
    scheme,
    term: 'tag',
    id: `${scheme}tag`,
    attributes: {},
    depends: [],
    applies: [],
    actions: [],
    origin: 'user',
  })
})

describe('a Mixin that is refused', () => {
  const good = { scheme, term: 'good' }
  const stop = defineAction({ scheme, term: 'stop' })
  test.each([
    ['a bad term', { ...good, term: '-' }, 'the term of a Mixin'],
    ['a bad location', { ...good, location: '/good' }, 'a location is a path from "/" to "/", not "/good"'],
    ['depending on a Kind', { ...good, depends: [machine] }, 'depends holds mixins or type identifiers'],
    ['applying to a Mixin', { ...good, applies: [template] }, 'applies holds kinds or type identifiers'],
    ['applying to nothing', { ...good, applies: [undefined] }, 'applies holds kinds or type identifiers'],
    ['a Kind as Action', { ...good, actions: [machine] }, 'the actions of a Mixin are made by defineAction'],
    ['an Action twice', { ...good, actions: [stop, stop] }, `the Action ${scheme}stop is there twice`],
  ])('%s', (_title, spec, message) => {
    const error = errorOf(() => defineMixin(spec as never))
    expect(error.code).toBe('invalid-definition')
    expect(error.message).toContain(message)
  })
})
