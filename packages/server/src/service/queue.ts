import { OcciError } from '@occi/core'
import { measured, type Metrics } from '../metrics/metrics.ts'
import { textOfKey, type Claims } from './claims.ts'
import { whenUncontended } from './contention.ts'
import { checkWaiting, endless, type Waiting } from './patience.ts'

interface Ticket {
  readonly claims: ReadonlyMap<string, boolean>
  grant: () => void
  granted: boolean
}

/**
 * One Entity, one changing operation at a time. Operations wait in the order in which they came, each for all its claims at once, so
 * that none can block another for ever; waiting can be given up, and its length is bounded.
 */
export class EntityQueue {
  readonly #lines = new Map<string, Ticket[]>()
  readonly #longest: number
  readonly #metrics: Metrics | undefined

  /** @param longest how many operations may wait for one Entity */
  constructor(longest: number, metrics?: Metrics) {
    this.#longest = longest
    this.#metrics = metrics
  }

  /**
   * Runs a task once its claims are free, and again where another process that shares the store came between: it must look anew each time.
   * @throws OcciError `overloaded` when too many wait already; the reason why nobody waits any more, where that is so before the task began
   */
  async run<T>(claims: Claims, patience: Waiting, task: () => Promise<T>): Promise<T> {
    checkWaiting(patience)
    const ticket = this.#enter(claims)
    try {
      if (this.#isFree(ticket)) this.#grantAtOnce(ticket)
      else await this.#measuredTurn(ticket, patience)
      return await whenUncontended(task, patience)
    } finally {
      this.#leave(ticket)
    }
  }

  /** Runs a task if its claims are free now; `undefined` if they are not. */
  async runIfFree<T>(claims: Claims, task: () => Promise<T>): Promise<T | undefined> {
    if (claims.change.some((key) => this.#lines.has(textOfKey(key)))) return undefined
    return this.run(claims, endless, task)
  }

  #enter({ change, keep = [] }: Claims): Ticket {
    const claims = new Map([
      ...keep.map((key) => [textOfKey(key), false] as const),
      ...change.map((key) => [textOfKey(key), true] as const),
    ])
    for (const key of claims.keys()) {
      if ((this.#lines.get(key)?.length ?? 0) > this.#longest)
        throw new OcciError('overloaded', 'too many operations wait for this Entity', { retryAfter: 1 })
    }
    const ticket: Ticket = { claims, grant: () => undefined, granted: false }
    for (const key of claims.keys()) {
      const line = this.#lines.get(key)
      if (line === undefined) this.#lines.set(key, [ticket])
      else line.push(ticket)
    }
    return ticket
  }

  #grantAtOnce(ticket: Ticket): void {
    ticket.granted = true
    this.#metrics?.observe('occi_queue_wait_seconds', 0)
  }

  #measuredTurn(ticket: Ticket, patience: Waiting): Promise<void> {
    const metrics = this.#metrics
    if (metrics === undefined) return this.#turn(ticket, patience)
    return measured(
      () => this.#turn(ticket, patience),
      (seconds) => metrics.observe('occi_queue_wait_seconds', seconds),
    )
  }

  #turn(ticket: Ticket, { signal }: Waiting): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      const giveUp = () => reject(signal.reason as Error)
      ticket.grant = () => {
        signal.removeEventListener('abort', giveUp)
        resolve()
      }
      signal.addEventListener('abort', giveUp, { once: true })
    })
  }

  #leave(ticket: Ticket): void {
    const next = new Set<Ticket>()
    for (const key of ticket.claims.keys()) {
      const line = this.#lines.get(key) ?? []
      // In place: what the map was before may live on, and would hold the line with the ticket in it.
      line.splice(line.indexOf(ticket), 1)
      if (line.length === 0) this.#lines.delete(key)
      for (const one of line) next.add(one)
    }
    for (const one of next) {
      if (one.granted || !this.#isFree(one)) continue
      one.granted = true
      one.grant()
    }
  }

  /** Whether nobody who came earlier claims what this ticket does, or both only want to keep it. */
  #isFree(ticket: Ticket): boolean {
    for (const [key, changes] of ticket.claims) {
      for (const earlier of this.#lines.get(key) ?? []) {
        if (earlier === ticket) break
        if (changes || earlier.claims.get(key) === true) return false
      }
    }
    return true
  }
}
