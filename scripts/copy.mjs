import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

const left = new Set(['node_modules', 'dist', '.git', '.turbo', 'coverage', 'packed'])

/** Gives `use` a copy of the repository at `root`, without what is made or installed, and takes it away afterwards. */
export async function withCopy(root, use) {
  const folder = mkdtempSync(join(tmpdir(), 'occi-copy-'))
  try {
    cpSync(root, folder, { recursive: true, filter: (path) => !left.has(basename(path)) })
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
