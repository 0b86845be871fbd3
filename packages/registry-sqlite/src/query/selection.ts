import type { EntityQuery, Scope } from '@occi/core'
import type { Connection } from '../database/connection.ts'
import type { SqlValue } from '../database/database.ts'
import type { Layout } from '../rows/layout.ts'
import { shared } from '../rows/owners.ts'
import { check, conditionsOf, source, tableOf, type Condition, type Piece } from './conditions.ts'

/** How many hits of an attribute are counted to find out whether another index has fewer. */
const enoughHits = 200

/** Of how few hits one is walked without asking how many the other indexes have. */
const fewHits = 20

/** Which part of what is selected is read. */
export interface Part {
  /** After this sequence number. */
  readonly after: number
  /** Up to this one. */
  readonly newest: number
  readonly limit: number
}

/**
 * What a query selects at this moment: the index with the fewest hits is walked, the other conditions are looked up for each of them. To be used
 * at once, on one state of the store, and thrown away.
 */
export class Selection {
  readonly #connection: Connection
  readonly #views: readonly number[]
  readonly #conditions: readonly Condition[]
  /** The owner from whom some shared entities are hidden. */
  readonly #blind: number | undefined

  constructor(connection: Connection, layout: Layout, query: EntityQuery, scope: Scope) {
    this.#connection = connection
    const conditions = conditionsOf(query, layout.terms)
    this.#views = conditions === undefined ? [] : layout.owners.viewsOf(scope, query.changeable)
    this.#conditions = this.#fewestFirst(conditions ?? [])
    this.#blind = this.#blindOwner(scope, layout)
  }

  /** Reads the sequence numbers and other columns of the entities selected, which are called `e`, in order of creation. */
  read<Row>(columns: string, { after, newest, limit }: Part): readonly Row[] {
    if (this.#views.length === 0 || limit <= 0) return []
    const branches = this.#views.map((view) => this.#branch(view, columns, after, newest))
    // Of a bare parameter as a limit SQLite makes a new plan whenever it is bound: measured, 35 of 45 microseconds.
    const sql = `${branches.map((one) => one.sql).join(' UNION ALL ')} ORDER BY 1 LIMIT ? + 0`
    return this.#connection.all<Row>(sql, ...branches.flatMap((one) => one.values), limit)
  }

  /** The sequence number after which the rest follows when `offset` of them are left out; it walks over them in the index. */
  skip(offset: number): number {
    if (offset <= 0) return 0
    if (this.#views.length === 0) return Infinity
    const found = this.#views.map((view) => this.#found(view))
    const branches = found.map(({ sql }) => `SELECT c.sequence AS number FROM ${this.#table} c WHERE ${sql}`)
    const values = found.flatMap((one) => one.values)
    const sql = `${branches.join(' UNION ALL ')} ORDER BY 1 LIMIT 1 OFFSET ?`
    return (
      this.#connection.get<{ readonly number: number }>(
        sql,
        ...values,
        Math.min(offset, Number.MAX_SAFE_INTEGER) - 1,
      )?.number ?? Infinity
    )
  }

  /** How many there are; a kept number if one index answers. */
  count(): number {
    const [condition, ...others] = this.#conditions
    if (condition === undefined) return 0
    const isKept = condition.by === 'term' && others.length === 0
    return this.#views.reduce(
      (sum, view) => sum + (isKept ? this.#keptCount(condition.term, view) : this.#walkedCount(view)),
      0,
    )
  }

  /** The table that is walked. */
  get #table(): string {
    const [first] = this.#conditions
    return first === undefined ? 'occi_entity' : tableOf(first)
  }

  #branch(view: number, columns: string, after: number, newest: number): Piece {
    const { sql, values } = this.#found(view)
    return {
      sql: `SELECT c.sequence, ${columns} FROM ${this.#table} c JOIN occi_entity e ON e.sequence = c.sequence
        WHERE ${sql} AND c.sequence > ? AND c.sequence <= ?`,
      values: [...values, after, newest],
    }
  }

  #walkedCount(view: number): number {
    const { sql, values } = this.#found(view)
    return this.#number(`SELECT count(*) AS number FROM ${this.#table} c WHERE ${sql}`, values)
  }

  #keptCount(term: number, view: number): number {
    const all = this.#posted(term, view)
    if (view !== shared || this.#blind === undefined) return all
    const hidden = `SELECT count(*) AS number FROM occi_hidden h WHERE h.owner = ?
      AND EXISTS (SELECT 1 FROM occi_posting x WHERE x.term = ? AND x.view = ? AND x.sequence = h.sequence)`
    return all - this.#number(hidden, [this.#blind, term, view])
  }

  /** All conditions, for one view. */
  #found(view: number): Piece {
    const [first, ...others] = this.#conditions
    if (first === undefined) return { sql: 'false', values: [] }
    const pieces = [source(first, view), ...others.map((one) => check(one, view)), ...this.#notHidden(view)]
    return {
      sql: pieces.map(({ sql }) => sql).join(' AND '),
      values: pieces.flatMap(({ values }) => values),
    }
  }

  #notHidden(view: number): readonly Piece[] {
    if (view !== shared || this.#blind === undefined) return []
    const sql = 'NOT EXISTS (SELECT 1 FROM occi_hidden h WHERE h.owner = ? AND h.sequence = c.sequence)'
    return [{ sql, values: [this.#blind] }]
  }

  #blindOwner({ system, owner }: Scope, { owners }: Layout): number | undefined {
    const number = system || owner === undefined ? undefined : owners.find(owner)
    if (number === undefined) return undefined
    const some = this.#connection.get('SELECT 1 FROM occi_hidden WHERE owner = ? LIMIT 1', number)
    return some === undefined ? undefined : number
  }

  #fewestFirst(conditions: readonly Condition[]): readonly Condition[] {
    if (conditions.length < 2) return conditions
    const counted: [number, Condition][] = []
    for (const condition of conditions.toSorted(valuesFirst)) {
      const hits = this.#hits(condition)
      if (hits <= fewHits) return [condition, ...conditions.filter((one) => one !== condition)]
      counted.push([hits, condition])
    }
    return counted.toSorted(([one], [other]) => one - other).map(([, one]) => one)
  }

  /** About how many a condition holds of: exact for kept numbers, bounded for others. */
  #hits(condition: Condition): number {
    if (condition.by === 'id') return this.#views.length
    return this.#views.reduce((sum, view) => sum + this.#hitsIn(view, condition), 0)
  }

  #hitsIn(view: number, condition: Condition): number {
    if (condition.by === 'term') return this.#posted(condition.term, view)
    const { sql, values } = source(condition, view)
    const some = `SELECT 1 FROM ${tableOf(condition)} c WHERE ${sql} LIMIT ${enoughHits}`
    return this.#number(`SELECT count(*) AS number FROM (${some})`, values)
  }

  /** How many have a term in a view, hidden ones among them: a kept number. */
  #posted(term: number, view: number): number {
    return this.#number('SELECT number FROM occi_count WHERE term = ? AND view = ?', [term, view])
  }

  #number(sql: string, values: readonly SqlValue[]): number {
    return this.#connection.get<{ readonly number: number }>(sql, ...values)?.number ?? 0
  }
}

/** Values of attributes usually have fewer hits than Kinds and paths. */
function valuesFirst(one: Condition, other: Condition): number {
  return Number(one.by === 'term') - Number(other.by === 'term')
}
