import type { Database, SqlValue } from '../src/index.ts'

/** A database that notes the statements that are prepared on it. */
export class RecordingDatabase implements Database {
  readonly statements = new Set<string>()
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  exec(sql: string): unknown {
    return this.#database.exec(sql)
  }

  prepare(sql: string): ReturnType<Database['prepare']> {
    this.statements.add(sql)
    return this.#database.prepare(sql)
  }

  close(): unknown {
    return this.#database.close()
  }

  /** How SQLite goes about a statement, a line for each table: `SEARCH e USING INTEGER PRIMARY KEY (rowid=?)`. Versions differ in how they name a look-up. */
  planOf(sql: string, ...values: readonly SqlValue[]): readonly string[] {
    const steps = this.#database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values)
    return (steps as readonly { readonly detail: string }[])
      .map(({ detail }) => detail.replace(' EXISTS ', ' '))
      .filter((detail) => !detail.startsWith('CORRELATED'))
  }
}
