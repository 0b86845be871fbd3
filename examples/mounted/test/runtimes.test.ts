import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { build } from 'tsup'
import { afterAll, beforeAll, test } from 'vitest'
import { programOf } from '../../../scripts/runtimes.mjs'
import { useNotes } from './_notes.ts'

const here = join(import.meta.dirname, '..')
const publicUrl = 'https://notes.example/occi'
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'occi-runtimes-'))
  await bundle()
})
afterAll(() => rm(folder, { recursive: true }))

test('Bun', async ({ skip }) => {
  const program = programOf('bun') ?? skip(leftOut('Bun'))
  await serves(spawn(program, [join(folder, 'bun.js')]))
})

test('Deno', async ({ skip }) => {
  const program = programOf('deno') ?? skip(leftOut('Deno'))
  await serves(spawn(program, ['run', '--no-config', '--allow-net', join(folder, 'deno.js')]))
})

test('a worker of workerd', async ({ skip }) => {
  const program = programOf('workerd') ?? skip(leftOut('workerd'))
  const config = join(folder, 'worker.capnp')
  await writeFile(config, workerConfig)
  const stdio = ['ignore', 'ignore', 'inherit', 'pipe'] as const
  await serves(spawn(program, ['serve', '--control-fd=3', config], { stdio: [...stdio] }), 3)
})

/** One file each, with all packages in it, as one deploys a worker. */
async function bundle(): Promise<void> {
  await build({
    config: false,
    silent: true,
    entry: ['bun', 'deno', 'worker'].map((name) => join(here, `src/${name}.ts`)),
    outDir: folder,
    format: 'esm',
    target: 'es2022',
    splitting: false,
    noExternal: [/./],
    esbuildOptions: (options) => {
      options.conditions = ['@occi/source']
    },
  })
}

/** Uses the service of a process, which tells on one of its outputs where it listens, and ends it. */
async function serves(child: ChildProcess, output = 1): Promise<void> {
  try {
    const said = await saidBy(child, output)
    const port = /127\.0\.0\.1:(\d+)|"port":(\d+)/.exec(said)
    const url = `http://127.0.0.1:${port?.[1] ?? port?.[2]}`
    await useNotes((path, init) => fetch(url + path, init), publicUrl)
  } finally {
    child.kill()
  }
}

async function saidBy(child: ChildProcess, output: number): Promise<string> {
  child.stderr?.pipe(process.stderr)
  let said = ''
  for await (const chunk of child.stdio[output] as Readable) {
    said += String(chunk)
    if (said.includes('\n')) return said
  }
  throw new Error(`it ended without saying where it listens, but: ${said}`)
}

function leftOut(name: string): string {
  const sentence = `${name} is LEFT OUT: it is not installed (pnpm runtimes)`
  console.warn(sentence)
  return sentence
}

const workerConfig = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .main)],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")]
);
const main :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.js")],
  compatibilityDate = "2026-01-01",
);
`
