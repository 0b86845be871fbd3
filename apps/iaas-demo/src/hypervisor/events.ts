import type { Attachment } from './attachment.ts'
import type { Interface } from './interface.ts'
import type { Machine, StepKind } from './machine.ts'

/** What happened to a machine after the call that set it going had returned. */
export type MachineChange = `${StepKind}-finished` | `${StepKind}-failed` | 'died'

/**
 * A change that no answer told of: a machine went on by itself, or an interface or attachment followed
 * its machine, network or volume (also when that was changed by a call), by its state or its gateway. It carries the thing as it is now.
 */
export type HypervisorEvent =
  | { readonly type: 'machine'; readonly change: MachineChange; readonly machine: Machine }
  | { readonly type: 'interface'; readonly interface: Interface }
  | { readonly type: 'attachment'; readonly attachment: Attachment }

/** Called in the order of the changes, each time after the change is complete. */
export type Listener = (event: HypervisorEvent) => void

/** Tells listeners. One that throws stops neither the others nor the hypervisor. */
export class Events {
  readonly #listeners = new Set<{ readonly listener: Listener }>()
  readonly #onError: (error: unknown) => void

  constructor(onError: (error: unknown) => void) {
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

  emit(event: HypervisorEvent): void {
    for (const { listener } of [...this.#listeners]) {
      try {
        listener(event)
      } catch (error) {
        this.#onError(error)
      }
    }
  }
}
