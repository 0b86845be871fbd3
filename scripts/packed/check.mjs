// Packs what would be published, and looks at it as whoever installs it does: how large it is, what comes along, whether the examples run.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { consumerFaults } from './consumer.mjs'
import { packAll } from './pack.mjs'
import { sizeFaults } from './sizes.mjs'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'occi-packed-'))
try {
  const packs = packAll(root, folder)
  const faults = [...sizeFaults(packs), ...consumerFaults(root, packs)]
  for (const fault of faults) console.error(fault)
  if (faults.length > 0) process.exitCode = 1
  else console.log('The packed files install and run outside of the workspace.')
} finally {
  rmSync(folder, { recursive: true, force: true })
}
