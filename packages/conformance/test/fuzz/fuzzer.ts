/** Sends rounds of hostile input to a service, and looks after each round whether it is as it should be. */
import { randomRequest } from '../../src/random/half-right.ts'
import { randomFrom, type Random } from '../../src/random/random.ts'
import { expectEqual, expectStatus, expectThat } from '../../src/world/expect.ts'
import {
  ScenarioFailure,
  type Edge,
  type Service,
  type WireReply,
  type WireRequest,
} from '../../src/world/index.ts'
import { harness } from '../fixture/harness.ts'
import { expectSound, pathsIn } from './invariants.ts'
import { hostileRequest } from './hostile.ts'
import { meantRequest } from './messages.ts'
import { hostileOctets } from './octets.ts'

/** How many clients ask at once. */
const clients = 3
/** How many requests each of them sends in a round. */
const steps = 100

/** What came of a round. */
export interface Round {
  readonly edge: Edge
  readonly seed: number
  /** How often each status was answered. */
  readonly statuses: ReadonlyMap<number, number>
  /** Entities that were there at the end of it, all of them sound. */
  readonly entities: number
  /** The request that took longest. */
  readonly slowest: Slow
}

/** A request and the milliseconds that it took. */
export interface Slow {
  readonly milliseconds: number
  readonly request: string
}

/** A service that lives for many rounds, so that what leaks can be seen. */
export class Fuzzer implements AsyncDisposable {
  readonly #edge: Edge
  readonly #service: Service
  readonly #faults: unknown[] = []
  readonly #noteFault = (fault: unknown) => void this.#faults.push(fault)

  static async open(edge: Edge): Promise<Fuzzer> {
    return new Fuzzer(edge, await harness.start(edge, { pages: true }))
  }

  private constructor(edge: Edge, service: Service) {
    this.#edge = edge
    this.#service = service
    process.on('unhandledRejection', this.#noteFault).on('uncaughtException', this.#noteFault)
  }

  /** @throws ScenarioFailure with the seed and the request, if anything is not as it should be */
  async round(seed: number): Promise<Round> {
    const tally = new Tally()
    try {
      const known = await pathsIn(this.#service)
      const sending = Array.from({ length: clients }, (_, index) =>
        this.#client(randomFrom(seed * clients + index), known, tally),
      )
      await Promise.all(sending)
      await expectSound(this.#service, [...harness.renderings, 'text/html'])
      const entities = (await pathsIn(this.#service)).length
      await this.#clear()
      expectEqual(this.#faults.map(String), [], 'faults that nobody caught')
      return { edge: this.#edge, seed, statuses: tally.statuses, entities, slowest: tally.slowest }
    } catch (error) {
      throw new ScenarioFailure(`seed ${seed} over ${this.#edge}: ${String(error)}`, { cause: error })
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    process.off('unhandledRejection', this.#noteFault).off('uncaughtException', this.#noteFault)
    await this.#service.close()
  }

  async #client(random: Random, before: readonly string[], tally: Tally): Promise<void> {
    let known = before
    for (let step = 0; step < steps; step += 1) {
      if (step % 10 === 9) known = await pathsIn(this.#service)
      await this.#step(random, known, tally)
    }
  }

  async #step(random: Random, known: readonly string[], tally: Tally): Promise<void> {
    const sort = random(10)
    if (sort === 0 && this.#service.raw !== undefined) return this.#octets(hostileOctets(random), tally)
    if (sort < 3) return this.#request(hostileRequest(random), tally)
    return this.#request(sort < 5 ? randomRequest(random) : meantRequest(random, known), tally)
  }

  async #request(request: WireRequest, tally: Tally): Promise<void> {
    const written = JSON.stringify(request).slice(0, 2000)
    const reply = await tally.time(written, () => this.#service.send(request))
    tally.count(reply.status)
    expectThat(isDeliberate(reply.status), `${reply.status} ${reply.text.slice(0, 200)} for ${written}`)
    expectWellFormed(reply, written)
  }

  async #octets(octets: string, tally: Tally): Promise<void> {
    const written = JSON.stringify(octets).slice(0, 2000)
    const answer = await tally.time(written, () => this.#service.raw?.(octets) ?? Promise.resolve(''))
    for (const [, status = ''] of answer.matchAll(/^HTTP\/1\.1 (\d{3})/gm)) {
      tally.count(Number(status))
      expectThat(isDeliberate(Number(status)), `${status} for the octets ${written}`)
    }
  }

  /**
   * Everything goes, users' Mixins too: the next round begins where this one did. What somebody asked for who has hung up may come only now: it
   * is cleared as well, but there is an end to it.
   */
  async #clear(attempts = 10): Promise<void> {
    const { prefix } = this.#service
    for (const path of await pathsIn(this.#service))
      await this.#service.send({ method: 'DELETE', path: prefix + path })
    const { text } = await this.#service.send({
      method: 'GET',
      path: `${prefix}/-/`,
      headers: [['Accept', 'text/plain']],
    })
    const mixins = text
      .split('\r\n')
      .filter((line) => line.includes('scheme="http://example.com/occi/my_stuff#"'))
    if (mixins.length > 0) {
      const headers = [['Content-Type', 'text/plain']] as const
      const body = mixins.map((line) => line.split('; ').slice(0, 3).join('; ')).join('\n')
      expectStatus(
        await this.#service.send({ method: 'DELETE', path: `${prefix}/-/`, headers, body }),
        200,
        'DELETE of all Mixins',
      )
    }
    const left = await pathsIn(this.#service)
    if (left.length > 0 && attempts > 1) return this.#clear(attempts - 1)
    expectEqual(left, [], 'what is left')
  }
}

/** 501 for methods and versions that are not offered, 503 for what is too much, 505 for other versions of HTTP. */
function isDeliberate(status: number): boolean {
  return status < 500 || status === 501 || status === 503 || status === 505
}

function expectWellFormed(reply: WireReply, written: string): void {
  for (const [name, value] of reply.headers) {
    expectThat(name.toLowerCase() !== 'x-injected', `a field was put in by ${written}`)
    expectThat(!/[\r\n\0]/.test(value), `the field ${name} has line breaks for ${written}`)
  }
  const type = reply.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
  if (reply.text !== '' && type.includes('json')) JSON.parse(reply.text)
}

class Tally {
  readonly statuses = new Map<number, number>()
  slowest: Slow = { milliseconds: 0, request: '' }

  count(status: number): void {
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1)
  }

  async time<T>(request: string, send: () => Promise<T>): Promise<T> {
    const begin = performance.now()
    const answer = await send()
    const milliseconds = Math.round(performance.now() - begin)
    if (milliseconds > this.slowest.milliseconds)
      this.slowest = { milliseconds, request: request.slice(0, 200) }
    return answer
  }
}
