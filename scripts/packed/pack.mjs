import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { runPnpm } from '../pnpm.mjs'

/**
 * Builds all packages and writes what would be published to a folder, one file each; what lies there is taken away before.
 * @returns {readonly { name: string, folder: string, file: string }[]} in order of their names
 */
export function packAll(root, folder) {
  const names = publishedPackages(root)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  run(root, ['exec', 'turbo', 'run', 'build', '--filter=./packages/*', '--output-logs=errors-only'])
  run(root, ['--recursive', '--silent', '--filter=./packages/*', 'pack', '--pack-destination', folder])
  return names.map(({ name, version, folder: source }) => ({
    name,
    folder: source,
    file: join(folder, `${name.slice(1).replace('/', '-')}-${version}.tgz`),
  }))
}

function publishedPackages(root) {
  return readdirSync(join(root, 'packages'))
    .map((name) => join(root, 'packages', name))
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .map((folder) => ({ folder, ...JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) }))
    .filter((pack) => pack.private !== true)
}

function run(root, command) {
  const status = runPnpm(root, command, { ...process.env, TURBO_TELEMETRY_DISABLED: '1' })
  if (status !== 0) process.exit(status)
}
