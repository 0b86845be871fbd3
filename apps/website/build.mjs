// Builds the website into `dist/`: the pages of the repository, and below `/api/` the reference. Fails for a dead link and for what is not documented.
import { cpSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vitepress'
import { pagesBelow } from '../../scripts/pages.mjs'
import { buildReference } from './reference.mjs'

const here = import.meta.dirname
const root = join(here, '../..')
const [pages, dist] = [join(here, 'pages'), join(here, 'dist')]

for (const folder of [pages, dist]) rmSync(folder, { recursive: true, force: true })
// VitePress looks for what it needs from where the pages lie, and finds it below this package alone.
for (const page of pagesBelow(root)) cpSync(join(root, page), join(pages, page))
const images = join(root, 'docs/images')
if (existsSync(images)) cpSync(images, join(pages, 'docs/images'), { recursive: true })
await build(here)

const gaps = await buildReference(here, join(dist, 'api'))
for (const gap of gaps) console.error(gap)
if (gaps.length > 0) process.exit(1)
