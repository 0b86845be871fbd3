import { describe, expect, test } from 'vitest'

import { citationsById, citationsIn } from './citations.ts'

// Spelt apart, so that the sources below are not taken for citations of this file.
const word = 'verifies'

const read: readonly [title: string, source: string, ids: readonly string[]][] = [
  ['one id', `${word}('HTTP-29')`, ['HTTP-29']],
  ['several ids of one call', `${word}('HTTP-29', 'R-2', "CORE-7")`, ['HTTP-29', 'R-2', 'CORE-7']],
  ['a call over several lines', `${word}(\n  'HTTP-29',\n  'HTTP-30',\n)`, ['HTTP-29', 'HTTP-30']],
  ['several calls', `${word}('I-001')\nfoo()\n${word}('I-002')`, ['I-001', 'I-002']],
  ['a comment above a test', `// ${word}('TEXT-5', 'TEXT-8')\ntest('x', () => {})`, ['TEXT-5', 'TEXT-8']],
  ['a comment over two lines', `// ${word}('TEXT-5',\n//   'TEXT-8')`, ['TEXT-5', 'TEXT-8']],
  ['a block comment', `/*\n * ${word}('TEXT-5',\n *   'TEXT-8')\n */`, ['TEXT-5', 'TEXT-8']],
  ['a member of a scenario', `{ ${word}: ['H11-1', 'H11-2'], run }`, ['H11-1', 'H11-2']],
  ['an id that is misspelt', `${word}('HTPP-29')`, ['HTPP-29']],
]

const skipped: readonly [title: string, source: string][] = [
  ['an empty source', ''],
  ['no ids', `${word}()`],
  ['ids that are computed', `${word}(...ids)`],
  ['another function whose name ends alike', `re${word}('HTTP-29')`],
  ['the type of a member', `readonly ${word}: readonly RequirementId[]`],
  ['an import', `import { ${word} } from '@occi/conformance'`],
  ['a call that is not closed', `${word}('HTTP-29'`],
]

describe('citationsIn', () => {
  test.each(read)('reads %s', (_title, source, ids) => {
    expect(citationsIn(source, 'a.test.ts').map((citation) => citation.id)).toEqual(ids)
  })

  test.each(skipped)('finds nothing in %s', (_title, source) => {
    expect(citationsIn(source, 'a.test.ts')).toEqual([])
  })

  test('says in which line an id is', () => {
    expect(citationsIn(`\n${word}('HTTP-29',\n  'HTTP-30')\n`, 'test/a.test.ts')).toEqual([
      { id: 'HTTP-29', place: 'test/a.test.ts:2' },
      { id: 'HTTP-30', place: 'test/a.test.ts:3' },
    ])
  })
})

describe('citationsById', () => {
  test('gathers all places of an id in their order', () => {
    const citations = [
      { id: 'HTTP-29', place: 'a:1' },
      { id: 'CORE-7', place: 'a:2' },
      { id: 'HTTP-29', place: 'b:1' },
    ]

    expect([...citationsById(citations)]).toEqual([
      ['HTTP-29', ['a:1', 'b:1']],
      ['CORE-7', ['a:2']],
    ])
  })
})
