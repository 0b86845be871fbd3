import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { remember } from './_example.ts'
import { newFiles } from './_files.ts'

const newFile = newFiles()
const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

test('the example of the README is the one that is checked here', () => {
  expect(read('../README.md')).toContain(`\`\`\`ts\n${read('_example.ts')}\`\`\``)
})

test('the example of the README finds what it stored', async () => {
  expect(await remember(newFile())).toBe(1)
})
