import { describe, expect, test } from 'vitest'

import { parseOptions } from './options.ts'

describe('options', () => {
  test('nothing said: everything over HTTP', () => {
    expect(parseOptions([])).toMatchObject({ command: 'http', registries: ['memory', 'sqlite'], only: [] })
  })

  test('what is said holds, also of a quick run', () => {
    const args = ['registry', '--quick', '--entities', '10,20', '--rounds', '1', '--only', 'get,create']
    expect(parseOptions(args)).toMatchObject({
      command: 'registry',
      entities: [10, 20],
      rounds: 1,
      only: ['get', 'create'],
      mixins: 0,
    })
  })

  test.each([
    [['ftp']],
    [['compare']],
    [['http', 'registry']],
    [['--rounds', 'two']],
    [['--registries', 'disk']],
    [['--slow']],
  ])('%j is refused', (args) => {
    expect(() => parseOptions(args)).toThrow(TypeError)
  })
})
