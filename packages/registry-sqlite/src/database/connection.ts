import type { Database, SqlValue, Statement } from './database.ts'

/** How many statements are kept prepared; queries with many conditions come in many forms. */
const statementsKept = 256

/** How many rows are inserted by one statement; one can take some thousand values. */
const rowsTogether = 100

/** A connection that keeps its statements prepared. Rows have the type that the caller says the statement gives. */
export class Connection {
  readonly database: Database
  readonly #statements = new Map<string, Statement>()
  /** Texts of statements by table and number of rows. */
  readonly #inserts = new Map<string, string>()

  constructor(database: Database) {
    this.database = database
  }

  get<Row>(sql: string, ...values: readonly SqlValue[]): Row | undefined {
    return this.#prepared(sql).get(...values) as Row | undefined
  }

  all<Row>(sql: string, ...values: readonly SqlValue[]): readonly Row[] {
    return this.#prepared(sql).all(...values) as Row[]
  }

  run(sql: string, ...values: readonly SqlValue[]): void {
    this.#prepared(sql).run(...values)
  }

  /**
   * Inserts rows into a table of so many columns, all of their values one after the other; measured, together they take two thirds of the time.
   * @param columns all that the table has
   */
  insert(table: string, columns: number, values: readonly SqlValue[]): void {
    const most = rowsTogether * columns
    for (let first = 0; first < values.length; first += most) {
      const part = values.length <= most ? values : values.slice(first, first + most)
      this.run(this.#insertOf(table, columns, part.length / columns), ...part)
    }
  }

  /** Does several reads on one state, whatever other processes commit meanwhile. */
  reading<T>(work: () => T): T {
    this.run('BEGIN')
    try {
      return work()
    } finally {
      this.run('COMMIT')
    }
  }

  #insertOf(table: string, columns: number, rows: number): string {
    const key = `${table} ${rows}`
    const known = this.#inserts.get(key)
    if (known !== undefined) return known
    const row = `(${Array(columns).fill('?').join(', ')})`
    const sql = `INSERT INTO ${table} VALUES ${Array(rows).fill(row).join(', ')}`
    this.#inserts.set(key, sql)
    return sql
  }

  #prepared(sql: string): Statement {
    const known = this.#statements.get(sql)
    if (known !== undefined) return known
    const statement = this.database.prepare(sql)
    for (const oldest of this.#statements.keys()) {
      if (this.#statements.size < statementsKept) break
      this.#statements.delete(oldest)
    }
    this.#statements.set(sql, statement)
    return statement
  }
}
