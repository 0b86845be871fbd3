import { OcciError, type OcciErrorDetails } from '../../errors.ts'

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

/** What a reservation holds of one thing. */
export interface Hold extends Pick<Claim, 'need' | 'owner'> {
  /** The id of the reservation. */
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

/**
 * Checks that nobody else holds what is claimed.
 * @param holdsOf what is held of a thing, by the key of its claim
 * @param own the reservation whose holds do not count
 * @param lasting whether the claims are about to be held: then a Resource that another will raise cannot be held for an update
 * @throws OcciError `conflict`
 */
export function checkHolds(
  claims: readonly Claim[],
  holdsOf: (key: string) => Iterable<Hold>,
  own: string | undefined,
  lasting: boolean,
): void {
  for (const claim of claims) {
    for (const hold of holdsOf(claim.key)) {
      if (hold.reservation === own || !clash(hold, claim, lasting)) continue
      const details = { ...claim.details, contended: true }
      throw new OcciError('conflict', `${claim.label} is reserved by another operation`, details)
    }
  }
}

/** A `conflict`: the reservation has been released or used. */
export function reservationGone(id: string): OcciError {
  return new OcciError('conflict', `the reservation ${id} is gone`)
}

/** Whether two owners could both see a name, so that only one of them may have it. */
export function isSharedBy(one: string | undefined, other: string | undefined): boolean {
  return one === other || one === undefined || other === undefined
}

function clash(held: Hold, wanted: Claim, lasting: boolean): boolean {
  if (held.need === 'name' && wanted.need === 'name') return isSharedBy(held.owner, wanted.owner)
  return (
    excludes[held.need].has(wanted.need) || (lasting && held.need === 'raise' && wanted.need === 'update')
  )
}
