// Brings Bun, Deno and workerd from the npm registry, for the tests of examples/mounted (`pnpm runtimes`): 140 MB, once. They are no dependencies, so that
// whoever starts the demo does not wait for them. Where they cannot be had, their tests say that they are left out.
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withoutPermissions } from './pnpm.mjs'
import { programOf, runtimes } from './runtimes.mjs'

const missing = runtimes.filter(({ name }) => programOf(name) === undefined)
for (const { name, spec, folder } of missing) {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
  // One by one, so that one that cannot be had does not cost the others.
  const options = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const others = runtimes.filter((one) => programOf(one.name) !== undefined).map((one) => one.spec)
  const { status } = spawnSync('npm', ['install', ...options, ...others, spec], {
    cwd: folder,
    env: withoutPermissions(),
    stdio: 'inherit',
  })
  if (status !== 0) console.warn(`${name} is not installed: npm could not bring ${spec}`)
}
if (runtimes.length === 0) console.warn(`There are no runtimes for ${process.platform}-${process.arch}.`)
