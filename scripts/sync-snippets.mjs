// Writes into the pages what the files they show have become: `pnpm sync:snippets`.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pagesBelow } from './pages.mjs'
import { inStep } from './snippets.mjs'

const root = join(import.meta.dirname, '..')
const read = (file) => readFileSync(join(root, file), 'utf8')

for (const page of pagesBelow(root)) {
  const now = read(page)
  const wanted = inStep(now, read)
  if (wanted === now) continue
  writeFileSync(join(root, page), wanted)
  console.log(`${page} is in step again`)
}
