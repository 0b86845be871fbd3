import { OcciError, type OcciRequest, type Scope } from '@occi/core'
import type { Metrics } from '../metrics/metrics.ts'
import type { ServerOptions } from '../options.ts'
import type { Limits } from '../options/limits.ts'
import { TokenBuckets } from './token-buckets.ts'

/** Fields that say who somebody claims to be. */
const credentials = ['authorization', 'x-auth-token', 'cookie']

/** Says who is asking, and sees to it that nobody asks too often: an owner by name, others by their address. */
export class Callers {
  readonly #authenticate: ServerOptions['authenticate']
  readonly #metrics: Metrics | undefined
  readonly #rates: TokenBuckets | undefined
  readonly #failures: TokenBuckets

  constructor({ authenticate, metrics }: ServerOptions, limits: Limits) {
    const { rate, burst, failures, failureTime, clients } = limits
    this.#authenticate = authenticate
    this.#metrics = metrics
    this.#rates = rate === Infinity ? undefined : new TokenBuckets({ size: burst, perSecond: rate }, clients)
    this.#failures = new TokenBuckets({ size: failures, perSecond: 1000 / failureTime }, clients)
  }

  /**
   * Asks the hook `authenticate`. Whoever gave wrong credentials too often is not asked again for a while, so that guessing costs the guesser.
   * @throws OcciError `rate-limited`, and what the hook throws
   */
  identify(request: OcciRequest): unknown {
    return this.#authenticate === undefined ? undefined : this.#ask(this.#authenticate, request)
  }

  /** @throws OcciError `rate-limited` */
  charge({ owner }: Scope, { peer }: OcciRequest): void {
    if (this.#rates === undefined) return
    const network = networkOf(peer)
    const key = owner === undefined ? network && `at ${network}` : `by ${owner}`
    if (key !== undefined) this.#refuse(this.#rates.take(key), 'rate')
  }

  async #ask(
    authenticate: NonNullable<ServerOptions['authenticate']>,
    request: OcciRequest,
  ): Promise<unknown> {
    const network = networkOf(request.peer)
    if (network !== undefined) this.#refuse(this.#failures.wait(network), 'failures')
    // Many guesses at once all get here, and each of them costs.
    try {
      return await authenticate(request)
    } catch (error) {
      if (network !== undefined && isWrongGuess(error, request)) this.#failures.owe(network)
      throw error
    }
  }

  #refuse(seconds: number, limit: 'rate' | 'failures'): void {
    if (seconds === 0) return
    this.#metrics?.count('occi_rate_limited_total', { limit })
    const why = limit === 'rate' ? 'requests' : 'attempts to say who you are'
    throw new OcciError('rate-limited', `too many ${why}; try again later`, {
      retryAfter: Math.ceil(seconds),
    })
  }
}

/** A 401 to who says nothing is a question, not a failure. */
function isWrongGuess(error: unknown, { headers }: OcciRequest): boolean {
  const isRefused = OcciError.is(error) && (error.code === 'unauthenticated' || error.code === 'forbidden')
  return isRefused && credentials.some((name) => headers.has(name))
}

/** Whose an address is: of IPv6 the first 64 bits, which one customer has to himself. */
function networkOf(peer: string | undefined): string | undefined {
  const address = peer?.replace(/^::ffff:(?=\d+\.)/, '')
  if (address === undefined || !address.includes(':')) return address
  const [head = '', tail] = address.toLowerCase().split('::')
  const groups = head.split(':').filter((group) => group !== '')
  const behind = tail?.split(':').filter((group) => group !== '') ?? []
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - behind.length) }, () => '0')
  return [...groups, ...zeros, ...behind].slice(0, 4).join(':')
}
