import { monitorEventLoopDelay } from 'node:perf_hooks'

/** What a process has used up so far. */
export interface Usage {
  /** Microseconds of CPU time, the system's share included. */
  readonly cpu: number
  /** Bytes in memory now. */
  readonly memory: number
  /** For how many milliseconds at the most nothing else had its turn while it was watched. */
  readonly held: number
}

const delays = monitorEventLoopDelay({ resolution: 1 })

/** Asked before and after: what watches the event loop would keep the others awake between two turns. */
export type Watch = 'watched' | 'idle'

/** What was used up until now. @param watch what comes next */
export function usageNow(watch: Watch): Usage {
  const { user, system } = process.cpuUsage()
  const held = delays.max / 1e6
  delays.reset()
  if (watch === 'watched') delays.enable()
  else delays.disable()
  return { cpu: user + system, memory: process.memoryUsage.rss(), held }
}
