import { OcciError, type OcciErrorDetails, type Reservation } from '@occi/core'

/**
 * How a write needs something: a `name` (location, id, type identifier) to be free; an Entity or Mixin to `exist` until then; a Resource to
 * be there when a Link raises it; an Entity to be as it was when it is updated; to be there when it is deleted.
 */
export type Need = 'name' | 'exist' | 'raise' | 'update' | 'delete'

/** One thing that a write needs. */
export interface Claim {
  /** Which thing; names of locations, ids and Categories differ from keys of entities and Mixins. */
  readonly key: string
  readonly need: Need
  /** Whose name it is; decides for names alone. */
  readonly owner: string | undefined
  /** How messages name it. */
  readonly label: string
  readonly details: OcciErrorDetails
}

interface Hold extends Claim {
  readonly reservation: string
}

/** What is held for one need (left) so that no other may need it for these. */
const excludes: Readonly<Record<Need, ReadonlySet<Need>>> = {
  name: new Set(['name']),
  exist: new Set(['delete']),
  raise: new Set(['delete']),
  update: new Set(['raise', 'update', 'delete']),
  delete: new Set(['exist', 'raise', 'update', 'delete']),
}

/** The reservations that exist, and what each of them holds. */
export class Holds {
  readonly #reservations = new Map<string, Reservation>()
  readonly #claims = new Map<string, readonly Claim[]>()
  readonly #byKey = new Map<string, Set<Hold>>()

  get reservations(): readonly Reservation[] {
    return [...this.#reservations.values()]
  }

  /** Checks that a reservation has not been released or used. @throws OcciError `conflict` */
  checkExists({ id }: Reservation): void {
    if (!this.#reservations.has(id)) throw new OcciError('conflict', `the reservation ${id} is gone`)
  }

  /**
   * Checks that nobody else holds what is claimed.
   * @param own the reservation whose holds do not count
   * @param lasting whether the claims are about to be held: then a Resource that another will raise cannot be held for an update
   * @throws OcciError `conflict`
   */
  check(claims: readonly Claim[], own: string | undefined, lasting: boolean): void {
    if (this.#byKey.size === 0) return
    for (const claim of claims) {
      for (const hold of this.#byKey.get(claim.key) ?? []) {
        if (hold.reservation !== own && clash(hold, claim, lasting)) {
          throw new OcciError('conflict', `${claim.label} is reserved by another operation`, claim.details)
        }
      }
    }
  }

  hold(reservation: Reservation, claims: readonly Claim[]): void {
    const holds = claims.map((claim) => ({ ...claim, reservation: reservation.id }))
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

/** Whether two owners could both see a name, so that only one of them may have it. */
export function isSharedBy(one: string | undefined, other: string | undefined): boolean {
  return one === other || one === undefined || other === undefined
}

function clash(held: Claim, wanted: Claim, lasting: boolean): boolean {
  if (held.need === 'name' && wanted.need === 'name') return isSharedBy(held.owner, wanted.owner)
  return (
    excludes[held.need].has(wanted.need) || (lasting && held.need === 'raise' && wanted.need === 'update')
  )
}
