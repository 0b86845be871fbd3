import { growthOf, type Growth, type Quota } from '@occi/core'

/** What reservations would change, by the owner of it: quotas keep room for it. */
export class Promises {
  readonly #byOwner = new Map<string | undefined, Map<string, readonly Growth[]>>()
  readonly #owners = new Map<string, ReadonlySet<string | undefined>>()

  /** What reservations will add to a quota's sum of an owner; what they will free does not count until it is free. */
  of(owner: string | undefined, quota: Quota): number {
    let sum = 0
    for (const growths of this.#byOwner.get(owner)?.values() ?? [])
      sum += Math.max(0, growthOf(growths, owner, quota))
    return sum
  }

  add(reservation: string, growths: readonly Growth[]): void {
    const owners = new Set(growths.map(({ before, after }) => (after ?? before)?.owner))
    this.#owners.set(reservation, owners)
    for (const owner of owners)
      this.#byOwner.set(owner, (this.#byOwner.get(owner) ?? new Map()).set(reservation, growths))
  }

  delete(reservation: string): void {
    for (const owner of this.#owners.get(reservation) ?? []) {
      const own = this.#byOwner.get(owner)
      own?.delete(reservation)
      if (own?.size === 0) this.#byOwner.delete(owner)
    }
    this.#owners.delete(reservation)
  }
}
