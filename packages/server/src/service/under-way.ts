/** What has begun and not ended: requests, bodies that are being walked, changes by the managed framework. A stop waits for all of it. */
export class UnderWay {
  readonly #tasks = new Set<Promise<unknown>>()

  /** How much of it there is. */
  get size(): number {
    return this.#tasks.size
  }

  /** Counts a task until it ends, well or not. */
  track<T>(task: Promise<T>): Promise<T> {
    this.#tasks.add(task)
    const end = () => this.#tasks.delete(task)
    void task.then(end, end)
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
      await Promise.allSettled(this.#tasks)
      // A door begins to walk a body just after it was given the reply.
      await new Promise((resolve) => setTimeout(resolve))
    } while (this.#tasks.size > 0)
  }
}
