import type { Cloud } from './cloud.ts'
import { stopMessage } from './workers.ts'

/**
 * Ends a process well on the first signal, finishing what is under way, and at once on the second. One that has not opened yet has nothing to
 * finish: what it was at is gone on with by the next start.
 * @returns to be told of the cloud once it is open
 */
export function endOnSignals(): (cloud: Cloud) => void {
  let opened: Cloud | undefined
  let ending = false
  const end = async () => {
    if (ending || opened === undefined) process.exit(ending ? 1 : 0)
    ending = true
    await opened.close()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end())
  process.on('message', (message) => {
    if (message === stopMessage && !ending) void end()
  })
  return (cloud) => (opened = cloud)
}
