import type { OcciError } from '@occi/core'

/** How long somebody waits for an operation: until the client hangs up or its time is over. The signal is made when it is first asked for; most reads never do. */
export class Patience {
  readonly #client: AbortSignal
  #controller: AbortController | undefined
  #leave: (() => void) | undefined
  #over: OcciError | undefined

  constructor(client: AbortSignal) {
    this.#client = client
  }

  /** Aborts with the client's reason, or with the one that was given when the time was over. */
  get signal(): AbortSignal {
    if (this.#controller !== undefined) return this.#controller.signal
    const controller = new AbortController()
    this.#controller = controller
    this.#leave = () => controller.abort(this.#client.reason)
    if (this.#over !== undefined) controller.abort(this.#over)
    else if (this.#client.aborted) this.#leave()
    else this.#client.addEventListener('abort', this.#leave)
    return controller.signal
  }

  /** There is nothing to wait for any more: a client's signal may live longer than one request. */
  release(): void {
    if (this.#leave !== undefined) this.#client.removeEventListener('abort', this.#leave)
  }

  /** The time is over. */
  end(reason: OcciError): void {
    this.#over ??= reason
    this.#controller?.abort(reason)
  }
}

/** What a promise gives, unless the signal aborts before. @throws the signal's reason */
export function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason as Error)
    if (signal.aborted) leave()
    signal.addEventListener('abort', leave)
    void promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
  })
}
