import { rmSync } from 'node:fs'
import type { Connection } from '../database/connection.ts'
import { Lease, leaseChecker } from './lease.ts'

/** The processes that have reserved something, this one among them. */
export class Processes {
  /** This process, as its reservations name it; another after each start. */
  readonly id = crypto.randomUUID()
  readonly #connection: Connection
  /** The file of the database; missing: it is in memory, where there is but one process. */
  readonly #file: string | undefined
  #lease: Promise<Lease | undefined> | undefined
  #isLive: (path: string) => boolean = () => false

  constructor(connection: Connection) {
    this.#connection = connection
    const databases = connection.all<{ readonly name: string; readonly file: string | null }>(
      'PRAGMA database_list',
    )
    this.#file = databases.find(({ name }) => name === 'main')?.file || undefined
  }

  /** Gives the sign of life that reservations need. @throws what kept it from making the file */
  async live(): Promise<void> {
    this.#lease ??= this.#takeLease().catch((error: unknown) => {
      // The next reservation tries again.
      this.#lease = undefined
      throw error
    })
    await this.#lease
  }

  /** Notes this process; to be called in the transaction of a reservation. */
  enter(): void {
    this.#connection.run('INSERT OR IGNORE INTO occi_process VALUES (?)', this.id)
  }

  /** Whether there may be something to take over. */
  hasOthers(): boolean {
    return this.#connection.get('SELECT 1 FROM occi_process WHERE id <> ? LIMIT 1', this.id) !== undefined
  }

  /** Takes over the reservations of processes that have ended, each by one process alone, and gives their ids. To be called in a transaction. */
  takeOver(): readonly string[] {
    const others = this.#connection.all<{ readonly id: string }>(
      'SELECT id FROM occi_process WHERE id <> ?',
      this.id,
    )
    return others.flatMap(({ id }) => this.#takeOverFrom(id))
  }

  #takeOverFrom(id: string): readonly string[] {
    if (this.#file !== undefined && this.#isLive(this.#leaseOf(id))) return []
    this.enter()
    const sql = 'UPDATE occi_reservation SET process = ? WHERE process = ? RETURNING id'
    const taken = this.#connection.all<{ readonly id: string }>(sql, this.id, id)
    this.#connection.run('DELETE FROM occi_process WHERE id = ?', id)
    if (this.#file !== undefined) rmSync(this.#leaseOf(id), { force: true })
    return taken.map((row) => row.id)
  }

  async close(): Promise<void> {
    const lease = await this.#lease
    lease?.release()
  }

  async #takeLease(): Promise<Lease | undefined> {
    if (this.#file === undefined) return undefined
    this.#isLive = await leaseChecker()
    return Lease.take(this.#leaseOf(this.id))
  }

  #leaseOf(id: string): string {
    return `${this.#file}-process-${id}`
  }
}
