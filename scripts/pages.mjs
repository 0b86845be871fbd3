import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const left = new Set([
  'node_modules',
  'dist',
  '.git',
  '.turbo',
  '.changeset',
  '.github',
  'coverage',
  'packed',
  'pages',
])

/** The Markdown files below a folder, as paths from it. */
export function pagesBelow(folder, below = '') {
  const entries = readdirSync(join(folder, below), { withFileTypes: true })
  return entries
    .filter(({ name }) => !left.has(name))
    .flatMap((entry) => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`
      if (entry.isDirectory()) return pagesBelow(folder, path)
      return path.endsWith('.md') ? [path] : []
    })
}
