/** What can be bound to a statement, and what a column holds. */
export type SqlValue = null | number | bigint | string | Uint8Array

/** A prepared statement, as `node:sqlite` has it. */
export interface Statement {
  /** The first row; `undefined`: none. */
  get(...values: SqlValue[]): unknown
  /** All rows. */
  all(...values: SqlValue[]): unknown[]
  /** Runs a statement that gives no rows. */
  run(...values: SqlValue[]): { readonly changes: number | bigint }
  /** The rows one by one; the read lasts until the last one is taken. */
  iterate(...values: SqlValue[]): Iterable<unknown>
}

/**
 * A connection to an SQLite database: what `node:sqlite`, `@photostructure/sqlite` and `better-sqlite3` have in common, so that an application can
 * hand over its own. Rows are objects by column name; integers are numbers.
 */
export interface Database {
  /** Runs statements that take nothing and give nothing. */
  exec(sql: string): unknown
  /** Makes a statement that can be run again and again. */
  prepare(sql: string): Statement
  /** Lets go of the file. */
  close(): unknown
}
