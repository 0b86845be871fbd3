import { monitorEventLoopDelay } from 'node:perf_hooks'

/** What a process has used up so far. */
export interface Usage {
  /** Microseconds of CPU time, the system's share included. */
  readonly cpu: number
  /** Bytes in memory now. */
  readonly memory: number
  /** For how many milliseconds at the most nothing else had its turn, since this was asked for before. */
  readonly held: number
}

const delays = monitorEventLoopDelay({ resolution: 1 })
delays.enable()

export function usageNow(): Usage {
  const { user, system } = process.cpuUsage()
  const held = delays.max / 1e6
  delays.reset()
  return { cpu: user + system, memory: process.memoryUsage.rss(), held }
}
