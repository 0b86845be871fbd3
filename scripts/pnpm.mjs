import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Runs pnpm, in the version that package.json names, and gives its exit code. It comes through npm, so that Node and npm are all that must be there.
 * npm 12 would leave pnpm unusable without `--allow-scripts`.
 */
export function runPnpm(root, command, env = process.env) {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const options = { cwd: root, env, stdio: 'inherit', shell: process.platform === 'win32' }
  const { status, error } = spawnSync(
    'npm',
    ['exec', '--yes', '--allow-scripts=pnpm', '--', packageManager, ...command],
    options,
  )
  if (error) throw new Error(`npm cannot be run: ${error.message}`, { cause: error })
  return status ?? 1
}

/** The environment for an npm that installs: without the permission that the npm above was given for pnpm, which it would take for its own and refuse. */
export function withoutPermissions(env = process.env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^npm_config_allow.scripts$/i.test(name)))
}
