/** What has begun and not ended: requests, bodies that are being walked, changes by the managed framework. A stop waits for all of it. */
export class UnderWay {
  #size = 0
  readonly #waiting: (() => void)[] = []

  /** How much of it there is. */
  get size(): number {
    return this.#size
  }

  /** Counts a task until it ends, well or not. */
  track<T>(task: Promise<T>): Promise<T> {
    this.#size += 1
    void task.then(this.#end, this.#end)
    return task
  }

  /** Counts a streamed body from its first chunk until it is walked to its end or given up. */
  async *walk(body: AsyncIterable<string>): AsyncIterable<string> {
    let end = () => {}
    void this.track(new Promise<void>((resolve) => (end = resolve)))
    try {
      yield* body
    } finally {
      end()
    }
  }

  /** Waits until nothing is under way. */
  async ended(): Promise<void> {
    do {
      if (this.#size > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve))
      // A door begins to walk a body just after it was given the reply.
      await new Promise((resolve) => setTimeout(resolve))
    } while (this.#size > 0)
  }

  readonly #end = () => {
    this.#size -= 1
    if (this.#size === 0) for (const go of this.#waiting.splice(0)) go()
  }
}
