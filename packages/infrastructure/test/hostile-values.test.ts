import { checkPattern, type Pattern } from '@occi/core'
import { expect, test } from 'vitest'

import { infrastructure } from '../src/index.ts'

const { kinds, mixins } = infrastructure()
const patterns = [...kinds, ...mixins].flatMap(({ attributes }) =>
  Object.entries(attributes).flatMap(([name, { pattern }]): readonly (readonly [string, Pattern])[] =>
    pattern === undefined ? [] : [[name, pattern]],
  ),
)
const signs = ['0', '1', '9', 'a', 'f', ':', '::', '1:', '.', '1.', '255.', '/', '1/', '-', 'aa:', ' ', 'é']

// An expression that tries anew at each character would take minutes over as many.
test.each(patterns)(
  'the pattern of %s is done at once with the longest value, whatever it repeats',
  (_name, pattern) => {
    for (const sign of signs) {
      for (const end of ['', '!', '\n', sign]) {
        const value = sign.repeat(65_536 / sign.length) + end
        expect(['string', 'undefined']).toContain(typeof checkPattern(value, pattern))
      }
    }
  },
)
