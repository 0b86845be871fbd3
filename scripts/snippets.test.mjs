import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pagesBelow } from './pages.mjs'
import { inStep } from './snippets.mjs'

const root = join(import.meta.dirname, '..')
const read = (file) => readFileSync(join(root, file), 'utf8')
const fence = '```'

test('a block below the name of a file becomes that file, others stay', () => {
  const page = (code) => `a\n<!-- src/a.ts -->\n${fence}ts\n${code}${fence}\n\n${fence}ts\nother\n${fence}\n`
  expect(inStep(page('old\n'), (file) => `// ${file}\n$& new\n`)).toBe(page('// src/a.ts\n$& new\n'))
})

test.each(pagesBelow(root))('%s shows files as they are (else: pnpm sync:snippets)', (page) => {
  expect(inStep(read(page), read)).toBe(read(page))
})
