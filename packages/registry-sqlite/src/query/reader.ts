import type { Entity, EntityQuery, Link, Page, Scope } from '@occi/core'
import { sees } from '@occi/core/registry'
import type { Connection } from '../database/connection.ts'
import { dataColumns, entityColumns, selectUnder, type EntityRow } from '../rows/entity-rows.ts'
import type { Layout } from '../rows/layout.ts'
import { shared } from '../rows/owners.ts'
import { terms } from '../rows/terms.ts'
import { fromColumn, toColumn } from '../rows/text.ts'
import { Selection } from './selection.ts'

/** How many entities are read at once for a long answer. */
const chunkSize = 256

/** The statements that find one Entity by one of its names. */
interface Finder {
  readonly forSystem: string
  readonly forOwner: string
  readonly forNobody: string
}

const byLocation = finder('location')
const byId = finder('id')

/** Reads entities as scopes see them. */
export class Reader {
  readonly #connection: Connection
  readonly #layout: Layout

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
    const asSeen = (rows: readonly EntityRow[]) => rows.map((row) => this.#whole(row, scope))
    yield* this.#chunks(query, scope, page, dataColumns, asSeen)
  }

  /** The same, the paths alone. */
  *locations(query: EntityQuery, scope: Scope, page: Page): Generator<readonly string[], void> {
    const paths = (rows: readonly EntityRow[]) => rows.map(({ location }) => fromColumn(location))
    yield* this.#chunks(query, scope, page, 'e.location', paths)
  }

  /** A Resource with the Links that a scope sees. */
  withLinks(entity: Entity, scope: Scope): Entity {
    return entity.type === 'link' ? entity : { ...entity, links: this.#linksFrom(entity, scope) }
  }

  #one(statements: Finder, name: string, scope: Scope): Entity | undefined {
    const row = this.#row(statements, name, scope)
    if (row === undefined || row.links === 0) return row && this.#layout.entities.entityOf(row)
    // It and its Links are to be of one state.
    return this.#connection.reading(() => {
      const again = this.#row(statements, name, scope)
      return again && this.#whole(again, scope)
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
    columns: string,
    convert: (rows: readonly EntityRow[]) => readonly T[],
  ): Generator<readonly T[], void> {
    let left = limit
    let [after, newest]: (number | undefined)[] = []
    for (;;) {
      const wanted = Math.min(left, chunkSize)
      const [last, chunk] = this.#connection.reading(() => {
        const selection = new Selection(this.#connection, this.#layout, query, scope)
        newest ??= this.#newest()
        after ??= selection.skip(offset)
        const rows = selection.read<EntityRow>(columns, { after, newest, limit: wanted })
        return [rows.at(-1)?.sequence, convert(rows)] as const
      })
      if (last === undefined) return
      yield chunk
      if (chunk.length < wanted) return
      after = last
      left -= chunk.length
    }
  }

  #newest(): number {
    return (
      this.#connection.get<{ readonly sequence: number }>('SELECT sequence FROM occi_registry')?.sequence ?? 0
    )
  }

  #whole(row: EntityRow, scope: Scope): Entity {
    const entity = this.#layout.entities.entityOf(row)
    return row.links === 0 ? entity : this.withLinks(entity, scope)
  }

  /** A shared Resource may have Links that belong to one owner: nobody else sees them. */
  #linksFrom({ location, owner }: Entity, scope: Scope): readonly Link[] {
    const term = this.#layout.terms.find(
      terms.source(owner === undefined ? { location } : { location, owner }),
    )
    if (term === undefined) return []
    return this.#connection
      .all<EntityRow>(selectUnder, term)
      .map((row) => this.#layout.entities.entityOf(row))
      .filter((link): link is Link => link.type === 'link' && sees(scope, link.owner))
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
