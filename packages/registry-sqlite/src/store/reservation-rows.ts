import { growthOf, type Growth, type Operation, type Quota, type Reservation } from '@occi/core'
import { checkHolds, reservationGone, type Claim, type Hold, type Need } from '@occi/core/registry'
import type { Connection } from '../database/connection.ts'
import type { Layout } from '../rows/layout.ts'
import { fromColumn, toColumn } from '../rows/text.ts'

interface HoldRow {
  readonly reservation: string
  readonly need: Need
  readonly owner: number
}

interface ReservationRow {
  readonly id: string
  readonly operation: Operation
  readonly request: string
  readonly changes: string
}

/** What is reserved, and by which process. */
export class ReservationRows {
  readonly #connection: Connection
  readonly #layout: Layout

  constructor(connection: Connection, layout: Layout) {
    this.#connection = connection
    this.#layout = layout
  }

  /** @throws OcciError `conflict`: it has been released or used */
  checkExists({ id }: Reservation): void {
    if (this.#connection.get('SELECT 1 FROM occi_reservation WHERE id = ?', id) === undefined)
      throw reservationGone(id)
  }

  /** Checks that nobody else holds what is claimed. @throws OcciError `conflict` */
  checkHolds(claims: readonly Claim[], own: string | undefined, lasting: boolean): void {
    if (this.#connection.get('SELECT 1 FROM occi_reservation WHERE number > 0 LIMIT 1') === undefined) return
    checkHolds(claims, (key) => this.#holdsOf(key), own, lasting)
  }

  add(reservation: Reservation, process: string, claims: readonly Claim[], growths: readonly Growth[]): void {
    const { id, changes, operation, requestId } = reservation
    this.#connection.run(
      'INSERT INTO occi_reservation (id, process, operation, request, changes) VALUES (?, ?, ?, ?, ?)',
      id,
      process,
      operation,
      toColumn(requestId),
      this.#layout.changes.toText(changes),
    )
    for (const { key, need, owner } of claims)
      this.#connection.run(
        'INSERT OR IGNORE INTO occi_hold VALUES (?, ?, ?, ?)',
        toColumn(key),
        id,
        need,
        this.#layout.owners.of(owner),
      )
    this.#addGrowths(id, growths)
  }

  remove({ id }: Reservation): void {
    this.#connection.run('DELETE FROM occi_reservation WHERE id = ?', id)
    this.#connection.run('DELETE FROM occi_hold WHERE reservation = ?', id)
    this.#connection.run('DELETE FROM occi_growth WHERE reservation = ?', id)
  }

  /** The reservations of a process, oldest first. */
  of(process: string): readonly Reservation[] {
    const sql =
      'SELECT id, operation, request, changes FROM occi_reservation WHERE process = ? ORDER BY number'
    return this.#connection.all<ReservationRow>(sql, process).map((row) => this.#reservationOf(row))
  }

  /** What reservations will add to a quota's sum of an owner; what they will free does not count until it is free. */
  promised({ kind, attribute }: Quota, owner: string | undefined): number {
    const ofKind = kind === undefined ? '' : 'AND kind = ?3'
    const row = this.#connection.get<{ readonly sum: number | null }>(
      `SELECT sum(max(0, amount)) AS sum FROM (
         SELECT sum(amount) AS amount FROM occi_growth WHERE owner = ?1 AND attribute = ?2 ${ofKind} GROUP BY reservation
       )`,
      this.#layout.owners.of(owner),
      columnOf(attribute),
      ...(kind === undefined ? [] : [toColumn(kind)]),
    )
    return row?.sum ?? 0
  }

  #holdsOf(key: string): readonly Hold[] {
    const sql = 'SELECT reservation, need, owner FROM occi_hold WHERE name = ?'
    const rows = this.#connection.all<HoldRow>(sql, toColumn(key))
    return rows.map((row) => ({ ...row, owner: this.#layout.owners.nameOf(row.owner) }))
  }

  /** Writes what a reservation would add of each Kind to each owner: how many entities, and of every attribute how much. */
  #addGrowths(reservation: string, growths: readonly Growth[]): void {
    const touched = growths.flatMap(({ before, after }) => [before, after]).filter((one) => one !== undefined)
    const rows = new Map<string, readonly [string | undefined, Quota]>()
    for (const { owner, kind, attributes } of touched)
      for (const attribute of [undefined, ...Object.keys(attributes)]) {
        const quota: Quota = { kind: kind.id, limit: Infinity, ...(attribute !== undefined && { attribute }) }
        rows.set(JSON.stringify([owner, kind.id, attribute]), [owner, quota])
      }
    for (const [owner, quota] of rows.values()) {
      const amount = growthOf(growths, owner, quota)
      if (amount !== 0) this.#addGrowth(reservation, owner, quota, amount)
    }
  }

  #addGrowth(reservation: string, owner: string | undefined, quota: Quota, amount: number): void {
    this.#connection.run(
      'INSERT INTO occi_growth VALUES (?, ?, ?, ?, ?)',
      this.#layout.owners.of(owner),
      columnOf(quota.attribute),
      reservation,
      toColumn(quota.kind ?? ''),
      amount,
    )
  }

  #reservationOf({ id, operation, request, changes }: ReservationRow): Reservation {
    return { id, operation, requestId: fromColumn(request), changes: this.#layout.changes.fromText(changes) }
  }
}

/** The column that tells a sum of an attribute from a number of entities. */
function columnOf(attribute: string | undefined): string {
  return attribute === undefined ? '' : `=${toColumn(attribute)}`
}
