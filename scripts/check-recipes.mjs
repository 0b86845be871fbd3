// Makes a rendering, a registry and an extension in a copy of the repository, and holds them to what holds for every package.
import { join } from 'node:path'
import { withCopy } from './copy.mjs'
import { runPnpm } from './pnpm.mjs'
import { makePackage } from './recipes.mjs'

const root = join(import.meta.dirname, '..')
// What has been built in the repository is not built again.
const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', TURBO_CACHE_DIR: join(root, '.turbo/cache') }

process.exit(await withCopy(root, check))

function check(copy) {
  const folders = [
    makePackage(copy, 'rendering', 'tsv'),
    makePackage(copy, 'registry', 'log'),
    makePackage(copy, 'extension', 'carpark'),
  ]
  const filters = folders.map((folder) => `--filter=./${folder}`)
  const steps = [
    ['install', '--prefer-offline', '--no-frozen-lockfile'],
    ['exec', 'turbo', 'run', 'build', 'typecheck', 'check:package', ...filters],
    ['exec', 'vitest', 'run', ...folders],
    ['run', 'check:dependencies'],
    ['run', 'check:packed'],
  ]
  for (const step of steps) {
    const status = runPnpm(copy, step, env)
    if (status !== 0) return status
  }
  return 0
}
