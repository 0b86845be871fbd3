import { quantityOf, type Entity, type Quota } from '@occi/core'

interface Sum {
  readonly quota: Quota
  value: number
}

/** The sums that quotas have asked for, by owner: added up once from what the owner has, and kept up from then on. */
export class QuotaSums {
  readonly #byOwner = new Map<string | undefined, Map<string, Sum>>()

  /** The sum over what an owner has. `own` gives the owner's entities, should it have to be added up. */
  of(owner: string | undefined, quota: Quota, own: () => Iterable<Entity>): number {
    const sums = this.#byOwner.get(owner) ?? new Map<string, Sum>()
    const key = `${quota.kind ?? ''} ${quota.attribute ?? ''}`
    const sum = sums.get(key) ?? { quota, value: addedUp(own(), quota) }
    this.#byOwner.set(owner, sums.set(key, sum))
    return sum.value
  }

  add(entity: Entity): void {
    for (const sum of this.#sumsOf(entity)) sum.value += quantityOf(entity, sum.quota)
  }

  delete(entity: Entity): void {
    for (const sum of this.#sumsOf(entity)) sum.value -= quantityOf(entity, sum.quota)
  }

  #sumsOf({ owner }: Entity): Iterable<Sum> {
    return this.#byOwner.size === 0 ? [] : (this.#byOwner.get(owner)?.values() ?? [])
  }
}

function addedUp(entities: Iterable<Entity>, quota: Quota): number {
  let sum = 0
  for (const entity of entities) sum += quantityOf(entity, quota)
  return sum
}
