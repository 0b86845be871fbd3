interface Bucket {
  tokens: number
  at: number
}

/** How a bucket fills. */
export interface Filling {
  /** Tokens in a full bucket. */
  readonly size: number
  /** Tokens that come back in a second. */
  readonly perSecond: number
}

/**
 * A bucket of tokens for each of many: who takes one finds one less until it has come back. The ones touched longest ago are forgotten when there are
 * too many; they are the fullest.
 */
export class TokenBuckets {
  readonly #buckets = new Map<string, Bucket>()
  readonly #filling: Filling
  readonly #most: number
  readonly #clock: () => number

  /** @param clock milliseconds */
  constructor(filling: Filling, most: number, clock = () => performance.now()) {
    this.#filling = filling
    this.#most = most
    this.#clock = clock
  }

  /** Takes a token. Says in how many seconds there is one; 0: it is taken. */
  take(key: string): number {
    const bucket = this.#now(key)
    const wait = this.#waitFor(bucket)
    if (wait === 0) bucket.tokens -= 1
    this.#keep(key, bucket)
    return wait
  }

  /** Takes a token that may not be there yet: then there is less than none, down to ten buckets full. */
  owe(key: string): void {
    const { tokens, at } = this.#now(key)
    this.#keep(key, { tokens: Math.max(-10 * this.#filling.size, tokens - 1), at })
  }

  /** In how many seconds there is a token; 0: now. Takes none. */
  wait(key: string): number {
    return this.#buckets.has(key) ? this.#waitFor(this.#now(key)) : 0
  }

  #now(key: string): Bucket {
    const { size, perSecond } = this.#filling
    const at = this.#clock()
    const bucket = this.#buckets.get(key)
    if (bucket === undefined) return { tokens: size, at }
    return { tokens: Math.min(size, bucket.tokens + ((at - bucket.at) / 1000) * perSecond), at }
  }

  #waitFor({ tokens }: Bucket): number {
    // A hair less than one is one: time is not added up exactly.
    return tokens >= 1 - 1e-9 ? 0 : (1 - tokens) / this.#filling.perSecond
  }

  #keep(key: string, bucket: Bucket): void {
    this.#buckets.delete(key)
    const [oldest] = this.#buckets.keys()
    if (oldest !== undefined && this.#buckets.size >= this.#most) this.#buckets.delete(oldest)
    this.#buckets.set(key, bucket)
  }
}
