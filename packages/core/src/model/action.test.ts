import { expect, test } from 'vitest'
import { errorOf, scheme } from '../_fixtures.ts'
import { defineAction } from './action.ts'

// verifies('CORE-47', 'CORE-48', 'CORE-14')
test('an Action is a Category with parameters', () => {
  const stop = defineAction({
    scheme,
    term: 'stop',
    title: 'Stop it',
    attributes: { method: { pattern: { enum: ['hard'] } } },
  })
  expect(stop).toEqual({
    class: 'action',
    scheme,
    term: 'stop',
    id: `${scheme}stop`,
    title: 'Stop it',
    attributes: {
      method: { type: 'string', mutability: 'read-write', required: false, pattern: { enum: ['hard'] } },
    },
  })
  expect(Object.isFrozen(stop)).toBe(true)
})

// verifies('CORE-52')
test('its parameters need no prefix', () => {
  expect(
    Object.keys(defineAction({ scheme, term: 'stop', attributes: { method: 'required' } }).attributes),
  ).toEqual(['method'])
})

// verifies('CORE-11')
test.each([
  ['no term', { scheme }, 'the term of an Action'],
  ['no scheme', { term: 'stop' }, 'the scheme of an Action'],
  [
    'a title with a line break',
    { scheme, term: 'stop', title: 'a\nb' },
    'the title of an Action holds no control characters',
  ],
])('%s is refused', (_title, spec, message) => {
  const error = errorOf(() => defineAction(spec as never))
  expect(error.code).toBe('invalid-definition')
  expect(error.message).toContain(message)
})
