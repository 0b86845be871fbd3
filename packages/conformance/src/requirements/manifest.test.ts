import { describe, expect, test } from 'vitest'

import { isResolutionId, requirements, waived } from './index.ts'

const ids = requirements.map((requirement) => requirement.id)

const series: readonly [prefix: string, document: string, count: number][] = [
  ['CORE-', 'GFD.221', 80],
  ['HTTP-', 'GFD.223', 84],
  ['TEXT-', 'GFD.229', 62],
  ['H11-', 'GFD.185', 141],
  ['I-', 'GFD.224', 86],
  ['J-', 'GFD.226', 88],
  ['H-', 'GFD.223', 18],
]

describe('requirements', () => {
  test.each(series)('%s rows are all there and of %s', (prefix, document, count) => {
    const rows = requirements.filter((requirement) => requirement.id.startsWith(prefix))

    expect(rows).toHaveLength(count)
    expect(rows.filter((row) => row.document !== document)).toEqual([])
  })

  test('have ids of their own', () => {
    expect(ids.filter((id, position) => ids.indexOf(id) !== position)).toEqual([])
  })

  test('are each one sentence', () => {
    const sentence = /^[A-Z0-9][^\n]*[^.\s]\.$/i

    expect(
      requirements.filter(
        ({ statement }) => !sentence.test(statement) || / {2}|[`|]|\. [A-Z]/.test(statement),
      ),
    ).toEqual([])
  })

  test('name resolutions that exist', () => {
    expect(requirements.flatMap((row) => row.resolution ?? []).filter((id) => !isResolutionId(id))).toEqual(
      [],
    )
  })
})

describe('waived', () => {
  test('lists each requirement once, with a reason', () => {
    const names = waived.map((waiver) => waiver.id)

    expect(new Set(names).size).toBe(names.length)
    expect(waived.filter((waiver) => waiver.reason.length < 20)).toEqual([])
  })
})

describe('isResolutionId', () => {
  test.each(['R-1', 'R-58', 'X-16', 'A-46'])('knows %s', (id) => {
    expect(isResolutionId(id)).toBe(true)
  })

  test.each(['R-0', 'R-59', 'R-01', 'R-', 'R', 'X-17', 'A-47', 'Z-1', 'R-1-2', 'r-1', ''])(
    'refuses "%s"',
    (id) => {
      expect(isResolutionId(id)).toBe(false)
    },
  )
})
