import type { Entity } from '@occi/core'
import { expect, test } from 'vitest'
import { latestText } from './latest-texts.ts'

const never = () => {
  throw new Error('written again')
}

test('a frozen Entity is written once for a prefix', () => {
  const entity = Object.freeze({ id: 'one' }) as Entity
  expect(latestText(entity, '', () => 'at the root')).toBe('at the root')
  expect(latestText(entity, '', never)).toBe('at the root')
  expect(latestText(entity, '/cloud', () => 'below')).toBe('below')
  expect(latestText(entity, '/cloud', never)).toBe('below')
})

test('what may still change is written each time', () => {
  const entity = { id: 'one' } as Entity
  expect(latestText(entity, '', () => 'before')).toBe('before')
  expect(latestText(entity, '', () => 'after')).toBe('after')
})

test('texts of earlier entities make room', () => {
  const entity = Object.freeze({ id: 'early' }) as Entity
  latestText(entity, '', () => 'first')
  const long = 'x'.repeat(1_000_000)
  for (let number = 0; number < 12; number += 1)
    latestText(Object.freeze({ id: String(number) }) as Entity, '', () => long)
  expect(latestText(entity, '', () => 'second')).toBe('second')
})
