import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { pagesBelow } from './pages.mjs'

const root = join(import.meta.dirname, '..')

test.each(pagesBelow(root))('the links of %s lead somewhere in the repository', (page) => {
  const prose = readFileSync(join(root, page), 'utf8').replaceAll(/^```[^]*?^```$|`[^`\n]*`/gm, '')
  const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link)
  expect(links.filter((link) => !/^[a-z]+:/.test(link) && !leads(link, page))).toEqual([])
})

function leads(link, page) {
  const [path, anchor] = link.split('#')
  const target = path === '' ? join(root, page) : join(root, dirname(page), decodeURI(path))
  if (!existsSync(target)) return false
  return anchor === undefined || headingsOf(target).includes(anchor)
}

function headingsOf(target) {
  const file = target.endsWith('.md') ? target : join(target, 'README.md')
  const headings = readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)
  return [...headings].map(([, heading]) => slugOf(heading))
}

/** As code hosts make it. */
function slugOf(heading) {
  const text = heading.toLowerCase().replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
  return text.trim().replaceAll(/\s/g, '-')
}
