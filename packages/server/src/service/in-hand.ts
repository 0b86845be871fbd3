import { OcciError } from '@occi/core'
import type { Limits } from '../options/limits.ts'
import type { Metrics } from '../metrics/metrics.ts'
import { Chain, type ChainLink } from './chain.ts'
import { Patience, type Client } from './patience.ts'
import { timerTime } from './timer-time.ts'
import type { UnderWay } from './under-way.ts'

/** Milliseconds for what heeds its signal to say so itself, before it is answered for. */
const grace = 100

/** Something that is being done, for somebody who waits. */
interface Turn extends ChainLink {
  readonly patience: Patience
  readonly working: Promise<unknown>
  /** When its time is over. */
  readonly due: number
  readonly reject: (reason: OcciError) => void
  /** Runs when nobody waits any more. */
  leave: (() => void) | undefined
  /** Set when its time is over. */
  grace?: ReturnType<typeof setTimeout>
}

/**
 * The requests in hand: so many at once, each for so long. One whose time is over is told by its signal; one that does not heed it is answered all the
 * same, and goes on until it is finished or undone. So nobody waits for ever behind a framework that hangs; how many may go on like this is bounded.
 */
export class InHand {
  readonly #limits: Limits
  readonly #underWay: UnderWay
  readonly #metrics: Metrics | undefined
  /** In the order in which their time is over: all have the same. */
  readonly #turns = new Chain<Turn>()
  #watching = false
  #admitted = 0
  #late = 0

  constructor(limits: Limits, underWay: UnderWay, metrics: Metrics | undefined) {
    this.#limits = limits
    this.#underWay = underWay
    this.#metrics = metrics
  }

  /** Works on a request, if there are not too many. @throws OcciError `overloaded`; as {@link bound} */
  admit<T>(client: Client, task: (patience: Patience) => Promise<T>): Promise<T> {
    if (this.#admitted >= this.#limits.concurrent)
      throw new OcciError('overloaded', 'the service has too many requests in hand', { retryAfter: 1 })
    this.#admitted += 1
    this.#metrics?.move('occi_requests_in_flight', 1)
    return this.bound(client, task, this.#leave)
  }

  /**
   * Does something within the time that a request has.
   * @param leave runs when it is done, or answered for
   * @throws OcciError `unavailable` from what heeds its signal; `backend-timeout` for what does not, and goes on
   */
  bound<T>(client: Client, task: (patience: Patience) => Promise<T>, leave?: () => void): Promise<T> {
    const patience = new Patience(client)
    const working = task(patience)
    return new Promise((resolve, reject) => {
      const due = performance.now() + this.#limits.requestTime
      const turn: Turn = { patience, working, due, reject, leave }
      this.#turns.add(turn)
      this.#watch()
      working.then(
        (result) => {
          this.#end(turn)
          resolve(result)
        },
        (error: unknown) => {
          this.#end(turn)
          reject(error)
        },
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
    for (const turn of this.#turns) this.#giveUp(turn, reason)
  }

  readonly #leave = () => {
    this.#admitted -= 1
    this.#metrics?.move('occi_requests_in_flight', -1)
  }

  /** One timer for all, since all have the same time. */
  #watch(): void {
    const { first } = this.#turns
    if (this.#watching || first === undefined) return
    this.#watching = true
    const timer = setTimeout(
      () => {
        this.#watching = false
        this.#giveUpDue()
        this.#watch()
      },
      timerTime(Math.max(1, first.due - performance.now())),
    )
    // A process that has nothing else to do does not wait for it.
    if (typeof timer === 'object') timer.unref()
  }

  #giveUpDue(): void {
    const now = performance.now()
    for (const turn of this.#turns) {
      if (turn.due > now) return
      this.#giveUp(turn, this.#tooLong())
    }
  }

  #giveUp(turn: Turn, reason: OcciError): void {
    this.#turns.delete(turn)
    turn.patience.end(reason)
    turn.grace = setTimeout(() => this.#answerFor(turn), grace)
  }

  /** The answer is given, and what goes on is followed. */
  #answerFor(turn: Turn): void {
    const { working } = turn
    this.#late += 1
    this.#metrics?.move('occi_operations_late', 1)
    const end = () => {
      turn.patience.release()
      this.#late -= 1
      this.#metrics?.move('occi_operations_late', -1)
    }
    void this.#underWay.track(working).then(end, end)
    turn.leave?.()
    turn.leave = undefined
    turn.reject(
      new OcciError(
        'backend-timeout',
        `there is no answer after ${this.#seconds} seconds; what was begun goes on, and may still come true`,
      ),
    )
  }

  #end(turn: Turn): void {
    clearTimeout(turn.grace)
    turn.patience.release()
    this.#turns.delete(turn)
    turn.leave?.()
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
