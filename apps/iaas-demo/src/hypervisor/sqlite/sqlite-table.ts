import type { Database, SqlValue, Statement } from '@occi/registry-sqlite'

import type { Row, Table } from '../table.ts'

/** What of a row stands in columns of their own, by the name of the column. */
export type Columns<R extends Row, C extends string> = Readonly<
  Record<C, (row: R) => string | number | undefined>
>

/** A table of a database: rows as JSON, beside them the columns that are looked up. */
export class SqliteTable<R extends Row, K extends keyof R & string = never> implements Table<R, K> {
  readonly #columns: readonly ((row: R) => SqlValue)[]
  readonly #get: Statement
  readonly #put: Statement
  readonly #delete: Statement
  readonly #all: Statement
  readonly #by: ReadonlyMap<string, Statement>

  /** @param columns those beside `id` and `data`; `K` are among them */
  constructor(database: Database, name: string, columns: Columns<R, K> | Columns<R, string>) {
    const names = Object.keys(columns)
    const list = ['id', ...names, 'data']
    const changes = [...names, 'data'].map((column) => `${column} = excluded.${column}`)
    this.#columns = Object.values<(row: R) => string | number | undefined>(columns).map(
      (column) => (row) => column(row) ?? null,
    )
    this.#get = database.prepare(`SELECT data FROM ${name} WHERE id = ?`)
    this.#put = database.prepare(
      `INSERT INTO ${name} (${list.join(', ')}) VALUES (${list.map(() => '?').join(', ')})
       ON CONFLICT (id) DO UPDATE SET ${changes.join(', ')}`,
    )
    this.#delete = database.prepare(`DELETE FROM ${name} WHERE id = ?`)
    this.#all = database.prepare(`SELECT data FROM ${name} ORDER BY sequence`)
    this.#by = new Map(
      names.map((column) => [
        column,
        database.prepare(`SELECT data FROM ${name} WHERE ${column} = ? ORDER BY sequence`),
      ]),
    )
  }

  get(id: string): R | undefined {
    const row = this.#get.get(id)
    return row === undefined ? undefined : read<R>(row)
  }

  put(row: R): void {
    this.#put.run(row.id, ...this.#columns.map((column) => column(row)), JSON.stringify(row))
  }

  delete(id: string): void {
    this.#delete.run(id)
  }

  all(): readonly R[] {
    return this.#all.all().map((row) => read<R>(row))
  }

  by<C extends K>(column: C, value: R[C]): readonly R[] {
    const rows = value === undefined ? undefined : this.#by.get(column)?.all(value as SqlValue)
    return rows?.map((row) => read<R>(row)) ?? []
  }
}

/** The row that a record of the database holds. */
export function read<R extends object>(record: unknown): R {
  return Object.freeze(JSON.parse((record as { readonly data: string }).data)) as R
}
