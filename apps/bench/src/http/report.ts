import { medians } from '../arithmetic/statistics.ts'
import { markdownTable, type Row } from '../arithmetic/table.ts'
import type { Cost, Finding } from './measure.ts'
import type { Variant } from './variants.ts'
import type { Workload } from './workloads.ts'

/** The medians of all rounds for one variant and workload. */
export interface Result {
  readonly variant: Variant
  readonly workload: Workload
  readonly cost: Cost
}

/** Puts the findings of all rounds together. */
export function resultsOf(findings: readonly Finding[]): readonly Result[] {
  const groups = new Map<string, Finding[]>()
  for (const finding of findings) {
    const key = `${finding.variant.name} ${finding.variant.entities} ${finding.workload.name}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [finding])
    else group.push(finding)
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    return first === undefined ? [] : [{ ...first, cost: medians(group.map(({ cost }) => cost)) }]
  })
}

const head = [
  'Workload',
  'Service',
  'Entities',
  'CPU us',
  'x bare',
  'x 1,000',
  'Requests/s',
  'p50 ms',
  'p99 ms',
  'Held ms',
]

/** The table of everything, workload by workload. */
export function reportOf(results: readonly Result[], workloads: readonly Workload[]): string {
  const rows = workloads.flatMap((workload) =>
    results.filter((result) => result.workload === workload).map((result) => rowOf(result, results)),
  )
  return markdownTable(head, rows)
}

function rowOf(result: Result, results: readonly Result[]): Row {
  const { workload, variant, cost } = result
  const ofWorkload = results.filter((one) => one.workload === workload)
  return [
    workload.name,
    variant.name,
    variant.entities,
    cost.cpu,
    variant.service === undefined ? undefined : cost.cpu / baseOf(variant, ofWorkload),
    growthOf(result, ofWorkload),
    Math.round(cost.rate),
    cost.p50,
    cost.p99,
    cost.held,
  ]
}

/** What bare node:http costs with the same bytes: the answers of large services are those of the largest one that it was given. */
function baseOf({ entities }: Variant, results: readonly Result[]): number {
  const bare = results.filter(({ variant }) => variant.service === undefined && variant.entities <= entities)
  return bare.toSorted((one, other) => other.variant.entities - one.variant.entities)[0]?.cost.cpu ?? NaN
}

/** How many times what it costs the same registry at 1,000 entities without users' Mixins. */
function growthOf({ variant, cost }: Result, results: readonly Result[]): number | undefined {
  const { service } = variant
  if (service === undefined) return undefined
  const small = results.find(
    (one) =>
      one.variant.service?.registry === service.registry &&
      one.variant.entities === 1000 &&
      one.variant.service.mixins === 0 &&
      one.variant.processes === undefined,
  )
  return small === undefined || small.variant === variant ? undefined : cost.cpu / small.cost.cpu
}
