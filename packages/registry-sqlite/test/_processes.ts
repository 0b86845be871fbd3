import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface, type Interface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A process under test, and the lines it writes. */
export interface Child {
  readonly process: ChildProcess
  readonly lines: Interface
}

/** Starts a script of this folder; what it writes on stderr is shown. */
export function start(script: string, ...args: readonly string[]): Child {
  const path = fileURLToPath(new URL(script, import.meta.url))
  const child = spawn(
    process.execPath,
    ['--expose-gc', '--import', 'tsx', '--conditions=@occi/source', '--no-warnings', path, ...args],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  return { process: child, lines: createInterface({ input: child.stdout }) }
}

/** Ends a process as a power switch would, and waits until it is gone and all that it wrote has been read. */
export async function kill({ process: child, lines }: Child): Promise<void> {
  const ended = [once(child, 'exit'), once(lines, 'close')]
  child.kill('SIGKILL')
  await Promise.all(ended)
}
