import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { nodeAt, type Place } from '../machine/cores.ts'

/** As much memory as a million entities may take in one process. */
const heap = '--max-old-space-size=8192'

/** A process of this bench that answers one question after the other. */
export class Child<Question> implements AsyncDisposable {
  readonly #process: ChildProcess

  /** @param entry the name of a built file */
  constructor(entry: string, place: Place, workers = 1, flags: readonly string[] = []) {
    const [command, ...args] = nodeAt(place, workers)
    const file = join(import.meta.dirname, `${entry}.js`)
    const stdio = ['ignore', 'inherit', 'inherit', 'ipc'] as const
    this.#process = spawn(command, [...args, heap, ...flags, file], { stdio: [...stdio] })
  }

  /** @throws Error where the process ends instead */
  ask<Answer>(question: Question): Promise<Answer> {
    const child = this.#process
    return new Promise((resolve, reject) => {
      const gone = () => reject(new Error('the process has ended'))
      child.once('exit', gone)
      child.once('message', (message) => {
        child.off('exit', gone)
        resolve((message as { readonly answer: Answer }).answer)
      })
      child.send(question as object)
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const child = this.#process
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.disconnect()
    await ended
  }
}
