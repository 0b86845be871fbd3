import type { Quota, Scope } from '../../contracts/registry.ts'
import { checkQuota, growthOf } from '../quota.ts'
import type { Plan } from './plan.ts'

/**
 * Checks that what a plan adds fits into the quotas of its scope.
 * @param used what an owner has stored and what reservations have been promised for it
 * @throws OcciError `quota-exceeded`
 */
export function checkQuotas(
  plan: Plan,
  { owner, quotas = [] }: Scope,
  used: (quota: Quota, owner: string | undefined) => number,
): void {
  for (const quota of quotas) {
    const asked = growthOf(plan.growths(), owner, quota)
    if (asked > 0) checkQuota(quota, used(quota, owner), asked)
  }
}
