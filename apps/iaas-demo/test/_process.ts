import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** The demo in a process of its own. */
export interface DemoProcess extends AsyncDisposable {
  /** What it has printed so far. */
  readonly printed: { out: string; error: string }
  /** Waits until it says where it is. */
  url(): Promise<string>
  kill(signal: NodeJS.Signals): void
  /** Its exit code, once it has ended; `null`: a signal ended it. */
  readonly ended: Promise<number | null>
}

/** Starts the demo as `npm start` does. */
export function startDemo(...args: readonly string[]): DemoProcess {
  const node = ['--import', 'tsx', '--conditions=@occi/source', 'src/main.ts', ...args]
  const child = spawn(process.execPath, node, { cwd: fileURLToPath(new URL('../', import.meta.url)) })
  const printed = { out: '', error: '' }
  child.stdout.on('data', (chunk: Buffer) => (printed.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (printed.error += chunk.toString()))
  const ended = once(child, 'close').then(([code]) => code as number | null)
  const url = async (): Promise<string> => {
    for (;;) {
      const found = /http:\/\/\S+(?=\/\n)/.exec(printed.out)?.[0]
      if (found !== undefined) return found
      const gone = await Promise.race([once(child.stdout, 'data').then(() => false), ended.then(() => true)])
      if (gone) throw new Error(`the demo has ended: ${printed.error}`)
    }
  }
  const dispose = async () => {
    child.kill('SIGKILL')
    await ended
  }
  return { printed, url, kill: (signal) => child.kill(signal), ended, [Symbol.asyncDispose]: dispose }
}
