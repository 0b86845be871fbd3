/** Where the hypervisor takes its time from, so that tests can drive it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Calls `fn` once, `ms` milliseconds from now, unless the function it returns is called before. */
  after(ms: number, fn: () => void): () => void
}

/** The time of the machine this runs on. Its timers do not keep the process alive. */
export function realClock(): Clock {
  return {
    now: () => Date.now(),
    after(ms, fn) {
      const timer = setTimeout(fn, ms)
      timer.unref()
      return () => clearTimeout(timer)
    },
  }
}

interface Timer {
  readonly due: number
  readonly fn: () => void
}

/** A clock that stands still until it is told to advance. */
export class ManualClock implements Clock {
  #now: number
  readonly #timers = new Set<Timer>()

  constructor(start = 0) {
    this.#now = start
  }

  /** How many timers wait; 0 says that nothing was left behind. */
  get waiting(): number {
    return this.#timers.size
  }

  now(): number {
    return this.#now
  }

  after(ms: number, fn: () => void): () => void {
    const timer = { due: this.#now + ms, fn }
    this.#timers.add(timer)
    return () => {
      this.#timers.delete(timer)
    }
  }

  /** Moves time forward, calling what falls due in order, timers that are set on the way included. */
  advance(ms: number): void {
    const end = this.#now + ms
    for (let timer = this.#next(end); timer !== undefined; timer = this.#next(end)) {
      this.#timers.delete(timer)
      this.#now = timer.due
      timer.fn()
    }
    this.#now = end
  }

  /** The earliest timer due by `end`; of several at one time, the one set first. */
  #next(end: number): Timer | undefined {
    let first: Timer | undefined
    for (const timer of this.#timers) {
      if (timer.due <= end && (first === undefined || timer.due < first.due)) first = timer
    }
    return first
  }
}
