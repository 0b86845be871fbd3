import { expect, test } from 'vitest'

import type { Entity } from '../model/entity.ts'
import { LatestTexts } from './latest-texts.ts'

const texts = new LatestTexts<string>((text) => text.length)

const never = () => {
  throw new Error('written again')
}

test('a frozen Entity is written once in the same circumstances', () => {
  const entity = Object.freeze({ id: 'one' }) as Entity
  expect(texts.of(entity, ['', 1], () => 'at the root')).toBe('at the root')
  expect(texts.of(entity, ['', 1], never)).toBe('at the root')
  expect(texts.of(entity, ['', 2], () => 'with another limit')).toBe('with another limit')
  expect(texts.of(entity, ['/cloud', 2], () => 'below')).toBe('below')
  expect(texts.of(entity, ['/cloud', 2], never)).toBe('below')
  expect(texts.of(entity, ['/cloud'], () => 'of another sort')).toBe('of another sort')
})

test('what may still change is written each time', () => {
  const entity = { id: 'one' } as Entity
  expect(texts.of(entity, [], () => 'before')).toBe('before')
  expect(texts.of(entity, [], () => 'after')).toBe('after')
})

test('texts of earlier entities make room', () => {
  const entity = Object.freeze({ id: 'early' }) as Entity
  texts.of(entity, [], () => 'first')
  const long = 'x'.repeat(1_000_000)
  for (let number = 0; number < 12; number += 1)
    texts.of(Object.freeze({ id: String(number) }) as Entity, [], () => long)
  expect(texts.of(entity, [], () => 'second')).toBe('second')
})
