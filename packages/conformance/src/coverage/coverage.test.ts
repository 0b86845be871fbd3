import { describe, expect, test } from 'vitest'

import { coverage } from './coverage.ts'

const requirements = [{ id: 'CORE-1' }, { id: 'CORE-2' }, { id: 'CORE-3' }]

function citing(...ids: readonly string[]): ReadonlyMap<string, readonly string[]> {
  return new Map(ids.map((id) => [id, ['a.test.ts:1']]))
}

describe('coverage', () => {
  test('puts each requirement where it stands', () => {
    expect(coverage(requirements, [{ id: 'CORE-2' }], citing('CORE-1'))).toEqual({
      verified: ['CORE-1'],
      waived: ['CORE-2'],
      missing: ['CORE-3'],
      unknown: [],
      contradictions: [],
    })
  })

  test('lists ids in the order of the manifest, whatever the order of the tests', () => {
    expect(coverage(requirements, [], citing('CORE-3', 'CORE-1')).verified).toEqual(['CORE-1', 'CORE-3'])
  })

  test('takes a requirement that is cited and waived for a contradiction only', () => {
    expect(coverage(requirements, [{ id: 'CORE-2' }], citing('CORE-2'))).toEqual({
      verified: [],
      waived: [],
      missing: ['CORE-1', 'CORE-3'],
      unknown: [],
      contradictions: ['CORE-2'],
    })
  })

  test('names ids that are no requirement, cited or waived, once each', () => {
    const waivers = [{ id: 'CORE-9' }, { id: 'CORE-8' }]

    expect(coverage(requirements, waivers, citing('HTPP-1', 'CORE-9')).unknown).toEqual([
      'HTPP-1',
      'CORE-9',
      'CORE-8',
    ])
  })

  test('lets tests cite resolutions, which are no requirements', () => {
    const result = coverage(requirements, [], citing('R-20', 'X-9', 'A-23', 'R-99'))

    expect(result.verified).toEqual([])
    expect(result.unknown).toEqual(['R-99'])
  })
})
