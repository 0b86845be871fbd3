import { Gate } from './gate.ts'
import {
  decoyHash,
  defaultCost,
  hashPassword,
  needsRehash,
  verifyPassword,
  type HashCost,
} from './password.ts'
import { RecentPasswords, type RecentOptions } from './recent-passwords.ts'
import type { User } from './users.ts'

/** How passwords are compared. */
export interface PasswordOptions {
  /** What the hashes cost: an unknown user takes the same time. Missing: the default of `hashPassword`. */
  readonly cost?: HashCost
  /**
   * Stores the new hash of a password whose hash has another cost than `cost`, once the user has shown it. What it throws is passed over, for
   * the user is in. Missing: hashes stay as they are.
   */
  readonly rehash?: (name: string, hash: string) => unknown
  /** What is remembered of right passwords; `{ size: 0 }`: nothing. */
  readonly recent?: RecentOptions
  /** How many passwords are hashed at once. Missing: 2, half of the threads that Node has for such work. */
  readonly hashesAtOnce?: number
  /** How many more may wait for their turn; beyond that the answer is 503. Missing: 100. */
  readonly hashesWaiting?: number
}

/** Compares passwords: the slow hash seldom, never many at once, and as slowly for a user who does not exist. */
export class Passwords {
  readonly #cost: HashCost
  readonly #rehash: PasswordOptions['rehash']
  readonly #recent: RecentPasswords
  readonly #gate: Gate
  readonly #decoy: string

  constructor({
    cost = defaultCost,
    rehash,
    recent,
    hashesAtOnce = 2,
    hashesWaiting = 100,
  }: PasswordOptions) {
    this.#cost = cost
    this.#rehash = rehash
    this.#recent = new RecentPasswords(recent)
    this.#gate = new Gate(hashesAtOnce, hashesWaiting)
    this.#decoy = decoyHash(cost)
  }

  /** Whether a password is a user's; nobody's is right. @throws OcciError `overloaded` */
  async isRight(user: User | undefined, password: string, signal: AbortSignal): Promise<boolean> {
    const hash = user?.password ?? this.#decoy
    if (this.#recent.has(password, hash)) return true
    return this.#gate.run(async () => {
      // A browser opens with several requests: the later ones have waited for the first one's hash.
      if (this.#recent.has(password, hash)) return true
      const right = await verifyPassword(password, hash)
      if (right && user !== undefined) await this.#remember(user, password)
      return right
    }, signal)
  }

  async #remember(user: User, password: string): Promise<void> {
    this.#recent.add(password, user.password)
    if (this.#rehash === undefined || !needsRehash(user.password, this.#cost)) return
    try {
      await this.#rehash(user.name, await hashPassword(password, this.#cost))
    } catch {
      // The old hash is as right as before; the next sign-in tries again.
    }
  }
}
