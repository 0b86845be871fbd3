import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection } from './connection.ts'
import { asUnavailable, isBusy } from './faults.ts'

/** How long to wait before another process is asked again for the right to write, in milliseconds. */
const pause = 5

interface Job {
  /** Does the work; keeps what it gave until it is durable. */
  readonly run: () => void
  readonly done: () => void
  readonly fail: (error: unknown) => void
}

/**
 * Writes in turn. What arrives in the same turn of the event loop shares one transaction, and so one wait for the disk; each piece of work is done
 * wholly or not at all by itself, and is answered when all are durable.
 */
export class Writer {
  readonly #connection: Connection
  readonly #busyTimeout: number
  readonly #undone: () => void
  #waiting: Job[] = []
  #writing: Promise<void> | undefined

  /** @param undone called when something that was done has been undone */
  constructor(connection: Connection, busyTimeout: number, undone: () => void) {
    this.#connection = connection
    this.#busyTimeout = busyTimeout
    this.#undone = undone
  }

  /** Does work in a transaction. @throws what the work throws; OcciError `unavailable`: the store failed */
  write<T>(work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let result: T
      this.#waiting.push({
        run: () => {
          result = work()
        },
        done: () => resolve(result),
        fail: (error) => reject(asUnavailable(error)),
      })
      this.#writing ??= this.#writeAll()
    })
  }

  /** Waits for what is under way. */
  async ended(): Promise<void> {
    await this.#writing
  }

  async #writeAll(): Promise<void> {
    await new Promise(setImmediate)
    while (this.#waiting.length > 0) {
      const jobs = this.#waiting
      this.#waiting = []
      await this.#writeTogether(jobs)
    }
    this.#writing = undefined
  }

  async #writeTogether(jobs: readonly Job[]): Promise<void> {
    try {
      await this.#begin()
    } catch (error) {
      for (const job of jobs) job.fail(error)
      return
    }
    const done = jobs.filter((job) => this.#runAlone(job))
    try {
      this.#connection.run('COMMIT')
    } catch (error) {
      this.#undo('ROLLBACK')
      for (const job of done) job.fail(error)
      return
    }
    for (const job of done) job.done()
  }

  /** Takes the right to write. The event loop goes on while another process has it. */
  async #begin(): Promise<void> {
    for (const end = performance.now() + this.#busyTimeout; ; await sleep(pause)) {
      try {
        return this.#connection.run('BEGIN IMMEDIATE')
      } catch (error) {
        if (!isBusy(error) || performance.now() > end) throw error
      }
    }
  }

  /** Says whether it was done. */
  #runAlone(job: Job): boolean {
    try {
      this.#connection.run('SAVEPOINT job')
      job.run()
      this.#connection.run('RELEASE job')
      return true
    } catch (error) {
      this.#undo('ROLLBACK TO job')
      job.fail(error)
      return false
    }
  }

  #undo(sql: string): void {
    this.#undone()
    try {
      this.#connection.run(sql)
    } catch {
      // A fault as that of a full disk ends the transaction by itself; the commit then finds out.
    }
  }
}
