/** The least a record has. Records are plain and serialisable, and replaced as a whole, never changed in place. */
export interface Row {
  readonly id: string
}

/** Rows by id, and by the columns `K` that are looked up. Small enough to stand on a database table one day. */
export interface Table<R extends Row, K extends keyof R = never> {
  get(id: string): R | undefined
  /** Puts the row in the place of the one with its id, if there is one. */
  put(row: R): void
  /** Takes the row out; a missing one is no fault. */
  delete(id: string): void
  /** All rows, oldest first. */
  all(): readonly R[]
  /** The rows that hold `value` in `column`. */
  by<C extends K>(column: C, value: R[C]): readonly R[]
}

/** A table in memory. */
export class MemoryTable<R extends Row, K extends keyof R = never> implements Table<R, K> {
  readonly #rows = new Map<string, R>()
  readonly #indexes: ReadonlyMap<K, Map<unknown, Map<string, R>>>

  constructor(columns: readonly K[] = []) {
    this.#indexes = new Map(columns.map((column) => [column, new Map<unknown, Map<string, R>>()]))
  }

  get(id: string): R | undefined {
    return this.#rows.get(id)
  }

  put(row: R): void {
    const old = this.#rows.get(row.id)
    this.#rows.set(row.id, Object.freeze(row))
    for (const [column, index] of this.#indexes) {
      if (old !== undefined && old[column] !== row[column]) dropFrom(index, old[column], old.id)
      if (row[column] !== undefined) addTo(index, row[column], row)
    }
  }

  delete(id: string): void {
    const old = this.#rows.get(id)
    if (old === undefined) return
    this.#rows.delete(id)
    for (const [column, index] of this.#indexes) dropFrom(index, old[column], id)
  }

  all(): readonly R[] {
    return [...this.#rows.values()]
  }

  by<C extends K>(column: C, value: R[C]): readonly R[] {
    return [...(this.#indexes.get(column)?.get(value)?.values() ?? [])]
  }
}

function addTo<R extends Row>(index: Map<unknown, Map<string, R>>, value: unknown, row: R): void {
  const rows = index.get(value)
  if (rows === undefined) index.set(value, new Map([[row.id, row]]))
  else rows.set(row.id, row)
}

function dropFrom<R extends Row>(index: Map<unknown, Map<string, R>>, value: unknown, id: string): void {
  const rows = index.get(value)
  rows?.delete(id)
  if (rows?.size === 0) index.delete(value)
}

/** The row with the changes in it; a change to `undefined` takes the member out, so that rows stay serialisable. */
export function withChanges<R extends object>(
  row: R,
  changes: { readonly [M in keyof R]?: R[M] | undefined },
): R {
  const members = Object.entries({ ...row, ...changes }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(members) as R
}
