import { expect, test } from 'vitest'
import { machine, scheme } from '../_fixtures.ts'
import { categoriesOf, keyOf } from './entity.ts'
import { defineMixin } from './mixin.ts'

test('the key of an Entity is its location and its owner', () => {
  expect(keyOf({ location: '/a', owner: 'ann' })).toEqual({ location: '/a', owner: 'ann' })
  expect(keyOf({ location: '/a' })).toStrictEqual({ location: '/a' })
})

test('the Categories of an Entity are its Kind, then its Mixins', () => {
  const tag = defineMixin({ scheme, term: 'tag' })
  expect(categoriesOf({ kind: machine, mixins: [tag] })).toEqual([machine, tag])
})
