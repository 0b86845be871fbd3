import type { Database, Statement } from '@occi/registry-sqlite'

import type { HypervisorEvent } from '../events.ts'
import type { Outbox, Sent } from '../outbox.ts'
import { read } from './sqlite-table.ts'

/** An outbox in a database. */
export class SqliteOutbox implements Outbox {
  readonly #add: Statement
  readonly #after: Statement
  readonly #delete: Statement

  constructor(database: Database) {
    this.#add = database.prepare('INSERT INTO hypervisor_outbox (data) VALUES (?)')
    this.#after = database.prepare(
      'SELECT sequence, data FROM hypervisor_outbox WHERE sequence > ? ORDER BY sequence LIMIT ?',
    )
    this.#delete = database.prepare(
      'DELETE FROM hypervisor_outbox WHERE sequence IN (SELECT value FROM json_each(?))',
    )
  }

  add(event: HypervisorEvent): void {
    this.#add.run(JSON.stringify(event))
  }

  after(sequence: number, limit: number): readonly Sent[] {
    return this.#after.all(sequence, limit).map((record) => ({
      sequence: (record as Sent).sequence,
      event: read<HypervisorEvent>(record),
    }))
  }

  delete(sequences: readonly number[]): void {
    this.#delete.run(JSON.stringify(sequences))
  }
}
