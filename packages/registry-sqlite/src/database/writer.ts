import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection } from './connection.ts'
import { asUnavailable, isBusy } from './faults.ts'

/** How long to wait before another process is asked again for the right to write, in milliseconds. */
const pause = 5

interface Job {
  /** Does the work; keeps what it gave until it is durable. */
  readonly run: () => void
  /** Answers with what the work gave; one that has been answered already is not answered again. */
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

  /** The event loop goes on while another process has the right to write. */
  async #writeTogether(jobs: readonly Job[]): Promise<void> {
    const end = performance.now() + this.#busyTimeout
    while (!this.#attempt(jobs, end)) await sleep(pause)
  }

  /** Says whether the jobs have been answered. From the beginning of the transaction to its end nothing else can run in between. */
  #attempt(jobs: readonly Job[], end: number): boolean {
    try {
      this.#connection.run('BEGIN IMMEDIATE')
    } catch (error) {
      if (isBusy(error) && performance.now() < end) return false
      for (const job of jobs) job.fail(error)
      return true
    }
    this.#doAll(jobs)
    return true
  }

  #doAll(jobs: readonly Job[]): void {
    try {
      for (const job of jobs) {
        if (jobs.length === 1) job.run()
        else this.#runAlone(job)
      }
      this.#connection.run('COMMIT')
    } catch (error) {
      this.#undo('ROLLBACK')
      for (const job of jobs) job.fail(error)
      return
    }
    for (const job of jobs) job.done()
  }

  /** Does a job, or refuses it and leaves no trace of it. @throws what ended the whole transaction: a full disk, say */
  #runAlone(job: Job): void {
    this.#connection.run('SAVEPOINT job')
    try {
      job.run()
      this.#connection.run('RELEASE job')
    } catch (error) {
      // Without a transaction there is nothing to go back to, and what came next would stand alone.
      if (!this.#undo('ROLLBACK TO job')) throw error
      job.fail(error)
    }
  }

  /** Says whether there was something to undo. */
  #undo(sql: string): boolean {
    this.#undone()
    try {
      this.#connection.run(sql)
      return true
    } catch {
      return false
    }
  }
}
