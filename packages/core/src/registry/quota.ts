import type { Quota } from '../contracts/registry.ts'
import { OcciError } from '../errors.ts'
import type { Entity } from '../model/entity.ts'

/** A step of a write as a quota sees it: an Entity that comes, changes or goes. */
export interface Growth {
  /** Missing: it is new. */
  readonly before?: Entity | undefined
  /** Missing: it goes. */
  readonly after?: Entity | undefined
}

/** What one Entity counts for a quota. */
export function quantityOf(entity: Entity, { kind, attribute }: Quota): number {
  if (kind !== undefined && entity.kind.id !== kind) return 0
  if (attribute === undefined) return 1
  const value = Object.hasOwn(entity.attributes, attribute) ? entity.attributes[attribute] : undefined
  // Nobody makes room by a negative value, and no sum leaves the numbers that can be told apart.
  return typeof value === 'number' && value > 0 ? Math.min(value, Number.MAX_SAFE_INTEGER) : 0
}

/** What a write adds to a quota's sum, of one owner's entities (`undefined`: shared ones); below zero where it frees more than it takes. */
export function growthOf(growths: Iterable<Growth>, owner: string | undefined, quota: Quota): number {
  let sum = 0
  for (const { before, after } of growths) {
    if (after !== undefined && after.owner === owner) sum += quantityOf(after, quota)
    if (before !== undefined && before.owner === owner) sum -= quantityOf(before, quota)
  }
  return sum
}

/**
 * Checks that a quota has room. What adds nothing always fits, so that an owner who has too much can still put things right.
 * @param used what is stored and what reservations have been promised
 * @throws OcciError `quota-exceeded`
 */
export function checkQuota(quota: Quota, used: number, asked: number): void {
  const { kind, attribute, limit: allowed } = quota
  // Sums of fractions are not exact: 0.1 + 0.2 fits into 0.3.
  if (asked <= 0 || used + asked <= allowed + Math.abs(allowed) * 1e-9) return
  const what = attribute === undefined ? 'entities' : attribute
  const over = kind === undefined ? '' : ` of ${kind}`
  const message = `the quota of ${what}${over} is ${allowed}; ${rounded(used)} used, ${rounded(asked)} more asked for`
  throw new OcciError('quota-exceeded', message, {
    ...(attribute === undefined ? {} : { attribute }),
    ...(kind === undefined ? {} : { category: kind }),
    quota: { used: rounded(used), asked: rounded(asked), allowed },
  })
}

/** Without the last digits, which are noise in sums of fractions. */
function rounded(value: number): number {
  return Number(value.toPrecision(12))
}
