import type { Clock } from './clock.ts'
import type { Machine } from './machine.ts'

/** A timer for each machine that has something to do next. */
export class MachineTimers {
  readonly #clock: Clock
  readonly #onDue: (id: string) => void
  readonly #timers = new Map<string, () => void>()

  constructor(clock: Clock, onDue: (id: string) => void) {
    this.#clock = clock
    this.#onDue = onDue
  }

  /** Sets the timer by what the machine is at now. */
  set({ id, pending }: Machine): void {
    this.clear(id)
    if (pending === undefined) return
    const wait = Math.max(0, pending.dueAt - this.#clock.now())
    const stop = this.#clock.after(wait, () => {
      this.#timers.delete(id)
      this.#onDue(id)
    })
    this.#timers.set(id, stop)
  }

  clear(id: string): void {
    this.#timers.get(id)?.()
    this.#timers.delete(id)
  }

  close(): void {
    for (const id of [...this.#timers.keys()]) this.clear(id)
  }
}
