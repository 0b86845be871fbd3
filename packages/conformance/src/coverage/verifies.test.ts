import { describe, expect, test } from 'vitest'

import type { RequirementId } from '../requirements/index.ts'
import { verifies } from './verifies.ts'

// Called by another name, so that the ids below do not count as cited.
const cite = verifies

describe('verifies', () => {
  test('gives back known requirements and resolutions', () => {
    expect(cite('HTTP-29', 'R-2')).toEqual(['HTTP-29', 'R-2'])
  })

  test('throws for ids that are in no manifest, and names them all', () => {
    const misspelt = ['HTPP-29', 'CORE-7', 'R-99'] as readonly string[] as readonly RequirementId[]

    expect(() => cite(...misspelt)).toThrow(
      new RangeError('verifies: HTPP-29, R-99 is not in the requirements manifest'),
    )
  })

  test('does not compile with an id that is in no manifest', () => {
    // @ts-expect-error no requirement has this id
    expect(() => cite('HTTP-1000')).toThrow(RangeError)
  })
})
