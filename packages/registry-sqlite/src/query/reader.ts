import { keyOf, type Entity, type EntityQuery, type Link, type Page, type Scope } from '@occi/core'
import { asSeen } from '@occi/core/registry'
import type { Connection } from '../database/connection.ts'
import { dataColumns, entityColumns, selectUnder, type EntityRow } from '../rows/entity-rows.ts'
import type { Layout } from '../rows/layout.ts'
import { shared } from '../rows/owners.ts'
import { terms } from '../rows/terms.ts'
import { fromColumn, toColumn } from '../rows/text.ts'
import { LatestEntities } from './latest-entities.ts'
import { Selection } from './selection.ts'

/** How many entities are read at once for a long answer. */
const chunkSize = 256

/** What is read of the entities of a chunk, and what is made of it. */
interface Form<T> {
  /** Of the table called `e`. */
  readonly columns: string
  readonly convert: (rows: readonly EntityRow[]) => readonly T[]
}

/** The statements that find one Entity by one of its names. */
interface Finder {
  readonly forSystem: string
  readonly forOwner: string
  readonly forNobody: string
}

const byLocation = finder('location')
const byId = finder('id')
const bySequence = `SELECT ${entityColumns} FROM occi_entity e WHERE e.sequence = ?`

/** Reads entities as scopes see them. */
export class Reader {
  readonly #connection: Connection
  readonly #layout: Layout
  readonly #latest = new LatestEntities()

  constructor(connection: Connection, layout: Layout) {
    this.#connection = connection
    this.#layout = layout
  }

  at(location: string, scope: Scope): Entity | undefined {
    return this.#one(byLocation, location, scope)
  }

  withId(id: string, scope: Scope): Entity | undefined {
    return this.#one(byId, id, scope)
  }

  count(query: EntityQuery, scope: Scope): number {
    return this.#connection.reading(() => new Selection(this.#connection, this.#layout, query, scope).count())
  }

  /** What a query selects, a chunk at a time; each continues after the last one given. */
  *entities(query: EntityQuery, scope: Scope, page: Page): Generator<readonly Entity[], void> {
    const rest = (rows: readonly EntityRow[]) => rows.map((row) => asSeen(this.#whole(row), scope))
    const first = (rows: readonly EntityRow[]) => rows.map((row) => asSeen(this.#latestOf(row), scope))
    yield* this.#chunks(query, scope, page, [
      { columns: 'e.revision', convert: first },
      // A whole listing would drive out everything else that is kept, and finds little of itself.
      { columns: dataColumns, convert: rest },
    ])
  }

  /** The same, the paths alone. */
  *locations(query: EntityQuery, scope: Scope, page: Page): Generator<readonly string[], void> {
    const convert = (rows: readonly EntityRow[]) => rows.map(({ location }) => fromColumn(location))
    const paths = { columns: 'e.location', convert }
    yield* this.#chunks(query, scope, page, [paths, paths])
  }

  /** A Resource with all its Links, whoever sees them. */
  withLinks(entity: Entity): Entity {
    return entity.type === 'link' ? entity : { ...entity, links: this.#linksFrom(entity) }
  }

  /** Forgets what it knows of entities: a Category that they are made of has come or gone. */
  forget(): void {
    this.#latest.forget()
  }

  #one(statements: Finder, name: string, scope: Scope): Entity | undefined {
    const row = this.#row(statements, name, scope)
    if (row === undefined) return undefined
    const known = this.#latest.get(row.sequence, row.revision)
    if (known !== undefined) return asSeen(known, scope)
    if (row.links === 0) return this.#noted(row)
    // It and its Links are to be of one state.
    return this.#connection.reading(() => {
      const again = this.#row(statements, name, scope)
      return again && asSeen(this.#noted(again), scope)
    })
  }

  #row({ forSystem, forOwner, forNobody }: Finder, name: string, scope: Scope): EntityRow | undefined {
    const column = toColumn(name)
    if (scope.system) return this.#connection.get<EntityRow>(forSystem, column)
    const owner = scope.owner === undefined ? undefined : this.#layout.owners.find(scope.owner)
    return owner === undefined
      ? this.#connection.get<EntityRow>(forNobody, column)
      : this.#connection.get<EntityRow>(forOwner, column, owner)
  }

  *#chunks<T>(
    query: EntityQuery,
    scope: Scope,
    { offset = 0, limit = Infinity }: Page,
    [first, rest]: readonly [Form<T>, Form<T>],
  ): Generator<readonly T[], void> {
    let after: number | undefined
    let newest = Number.MAX_SAFE_INTEGER
    let form = first
    for (let left = limit; left > 0;) {
      const wanted = Math.min(left, chunkSize)
      const { columns, convert } = form
      const [last, chunk] = this.#connection.reading(() => {
        const selection = new Selection(this.#connection, this.#layout, query, scope)
        after ??= selection.skip(offset)
        const rows = selection.read<EntityRow>(columns, { after, newest, limit: wanted })
        if (form === first && rows.length === wanted && wanted < left) newest = this.#newest()
        return [rows.at(-1)?.sequence, convert(rows)] as const
      })
      if (last === undefined) return
      yield chunk
      if (chunk.length < wanted) return
      after = last
      form = rest
      left -= chunk.length
    }
  }

  #newest(): number {
    return (
      this.#connection.get<{ readonly sequence: number }>('SELECT sequence FROM occi_registry')?.sequence ?? 0
    )
  }

  /** The Entity of which the sequence number and revision have been read. */
  #latestOf({ sequence, revision }: Pick<EntityRow, 'sequence' | 'revision'>): Entity {
    const known = this.#latest.get(sequence, revision)
    if (known !== undefined) return known
    const row = this.#connection.get<EntityRow>(bySequence, sequence)
    if (row === undefined) throw new Error(`the Entity ${sequence} is in an index and not there`)
    return this.#noted(row)
  }

  #noted(row: EntityRow): Entity {
    return this.#latest.note(row.sequence, this.#whole(row))
  }

  #whole(row: EntityRow): Entity {
    const entity = this.#layout.entities.entityOf(row)
    return row.links === 0 ? entity : this.withLinks(entity)
  }

  #linksFrom(entity: Entity): readonly Link[] {
    const term = this.#layout.terms.find(terms.source(keyOf(entity)))
    if (term === undefined) return []
    const rows = this.#connection.all<EntityRow>(selectUnder, term)
    return rows.map((row) => this.#layout.entities.entityOf(row)).filter((link) => link.type === 'link')
  }
}

/** An owner's own comes before the shared one, which it may hide. The system gets the shared one of several, else the oldest. */
function finder(column: 'id' | 'location'): Finder {
  const select = `SELECT ${entityColumns} FROM occi_entity e WHERE e.${column} = ?1`
  return {
    forSystem: `${select} ORDER BY e.owner <> ${shared}, e.sequence LIMIT 1`,
    forOwner: `${select} AND e.owner IN (?2, ${shared}) AND NOT (e.owner = ${shared}
      AND EXISTS (SELECT 1 FROM occi_hidden h WHERE h.owner = ?2 AND h.sequence = e.sequence))
      ORDER BY e.owner DESC LIMIT 1`,
    forNobody: `${select} AND e.owner = ${shared}`,
  }
}
