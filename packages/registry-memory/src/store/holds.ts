import type { Reservation } from '@occi/core'
import { checkHolds, reservationGone, type Claim, type Hold } from '@occi/core/registry'

interface KeyedHold extends Hold {
  readonly key: string
}

/** The reservations that exist, and what each of them holds. */
export class Holds {
  readonly #reservations = new Map<string, Reservation>()
  readonly #claims = new Map<string, readonly KeyedHold[]>()
  readonly #byKey = new Map<string, Set<KeyedHold>>()

  get reservations(): readonly Reservation[] {
    return [...this.#reservations.values()]
  }

  /** Checks that a reservation has not been released or used. @throws OcciError `conflict` */
  checkExists({ id }: Reservation): void {
    if (!this.#reservations.has(id)) throw reservationGone(id)
  }

  /** Checks that nobody else holds what is claimed; see `checkHolds`. @throws OcciError `conflict` */
  check(claims: readonly Claim[], own: string | undefined, lasting: boolean): void {
    if (this.#byKey.size > 0) checkHolds(claims, (key) => this.#byKey.get(key) ?? [], own, lasting)
  }

  hold(reservation: Reservation, claims: readonly Claim[]): void {
    const holds = claims.map(({ key, need, owner }) => ({ key, need, owner, reservation: reservation.id }))
    for (const hold of holds) this.#byKey.set(hold.key, (this.#byKey.get(hold.key) ?? new Set()).add(hold))
    this.#claims.set(reservation.id, holds)
    this.#reservations.set(reservation.id, reservation)
  }

  release({ id }: Reservation): void {
    for (const { key } of this.#claims.get(id) ?? []) this.#drop(key, id)
    this.#claims.delete(id)
    this.#reservations.delete(id)
  }

  #drop(key: string, reservation: string): void {
    const holds = this.#byKey.get(key)
    for (const hold of holds ?? []) if (hold.reservation === reservation) holds?.delete(hold)
    if (holds?.size === 0) this.#byKey.delete(key)
  }
}
