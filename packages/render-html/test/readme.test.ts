import { readFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'

import { consoleCss } from '../src/index.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

process.env['PORT'] = '0'
const { listening } = await import('./readme.example.ts')
afterAll(() => listening.close())

test('the README shows the example as it is run', () => {
  const shown = read('readme.example.ts').replaceAll(/^export const/gm, 'const')
  expect(read('../README.md')).toContain(`\`\`\`ts\n${shown}\`\`\``)
})

test('the example has the title, the look and the links that it is given', async () => {
  const page = await (await fetch(listening.url, { headers: { accept: 'text/html' } })).text()
  expect(page).toContain('<title>Blue Cloud</title>')
  expect(page).toContain('--accent: #2b4c9b')
  expect(page).toContain('<a href="https://help.example/">Help desk</a>')
})

test('the README names every custom property of the style sheet', () => {
  const readme = read('../README.md')
  const names = new Set([...consoleCss.matchAll(/(--[a-z-]+):/g)].map(([, name = '']) => name))
  for (const name of names) expect(readme).toContain(`\`${name}\``)
})
