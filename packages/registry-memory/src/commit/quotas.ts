import { checkQuota, growthOf, type Entity, type Quota, type Scope } from '@occi/core'
import type { EntityStore } from '../store/entity-store.ts'
import type { Plan } from './plan.ts'
import type { Promises } from './promises.ts'

/**
 * Checks that what a plan adds fits into the quotas of its scope, beside what is stored and what is reserved.
 * @throws OcciError `quota-exceeded`
 */
export function checkQuotas(plan: Plan, promises: Promises, { owner, quotas = [] }: Scope): void {
  for (const quota of quotas) {
    const asked = growthOf(plan.growths(), owner, quota)
    if (asked > 0)
      checkQuota(quota, stored(quota, owner, plan.contents.entities) + promises.of(owner, quota), asked)
  }
}

/** What an owner has: a kept number. */
function stored(quota: Quota, owner: string | undefined, entities: EntityStore): number {
  const { kind, attribute } = quota
  const own = () => (kind === undefined ? entities.below.get('/', owner) : entities.byKind.get(kind, owner))
  if (attribute === undefined) return own()?.size ?? 0
  return entities.sums.of(owner, quota, function* (): Generator<Entity> {
    for (const { entity } of own()?.after(0) ?? []) yield entity
  })
}
