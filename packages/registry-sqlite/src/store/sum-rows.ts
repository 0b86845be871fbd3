import { quantityOf, type Entity, type Quota } from '@occi/core'
import type { Connection } from '../database/connection.ts'
import type { Layout } from '../rows/layout.ts'
import { entityColumns, type EntityRow } from '../rows/entity-rows.ts'
import { fromColumn, toColumn } from '../rows/text.ts'
import { all, terms } from '../rows/terms.ts'

interface SumRow {
  readonly kind: string
  readonly attribute: string
  readonly value: number
}

/** What owners have of what quotas bound: counts are kept for all; a sum is added up when a quota first asks, and kept up from then on. */
export class SumRows {
  readonly #connection: Connection
  readonly #layout: Layout

  constructor(connection: Connection, layout: Layout) {
    this.#connection = connection
    this.#layout = layout
  }

  /** The sum of a quota over what an owner has. */
  of(quota: Quota, owner: string | undefined): number {
    const number = this.#layout.owners.of(owner)
    if (quota.attribute === undefined) return this.#count(quota, number)
    const [kind, attribute] = [toColumn(quota.kind ?? ''), toColumn(quota.attribute)]
    const kept = this.#connection.get<SumRow>(
      'SELECT value FROM occi_sum WHERE owner = ? AND kind = ? AND attribute = ?',
      number,
      kind,
      attribute,
    )
    if (kept !== undefined) return kept.value
    const sum = this.#addUp(quota, number)
    this.#connection.run('INSERT INTO occi_sum VALUES (?, ?, ?, ?)', number, kind, attribute, sum)
    return sum
  }

  /** Takes into account that an Entity comes, changes or goes. */
  change(before: Entity | undefined, after: Entity | undefined): void {
    const owner = this.#layout.owners.of((after ?? before)?.owner)
    const sums = this.#connection.all<SumRow>('SELECT kind, attribute FROM occi_sum WHERE owner = ?', owner)
    for (const { kind, attribute } of sums) {
      const difference = quantity(after, kind, attribute) - quantity(before, kind, attribute)
      if (difference !== 0)
        this.#connection.run(
          'UPDATE occi_sum SET value = value + ? WHERE owner = ? AND kind = ? AND attribute = ?',
          difference,
          owner,
          kind,
          attribute,
        )
    }
  }

  #count({ kind }: Quota, owner: number): number {
    const term = this.#layout.terms.find(kind === undefined ? all : terms.kind(kind))
    if (term === undefined) return 0
    const row = this.#connection.get<{ readonly number: number }>(
      'SELECT number FROM occi_count WHERE term = ? AND view = ?',
      term,
      owner,
    )
    return row?.number ?? 0
  }

  #addUp(quota: Quota, owner: number): number {
    const term = this.#layout.terms.find(quota.kind === undefined ? all : terms.kind(quota.kind))
    if (term === undefined) return 0
    const rows = this.#connection.database
      .prepare(
        `SELECT ${entityColumns} FROM occi_posting p JOIN occi_entity e ON e.sequence = p.sequence WHERE p.term = ? AND p.view = ?`,
      )
      .iterate(term, owner) as Iterable<EntityRow>
    let sum = 0
    for (const row of rows) sum += quantityOf(this.#layout.entities.entityOf(row), quota)
    return sum
  }
}

function quantity(entity: Entity | undefined, kind: string, attribute: string): number {
  if (entity === undefined || (kind !== '' && toColumn(entity.kind.id) !== kind)) return 0
  return quantityOf(entity, { attribute: fromColumn(attribute), limit: Infinity })
}
