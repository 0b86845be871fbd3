import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { runPnpm } from '../pnpm.mjs'
import { publishedPackages } from '../published.mjs'

/**
 * Builds all packages and writes what would be published to a folder, one file each; what lies there is taken away before.
 * @returns {readonly { name: string, folder: string, file: string }[]} in order of their names
 */
export function packAll(root, folder) {
  const packages = publishedPackages(root)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  run(root, ['exec', 'turbo', 'run', 'build', '--filter=./packages/*', '--output-logs=errors-only'])
  run(root, ['--recursive', '--silent', '--filter=./packages/*', 'pack', '--pack-destination', folder])
  return packages.map(({ name, version, folder: source }) => ({
    name,
    folder: source,
    file: join(folder, `${name.slice(1).replace('/', '-')}-${version}.tgz`),
  }))
}

function run(root, command) {
  const status = runPnpm(root, command, { ...process.env, TURBO_TELEMETRY_DISABLED: '1' })
  if (status !== 0) process.exit(status)
}
