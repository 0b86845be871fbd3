import { createHmac, randomBytes } from 'node:crypto'

/** What is remembered of passwords that were right. */
export interface RecentOptions {
  /** How many users' passwords. 1000. */
  readonly size?: number
  /** Milliseconds for which one is remembered. 300,000. */
  readonly time?: number
  /** Milliseconds since any moment, never going back. Missing: the process's own clock. */
  readonly clock?: () => number
}

/**
 * Remembers that a password was right, so that not every request pays for the slow hash. What is kept is a digest under a key that dies with the process,
 * and nothing of wrong passwords. It stands for one stored hash: a password that is changed, or a user who is removed, is out at once.
 */
export class RecentPasswords {
  readonly #key = randomBytes(32)
  readonly #until = new Map<string, number>()
  readonly #size: number
  readonly #time: number
  readonly #clock: () => number

  constructor({ size = 1000, time = 300_000, clock = () => performance.now() }: RecentOptions = {}) {
    this.#size = size
    this.#time = time
    this.#clock = clock
  }

  /** Whether the password was right for this hash a short while ago. */
  has(password: string, hash: string): boolean {
    return (this.#until.get(this.#digest(password, hash)) ?? -Infinity) > this.#clock()
  }

  /** The oldest one makes room. */
  add(password: string, hash: string): void {
    const digest = this.#digest(password, hash)
    this.#until.delete(digest)
    this.#until.set(digest, this.#clock() + this.#time)
    const [oldest] = this.#until.keys()
    if (oldest !== undefined && this.#until.size > this.#size) this.#until.delete(oldest)
  }

  /** The hash has a salt of its own and no line breaks, so that it tells users apart. */
  #digest(password: string, hash: string): string {
    return createHmac('sha256', this.#key).update(`${hash}\n${password}`).digest('base64')
  }
}
