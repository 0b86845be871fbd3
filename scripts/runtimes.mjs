import { existsSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '../node_modules/.cache/occi-runtimes')

/** The package that brings a runtime to this sort of machine, and the program in it. */
const packages = {
  'linux-x64': {
    bun: ['@oven/bun-linux-x64@1.4.5', 'bin/bun'],
    deno: ['@deno/linux-x64-glibc@2.9.6', 'deno'],
    workerd: ['@cloudflare/workerd-linux-64@1.20261117.1', 'bin/workerd'],
  },
  'linux-arm64': {
    bun: ['@oven/bun-linux-aarch64@1.4.5', 'bin/bun'],
    deno: ['@deno/linux-arm64-glibc@2.9.6', 'deno'],
    workerd: ['@cloudflare/workerd-linux-arm64@1.20261117.1', 'bin/workerd'],
  },
  'darwin-arm64': {
    bun: ['@oven/bun-darwin-aarch64@1.4.5', 'bin/bun'],
    deno: ['@deno/darwin-arm64@2.9.6', 'deno'],
    workerd: ['@cloudflare/workerd-darwin-arm64@1.20261117.1', 'bin/workerd'],
  },
}

/** Where the runtimes for this machine are installed from and to. Empty: there are none for it. */
export const runtimes = Object.entries(packages[`${process.platform}-${process.arch}`] ?? {}).map(
  ([name, [spec, program]]) => ({
    name,
    spec,
    folder,
    program: join(folder, 'node_modules', spec.slice(0, spec.lastIndexOf('@')), program),
  }),
)

/** The program of a runtime; `undefined`: it is not installed. */
export function programOf(name) {
  const program = runtimes.find((runtime) => runtime.name === name)?.program
  return program !== undefined && existsSync(program) ? program : undefined
}
