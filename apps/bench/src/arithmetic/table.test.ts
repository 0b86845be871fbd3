import { expect, test } from 'vitest'

import { markdownTable } from './table.ts'

test('texts stand left, numbers right, what is missing is a dash', () => {
  const rows = [
    ['get', 12.345, 1234.5],
    ['create with two links', 0.1, undefined],
    ['page', 7, NaN],
  ] as const
  expect(markdownTable(['Operation', 'CPU', 'Rate'], rows)).toBe(
    [
      '| Operation             |  CPU |  Rate |',
      '| --------------------- | ---: | ----: |',
      '| get                   | 12.3 | 1,235 |',
      '| create with two links | 0.10 |     - |',
      '| page                  |    7 |     - |',
    ].join('\n'),
  )
})
