// The two commands of the README. `npm start` starts the demo from its sources, `npm test` builds, checks and tests
// everything. Both need Node and npm only: pnpm comes through npm, in the version that package.json names.
import { spawn } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { runPnpm } from './pnpm.mjs'

const root = join(import.meta.dirname, '..')
const [task, ...args] = process.argv.slice(2)
const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1' }

if (task !== 'start' && task !== 'verify')
  fail('usage: node scripts/run.mjs start [options of the demo] | verify')
if (!isInstalled()) pnpm('install', '--frozen-lockfile')
if (task === 'verify') pnpm('run', 'verify')
else startDemo()

/** Whether what is installed is at least as new as the files that say what to install. */
function isInstalled() {
  const installed = modified('node_modules/.pnpm-workspace-state-v1.json')
  const wanted = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json'].map(modified)
  return installed > Math.max(...wanted)
}

function modified(file) {
  return statSync(join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0
}

/** Runs pnpm and ends with its code if it fails. */
function pnpm(...command) {
  const status = runPnpm(root, command, env)
  if (status !== 0) process.exit(status)
}

/** The demo is a direct child, so that nobody stands between it and the signal that ends it. */
function startDemo() {
  const cwd = join(root, 'apps/iaas-demo')
  const node = ['--import', 'tsx', '--conditions=@occi/source', 'src/main.ts', ...args]
  const demo = spawn(process.execPath, node, { cwd, env, stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => demo.kill(signal))
  endWithParent(demo)
  demo.on('exit', (code, signal) =>
    process.exit(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)),
  )
}

/** npm, or the shell that it starts us by, may be killed without a word to us. */
function endWithParent(demo) {
  const parents = JSON.stringify(parentsNow())
  setInterval(() => JSON.stringify(parentsNow()) === parents || demo.kill('SIGTERM'), 250).unref()
}

/** The shell and, where the system tells, the npm behind it; just the parent if nobody runs us as a script. */
function parentsNow() {
  const isScript = process.env.npm_lifecycle_event !== undefined
  return isScript ? [process.ppid, parentOf(process.ppid)] : [process.ppid]
}

function parentOf(pid) {
  try {
    return /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  } catch {
    return undefined
  }
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
