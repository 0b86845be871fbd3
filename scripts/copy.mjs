import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What is installed or made, as .gitignore has it. */
const left = /\/(?:node_modules|dist|\.git|\.turbo)$|^\/(?:coverage|packed)$|^\/\w+\/[\w-]+\/coverage$/

/** Gives `use` a copy of the repository at `root`, without what is made or installed, and takes it away afterwards. */
export async function withCopy(root, use) {
  const folder = mkdtempSync(join(tmpdir(), 'occi-copy-'))
  try {
    cpSync(root, folder, { recursive: true, filter: (path) => !left.test(path.slice(root.length)) })
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
