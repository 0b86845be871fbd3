import { transaction, type Database, type Statement } from '@occi/registry-sqlite'

import type { Lease } from '../lease.ts'

/** For how many milliseconds an owner may be silent before others take it for dead. */
const lasts = 3000

interface LeaseRow {
  readonly name: string
  readonly term: number
  readonly expiresAt: number
}

const nobody: LeaseRow = { name: '', term: 0, expiresAt: 0 }

/** The one row that says who owns the hypervisor's tables, and until when unless it says so again. */
export class SqliteLease implements Lease {
  readonly #database: Database
  readonly #name = crypto.randomUUID()
  readonly #read: Statement
  readonly #write: Statement
  #term = 0

  constructor(database: Database) {
    this.#database = database
    this.#read = database.prepare('SELECT name, term, expiresAt FROM hypervisor_owner WHERE one = 1')
    this.#write = database.prepare('INSERT OR REPLACE INTO hypervisor_owner VALUES (1, ?, ?, ?)')
  }

  claim(now: number): boolean {
    const row = this.#row()
    if (this.#isMine(row) && row.expiresAt - now > (lasts * 2) / 3) return true
    if (!this.#isMine(row) && !isFree(row, now)) return false
    return transaction(this.#database, () => this.#take(now))
  }

  isHeld(): boolean {
    return this.#isMine(this.#row())
  }

  release(): void {
    transaction(this.#database, () => {
      if (this.isHeld()) this.#write.run(this.#name, this.#term, 0)
    })
  }

  /** Stays the owner, or becomes it; another may have been quicker. */
  #take(now: number): boolean {
    const row = this.#row()
    if (!this.#isMine(row) && !isFree(row, now)) return false
    if (!this.#isMine(row)) this.#term = row.term + 1
    this.#write.run(this.#name, this.#term, now + lasts)
    return true
  }

  #row(): LeaseRow {
    return (this.#read.get() as LeaseRow | undefined) ?? nobody
  }

  #isMine({ name, term }: LeaseRow): boolean {
    return name === this.#name && term === this.#term
  }
}

/** One that ends later than any can was written before the clock was set back. */
function isFree({ expiresAt }: LeaseRow, now: number): boolean {
  return expiresAt <= now || expiresAt > now + lasts
}
