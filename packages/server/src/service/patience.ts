import type { OcciError, OcciRequest } from '@occi/core'

/** Somebody who may leave: then a signal aborts. It is not asked for before it is needed, as a door may have to make it first. */
export type Client = Pick<OcciRequest, 'signal' | 'hasLeft'>

/** Why a client has left; `undefined`: it is still there. A door that knows it is asked first. */
export function whyLeft(client: Client): unknown {
  return client.hasLeft === false ? undefined : client.signal.reason
}

/** How long somebody waits. */
export interface Waiting extends Client {
  /** Why nobody waits any more; `undefined`: somebody does. To ask costs less than the signal. */
  readonly reason: unknown
}

/** How long somebody waits for an operation: until the client hangs up or its time is over. The signal is made when it is first asked for; most requests never do. */
export class Patience implements Waiting {
  readonly #client: Client
  #controller: AbortController | undefined
  #leave: (() => void) | undefined
  #over: OcciError | undefined

  constructor(client: Client) {
    this.#client = client
  }

  /** Aborts with the client's reason, or with the one that was given when the time was over. */
  get signal(): AbortSignal {
    if (this.#controller !== undefined) return this.#controller.signal
    const controller = new AbortController()
    this.#controller = controller
    const client = this.#client.signal
    this.#leave = () => controller.abort(client.reason)
    if (this.#over !== undefined) controller.abort(this.#over)
    else if (client.aborted) this.#leave()
    else client.addEventListener('abort', this.#leave)
    return controller.signal
  }

  get reason(): unknown {
    return this.#over ?? whyLeft(this.#client)
  }

  /** There is nothing to wait for any more: a client's signal may live longer than one request. */
  release(): void {
    if (this.#leave !== undefined) this.#client.signal.removeEventListener('abort', this.#leave)
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

/** A signal of what is not given up, whoever has gone; a new one each time, for what listens to one for ever would be kept for ever. */
export function neverAborts(): AbortSignal {
  return new AbortController().signal
}

/** Patience for what is not given up. */
export const endless: Waiting = {
  get signal() {
    return neverAborts()
  },
  reason: undefined,
}

/** @throws the reason, if nobody waits any more */
export function checkWaiting({ reason }: Pick<Waiting, 'reason'>): void {
  if (reason !== undefined) throw reason as Error
}
