import type { Attachment } from './attachment.ts'
import type { Interface } from './interface.ts'
import type { Machine, StepKind } from './machine.ts'
import type { Outbox, Sent } from './outbox.ts'

/** What happened to a machine after the call that set it going had returned. */
export type MachineChange = `${StepKind}-finished` | `${StepKind}-failed` | 'died'

/**
 * A change that no answer told of: a machine went on by itself, or an interface or attachment followed
 * its machine, network or volume (also when that was changed by a call), by its state or its gateway. It carries the thing as it was after that.
 */
export type HypervisorEvent =
  | { readonly type: 'machine'; readonly change: MachineChange; readonly machine: Machine }
  | { readonly type: 'interface'; readonly interface: Interface }
  | { readonly type: 'attachment'; readonly attachment: Attachment }

/**
 * Called in the order of the changes, each time after the change is complete. One that answers a promise has taken the event once that is
 * fulfilled; one that is rejected leaves it in the store, to be told of again when another hypervisor opens that.
 */
export type Listener = (event: HypervisorEvent) => unknown

/** How many events listeners may be busy with. */
const mostUnderWay = 256

/** Tells listeners. One that throws stops neither the others nor the hypervisor. */
export class Events {
  readonly #outbox: Outbox
  readonly #onError: (error: unknown) => void
  readonly #listeners = new Set<{ readonly listener: Listener }>()
  #told = 0
  #underWay = 0
  #taken: number[] = []
  #telling = false

  constructor(outbox: Outbox, onError: (error: unknown) => void) {
    this.#outbox = outbox
    this.#onError = onError
  }

  /** Adds a listener; the function it returns takes it off again. */
  subscribe(listener: Listener): () => void {
    const entry = { listener }
    this.#listeners.add(entry)
    return () => {
      this.#listeners.delete(entry)
    }
  }

  /** Writes the event down, to be told of once the change is complete. */
  emit(event: HypervisorEvent): void {
    this.#outbox.add(event)
  }

  /** Tells from now on also of what was told of and not taken. */
  tellAgain(): void {
    this.#told = 0
  }

  /** Tells of what was written down; called by a listener, it leaves that to the call it is in. */
  deliver(): void {
    if (this.#telling) return
    this.#telling = true
    try {
      this.#takeOut()
      for (const sent of this.#waiting()) this.#tell(sent)
    } finally {
      this.#telling = false
    }
  }

  *#waiting(): Generator<Sent> {
    while (this.#underWay < mostUnderWay) {
      const chunk = this.#outbox.after(this.#told, mostUnderWay - this.#underWay)
      if (chunk.length === 0) return
      yield* chunk
    }
  }

  #tell({ sequence, event }: Sent): void {
    this.#told = sequence
    this.#underWay += 1
    const answers = [...this.#listeners].map(({ listener }) => this.#call(listener, event))
    void Promise.allSettled(answers).then((results) => {
      this.#underWay -= 1
      if (results.every(({ status }) => status === 'fulfilled')) this.#taken.push(sequence)
      if (this.#underWay === mostUnderWay - 1) this.deliver()
    })
  }

  /** All that was taken since the last time at once: for a database each time is a write. */
  #takeOut(): void {
    if (this.#taken.length > 0) this.#outbox.delete(this.#taken)
    this.#taken = []
  }

  #call(listener: Listener, event: HypervisorEvent): unknown {
    try {
      return listener(event)
    } catch (error) {
      this.#onError(error)
      return undefined
    }
  }
}
