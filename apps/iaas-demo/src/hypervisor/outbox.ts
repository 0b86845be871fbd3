import type { HypervisorEvent } from './events.ts'

/** An event that listeners have not been told of, or have not taken yet. */
export interface Sent {
  /** Rises with every event. */
  readonly sequence: number
  readonly event: HypervisorEvent
}

/** Events are written down together with the change that they tell of, so that none is lost between the two. */
export interface Outbox {
  add(event: HypervisorEvent): void
  /** Those after a sequence, the oldest first, no more than `limit`. */
  after(sequence: number, limit: number): readonly Sent[]
  /** These have been taken; a missing one is no fault. */
  delete(sequences: readonly number[]): void
}

/** An outbox in memory. */
export class MemoryOutbox implements Outbox {
  readonly #sent = new Map<number, Sent>()
  #sequence = 0

  add(event: HypervisorEvent): void {
    const sequence = (this.#sequence += 1)
    this.#sent.set(sequence, { sequence, event })
  }

  after(sequence: number, limit: number): readonly Sent[] {
    const found: Sent[] = []
    for (const sent of this.#sent.values()) {
      if (found.length === limit) break
      if (sent.sequence > sequence) found.push(sent)
    }
    return found
  }

  delete(sequences: readonly number[]): void {
    for (const sequence of sequences) this.#sent.delete(sequence)
  }
}
