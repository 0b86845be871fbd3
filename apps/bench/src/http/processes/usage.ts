/** What a process has used up so far. */
export interface Usage {
  /** Microseconds of CPU time, the system's share included. */
  readonly cpu: number
  /** Bytes in memory now. */
  readonly memory: number
}

export function usageNow(): Usage {
  const { user, system } = process.cpuUsage()
  return { cpu: user + system, memory: process.memoryUsage.rss() }
}
