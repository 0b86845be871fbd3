import { markdownTable } from '../arithmetic/table.ts'
import type { Result } from '../http/report.ts'
import type { Variant } from '../http/variants.ts'
import type { Workload } from '../http/workloads.ts'

/** What one revision costs beside another, workload by workload. */
export function comparison(
  [now, then]: readonly [now: Variant, then: Variant],
  workloads: readonly Workload[],
  results: readonly Result[],
): string {
  const cpuOf = (workload: Workload, variant: Variant) =>
    results.find((result) => result.workload === workload && result.variant === variant)?.cost.cpu ?? NaN
  const rows = workloads.map((workload) => {
    const [mine, other] = [cpuOf(workload, now), cpuOf(workload, then)]
    return [workload.name, mine, other, mine / other]
  })
  return markdownTable(['Workload', `CPU us, ${now.name}`, `CPU us, ${then.name}`, 'Ratio'], rows)
}
