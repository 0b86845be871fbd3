import { OcciError } from '@occi/core'
import type { Limits } from '../options/limits.ts'
import type { Metrics } from '../metrics/metrics.ts'
import { Patience } from './patience.ts'
import type { UnderWay } from './under-way.ts'

/** Milliseconds for what heeds its signal to say so itself, before it is answered for. */
const grace = 100
/** The longest time that a timer takes. */
const longest = 2 ** 31 - 1

/**
 * The requests in hand: so many at once, each for so long. One whose time is over is told by its signal; one that does not heed it is answered all the
 * same, and goes on until it is finished or undone. So nobody waits for ever behind a framework that hangs; how many may go on like this is bounded.
 */
export class InHand {
  readonly #limits: Limits
  readonly #underWay: UnderWay
  readonly #metrics: Metrics | undefined
  readonly #running = new Set<(reason: OcciError) => void>()
  #admitted = 0
  #late = 0

  constructor(limits: Limits, underWay: UnderWay, metrics: Metrics | undefined) {
    this.#limits = limits
    this.#underWay = underWay
    this.#metrics = metrics
  }

  /** Works on a request, if there are not too many. @throws OcciError `overloaded`; as {@link bound} */
  async admit<T>(client: AbortSignal, task: (patience: Patience) => Promise<T>): Promise<T> {
    if (this.#admitted >= this.#limits.concurrent)
      throw new OcciError('overloaded', 'the service has too many requests in hand', { retryAfter: 1 })
    this.#admitted += 1
    this.#metrics?.move('occi_requests_in_flight', 1)
    try {
      return await this.bound(client, task)
    } finally {
      this.#admitted -= 1
      this.#metrics?.move('occi_requests_in_flight', -1)
    }
  }

  /**
   * Does something within the time that a request has.
   * @throws OcciError `unavailable` from what heeds its signal; `backend-timeout` for what does not, and goes on
   */
  bound<T>(client: AbortSignal, task: (patience: Patience) => Promise<T>): Promise<T> {
    const patience = new Patience(client)
    const working = task(patience)
    return new Promise((resolve, reject) => {
      let timer: ReturnType<typeof setTimeout>
      const giveUp = (reason: OcciError) => {
        clearTimeout(timer)
        this.#running.delete(giveUp)
        patience.end(reason)
        timer = setTimeout(() => reject(this.#goesOn(working)), grace)
      }
      const end = () => {
        clearTimeout(timer)
        this.#running.delete(giveUp)
      }
      timer = setTimeout(() => giveUp(this.#tooLong()), Math.min(this.#limits.requestTime, longest))
      this.#running.add(giveUp)
      working.then(
        (result) => (end(), resolve(result)),
        (error: unknown) => (end(), reject(error as Error)),
      )
    })
  }

  /** Whether another operation may begin that could hang. @throws OcciError `overloaded` */
  checkLate(): void {
    if (this.#late >= this.#limits.late)
      throw new OcciError('overloaded', 'too many operations wait for a framework that does not answer', {
        retryAfter: 10,
      })
  }

  /** The time of all that is in hand is over. */
  giveUpAll(reason: OcciError): void {
    for (const giveUp of this.#running) giveUp(reason)
  }

  #goesOn(working: Promise<unknown>): OcciError {
    this.#late += 1
    this.#metrics?.move('occi_operations_late', 1)
    const end = () => {
      this.#late -= 1
      this.#metrics?.move('occi_operations_late', -1)
    }
    void this.#underWay.track(working).then(end, end)
    return new OcciError(
      'backend-timeout',
      `there is no answer after ${this.#seconds} seconds; what was begun goes on, and may still come true`,
    )
  }

  #tooLong(): OcciError {
    return new OcciError('unavailable', `the service gave up after ${this.#seconds} seconds`, {
      retryAfter: 1,
    })
  }

  get #seconds(): number {
    return this.#limits.requestTime / 1000
  }
}
