// Builds the website into `dist/`: the pages of the repository, and below `/api/` the reference. Fails for a dead link and for what is not documented.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vitepress'
import { buildReference } from './reference.mjs'

const here = import.meta.dirname
rmSync(join(here, 'dist'), { recursive: true, force: true })
await build(here)

const gaps = await buildReference(here, join(here, 'dist/api'))
for (const gap of gaps) console.error(gap)
if (gaps.length > 0) process.exit(1)
