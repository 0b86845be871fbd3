import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { withoutPermissions } from '../pnpm.mjs'

/** What has no dependency but each other: it must install without a registry to ask. */
const alone = [
  'core',
  'infrastructure',
  'registry-memory',
  'render-html',
  'render-json',
  'render-text',
  'server',
].map((name) => `@occi/${name}`)

/** Installs the packed files in a project of its own, far from the workspace, and runs the first example of each README there. */
export function consumerFaults(root, packs) {
  const project = mkdtempSync(join(tmpdir(), 'occi-consumer-'))
  try {
    return [...aloneFaults(project, packs), ...exampleFaults(root, project, packs)]
  } finally {
    rmSync(project, { recursive: true, force: true })
  }
}

function aloneFaults(project, packs) {
  const folder = begin(project, 'alone')
  const chosen = packs.filter(({ name }) => alone.includes(name))
  // The empty cache knows nothing of any registry, and none is asked.
  if (!install(folder, chosen, '--offline', '--cache', join(project, 'empty-cache')))
    return [`${alone.join(', ')} do not install by themselves`]
  const found = readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))
  return found
    .filter((name) => name !== '@occi')
    .map((name) => `${name} came along with what has no dependencies`)
}

function exampleFaults(root, project, packs) {
  const folder = begin(project, 'consumer')
  if (!install(folder, packs, '--prefer-offline')) return ['the packed files do not install']
  const examples = packs.map(({ name }) => [name, exampleOf(join(folder, 'node_modules', name, 'README.md'))])
  for (const [name, text] of examples) if (text !== undefined) writeFileSync(join(folder, fileOf(name)), text)
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig(root)))
  return [
    ...examples
      .filter(([, text]) => text === undefined)
      .map(([name]) => `${name} has no example in its README`),
    ...(node(folder, join(root, 'node_modules/typescript/bin/tsc'))
      ? []
      : ['examples of READMEs have wrong types']),
    ...examples
      .filter(([name, text]) => text !== undefined && !runs(root, folder, fileOf(name)))
      .map(([name]) => `the example of the README of ${name} fails`),
  ]
}

function begin(project, name) {
  const folder = join(project, name)
  mkdirSync(folder)
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, private: true, type: 'module' }))
  return folder
}

function install(folder, packs, ...options) {
  const files = packs.map(({ file }) => file)
  const quiet = ['--no-audit', '--no-fund', '--no-progress', '--loglevel=error']
  return run('npm', ['install', ...quiet, ...options, ...files], folder)
}

/** The first block of TypeScript; under node:test where the README says "with vitest", as it says that one may. */
function exampleOf(readme) {
  if (!existsSync(readme)) return undefined
  const [, code] = /^```ts\n([^]*?)^```$/m.exec(readFileSync(readme, 'utf8')) ?? []
  return code?.replace("from 'vitest'", "from 'node:test'")
}

function fileOf(name) {
  return `${name.replace('@occi/', '')}.ts`
}

function tsconfig(root) {
  return {
    compilerOptions: {
      strict: true,
      target: 'ES2022',
      lib: ['ES2023', 'ESNext.Disposable'],
      module: 'NodeNext',
      noEmit: true,
      skipLibCheck: false,
      types: ['node'],
      typeRoots: [join(root, 'node_modules/@types')],
    },
    include: ['*.ts'],
  }
}

/** Runs an example; a service that it starts is ended once it listens, tests are waited for. */
function runs(root, folder, file) {
  const tsx = pathToFileURL(join(root, 'node_modules/tsx/dist/loader.mjs')).href
  const isTest = readFileSync(join(folder, file), 'utf8').includes("'node:test'")
  const rest = isTest
    ? [file]
    : ['--input-type=module', '--eval', `await import('./${file}'); process.exit()`]
  return node(folder, '--import', tsx, ...rest)
}

function node(folder, ...args) {
  return run(process.execPath, args, folder)
}

/** Says nothing of what goes well. */
function run(command, args, cwd) {
  const env = { ...withoutPermissions(), PORT: '0' }
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, env, encoding: 'utf8' })
  if (status !== 0) console.error(`${command} ${args.join(' ')}\n${stdout}${stderr}`)
  return status === 0
}
