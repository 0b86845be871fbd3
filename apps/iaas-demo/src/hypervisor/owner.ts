import type { Clock } from './clock.ts'
import type { Events } from './events.ts'
import type { Lease } from './lease.ts'
import type { MachinePower } from './machine-power.ts'
import type { HypervisorStore } from './store.ts'

/** How often, in milliseconds, one looks whether others have left something to do. */
const lookMs = 50
/** How many steps are taken in one go. */
const stepsAtOnce = 100

/** What an owner works with. */
export interface OwnerParts {
  readonly store: HypervisorStore
  readonly lease: Lease
  readonly clock: Clock
  readonly power: MachinePower
  readonly events: Events
  /** Called each time this process becomes the owner; the signal aborts when it is the owner no more. */
  readonly onOwner: (signal: AbortSignal) => void
  /** Called each time it has looked. */
  readonly onLook: () => void
  /** Told of what goes wrong; the next look tries again. */
  readonly onError: (error: unknown) => void
}

/**
 * Of several processes that share a store one is the owner: it takes the steps that are due, whoever began them, and tells of what happened. All
 * look again and again; when the owner has died or stopped, the first to see it takes over and goes on.
 */
export class Owner {
  readonly #parts: OwnerParts
  #term: AbortController | undefined
  #stop: () => void

  constructor(parts: OwnerParts) {
    this.#parts = parts
    this.#stop = parts.clock.after(0, () => this.#look())
  }

  /** Whether this process is the owner, as far as it knows. */
  get owns(): boolean {
    return this.#term !== undefined
  }

  close(): void {
    this.#stop()
    if (this.owns) this.#parts.lease.release()
    this.#end()
  }

  #look(): void {
    const { clock, onLook, onError } = this.#parts
    try {
      this.#claim()
      if (this.owns) this.#work()
      onLook()
    } catch (error) {
      onError(error)
    }
    this.#stop = clock.after(this.#pause(), () => this.#look())
  }

  #claim(): void {
    const { lease, clock, events, onOwner } = this.#parts
    if (!lease.claim(clock.now())) return this.#end()
    if (this.owns) return
    this.#term = new AbortController()
    events.tellAgain()
    onOwner(this.#term.signal)
  }

  #end(): void {
    this.#term?.abort()
    this.#term = undefined
  }

  #work(): void {
    const { store, lease, clock, power, events } = this.#parts
    const due = store.machines.due(clock.now(), stepsAtOnce)
    if (due.length > 0) {
      store.transaction(() => {
        if (lease.isHeld()) for (const { id } of due) power.goOn(id)
      })
    }
    events.deliver()
  }

  /** Until the next step is due, if that is soon. */
  #pause(): number {
    if (!this.owns) return lookMs
    const { store, clock } = this.#parts
    const [next] = store.machines.due(clock.now() + lookMs, 1)
    return Math.max(1, Math.min(lookMs, (next?.pending?.dueAt ?? Infinity) - clock.now()))
  }
}
