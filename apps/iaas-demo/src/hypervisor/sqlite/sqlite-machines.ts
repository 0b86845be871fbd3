import type { Database, Statement } from '@occi/registry-sqlite'

import type { Machine } from '../machine.ts'
import type { MachineTable } from '../store.ts'
import { read, SqliteTable } from './sqlite-table.ts'

/** Machines in a database. */
export class SqliteMachines extends SqliteTable<Machine, 'imageId'> implements MachineTable {
  readonly #due: Statement

  constructor(database: Database) {
    super(database, 'hypervisor_machine', {
      imageId: ({ imageId }) => imageId,
      dueAt: ({ pending }) => pending?.dueAt,
    })
    this.#due = database.prepare(
      'SELECT data FROM hypervisor_machine WHERE dueAt <= ? ORDER BY dueAt LIMIT ?',
    )
  }

  due(at: number, limit: number): readonly Machine[] {
    // To SQLite a negative limit is none.
    return this.#due.all(at, limit === Infinity ? -1 : limit).map((row) => read<Machine>(row))
  }
}
