import { HypervisorError } from './errors.ts'

interface Waiter {
  readonly resolve: () => void
  readonly reject: (reason: unknown) => void
}

/** Those who wait for a machine to come to rest. */
export class MachineWaits {
  readonly #waiters = new Map<string, Set<Waiter>>()

  /** Resolves when the machine is next woken for, rejects with the signal's reason if that comes first. */
  async next(machineId: string, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted()
    let stopWaiting = (): void => {}
    try {
      await new Promise<void>((resolve, reject) => {
        stopWaiting = this.#add(machineId, { resolve, reject }, signal)
      })
    } finally {
      stopWaiting()
    }
  }

  /** The machine rests, or is gone. */
  wake(machineId: string): void {
    for (const waiter of this.#waiters.get(machineId) ?? []) waiter.resolve()
  }

  /** Others may have moved any of them. */
  wakeAll(): void {
    for (const id of [...this.#waiters.keys()]) this.wake(id)
  }

  /** Nothing will move any more: those who wait are refused with `closed`. */
  close(): void {
    const error = new HypervisorError('closed', 'the hypervisor was closed')
    for (const waiter of [...this.#waiters.values()].flatMap((set) => [...set])) waiter.reject(error)
  }

  #add(machineId: string, waiter: Waiter, signal: AbortSignal | undefined): () => void {
    const waiters = this.#waiters.get(machineId) ?? new Set()
    const abort = (): void => waiter.reject(signal?.reason)
    this.#waiters.set(machineId, waiters.add(waiter))
    signal?.addEventListener('abort', abort, { once: true })
    return () => {
      signal?.removeEventListener('abort', abort)
      waiters.delete(waiter)
      if (waiters.size === 0) this.#waiters.delete(machineId)
    }
  }
}
