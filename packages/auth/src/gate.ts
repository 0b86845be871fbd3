import { OcciError } from '@occi/core'

/** Lets so many tasks run at once and so many wait: the slow hash of a password must not be a way to stop the service. */
export class Gate {
  readonly #atOnce: number
  readonly #waiting: number
  readonly #queue: (() => void)[] = []
  #running = 0

  constructor(atOnce: number, waiting: number) {
    this.#atOnce = atOnce
    this.#waiting = waiting
  }

  /** Runs a task when its turn comes; one whose client has gone meanwhile is not begun. @throws OcciError `overloaded` */
  async run<T>(task: () => Promise<T>, signal: AbortSignal): Promise<T> {
    await this.#turn()
    try {
      signal.throwIfAborted()
      return await task()
    } finally {
      this.#leave()
    }
  }

  async #turn(): Promise<void> {
    if (this.#running < this.#atOnce) {
      this.#running += 1
      return
    }
    if (this.#queue.length >= this.#waiting)
      throw new OcciError('overloaded', 'too many ask who they are at once', { retryAfter: 1 })
    await new Promise<void>((resolve) => this.#queue.push(resolve))
  }

  /** The place goes to who has waited longest, so that nobody who comes in the same moment takes it too. */
  #leave(): void {
    const next = this.#queue.shift()
    if (next === undefined) this.#running -= 1
    else next()
  }
}
