import type { ServerResponse } from 'node:http'
import { OcciError } from '@occi/core'
import type { ChainLink } from '../service/chain.ts'

/** An answer that is not out yet. */
export class Owed implements ChainLink {
  previous: this | undefined
  next: this | undefined
  readonly response: ServerResponse
  readonly #then: () => void
  readonly #waiting: (() => void)[] = []
  #hasLeft = false
  #hasEnded = false
  #client: AbortController | undefined
  /** Called with the reason when the door stops, if something waits that would not end by itself. */
  whenStopped: ((reason: unknown) => void) | undefined

  /** @param then called when the answer is out, or when nobody is there to take it */
  constructor(response: ServerResponse, then: () => void) {
    this.response = response
    this.#then = then
    const end = () => this.end()
    response.on('close', end)
    response.on('error', end)
  }

  /** Aborts when the client has gone before its answer was out, or may have. Made for those who ask: to make one costs as much as a small answer. */
  get signal(): AbortSignal {
    if (this.#client === undefined) {
      this.#client = new AbortController()
      if (this.#hasLeft) this.leave()
    }
    return this.#client.signal
  }

  /** Whether the client sends no more, or is gone. */
  get hasLeft(): boolean {
    return this.#hasLeft
  }

  /** The client sends no more, or is gone. */
  leave(): void {
    this.#hasLeft = true
    this.#client?.abort(new OcciError('unavailable', 'the client has gone'))
  }

  /** The answer is out, or nobody is there to take it. */
  end(): void {
    if (!this.response.writableFinished) this.leave()
    this.#hasEnded = true
    this.#then()
    for (const go of this.#waiting.splice(0)) go()
  }

  /** Waits for the end. */
  ended(): Promise<void> {
    return this.#hasEnded ? Promise.resolve() : new Promise((resolve) => this.#waiting.push(resolve))
  }
}
