import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ownTree } from '../service/packages.ts'

/** The working tree of another revision, with its packages built; gone with its owner. @throws Error where git or the build fails */
export function treeOf(revision: string, directory: string): Disposable & { readonly path: string } {
  const path = join(directory, 'tree')
  run(ownTree, 'git', 'worktree', 'add', '--detach', path, revision)
  run(path, 'pnpm', 'install', '--frozen-lockfile', '--prefer-offline')
  run(path, 'pnpm', 'exec', 'turbo', 'run', 'build', '--filter=./packages/*', '--output-logs=errors-only')
  return { path, [Symbol.dispose]: () => run(ownTree, 'git', 'worktree', 'remove', '--force', path) }
}

function run(cwd: string, command: string, ...args: readonly string[]): void {
  const { status, error } = spawnSync(command, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed`, { cause: error })
}
