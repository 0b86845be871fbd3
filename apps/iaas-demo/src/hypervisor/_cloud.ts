import { ManualClock } from './clock.ts'
import { HypervisorError } from './errors.ts'
import { Hypervisor } from './hypervisor.ts'

import type { HypervisorErrorCode } from './errors.ts'
import type { HypervisorEvent } from './events.ts'
import type { HypervisorOptions } from './hypervisor.ts'

/** A hypervisor on a clock that stands still, with ids that count, whose events are kept. */
export interface TestCloud {
  readonly cloud: Hypervisor
  readonly clock: ManualClock
  readonly events: HypervisorEvent[]
}

/** A boot takes 1000 ms, unless the options say otherwise. */
export function testCloud(options: HypervisorOptions = {}): TestCloud {
  const clock = new ManualClock()
  let count = 0
  const newId = (): string => `id-${(count += 1)}`
  const cloud = new Hypervisor({ bootMs: 1000, clock, newId, ...options })
  const events: HypervisorEvent[] = []
  cloud.subscribe((event) => events.push(event))
  return { cloud, clock, events }
}

export const small = { name: 'web', cores: 1, memory: 1 } as const

/** What the call was refused with; fails when it was not, or by something else. */
export async function refusal(call: Promise<unknown>): Promise<HypervisorError> {
  try {
    await call
  } catch (error) {
    if (error instanceof HypervisorError) return error
    throw error
  }
  throw new Error('the call was not refused')
}

/** The code that the call was refused with. */
export async function refusalCode(call: Promise<unknown>): Promise<HypervisorErrorCode> {
  return (await refusal(call)).code
}
