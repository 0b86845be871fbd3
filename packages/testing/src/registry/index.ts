import { atomicCases } from './atomic-cases.ts'
import { commitCases } from './commit-cases.ts'
import { durableCases } from './durable-cases.ts'
import { historyCases } from './history-cases.ts'
import type { RegistryCase } from './harness.ts'
import { linkCases } from './link-cases.ts'
import { mixinCases } from './mixin-cases.ts'
import { pageCases } from './page-cases.ts'
import { queryCases } from './query-cases.ts'
import { quotaCases } from './quota-cases.ts'
import { reservationCases } from './reservation-cases.ts'
import { scopeCases } from './scope-cases.ts'
import { sharedCases } from './shared-cases.ts'
import { tableCases } from './table-cases.ts'
import { valueCases } from './value-cases.ts'

export type { RegistryHarness } from './harness.ts'

/** The contract of Registry, design section 6: each id begins with `registry:`. */
export const registryCases: readonly RegistryCase[] = [
  ...commitCases,
  ...atomicCases,
  ...queryCases,
  ...pageCases,
  ...scopeCases,
  ...linkCases,
  ...mixinCases,
  ...reservationCases,
  ...quotaCases,
  ...valueCases,
  ...tableCases,
  ...durableCases,
  ...sharedCases,
  ...historyCases,
]
