import { OcciError } from '@occi/core'
import type { Waiting } from './patience.ts'

/** For how many milliseconds one tries, and how long one waits at first and at most before the next time. */
const [longest, firstPause, longestPause] = [5000, 5, 100]

/**
 * Runs a task again as long as it is refused because an operation of another process that shares the store is at the same entities; in
 * one process the queue keeps them apart. What was refused has changed nothing.
 */
export async function whenUncontended<T>(
  task: () => Promise<T>,
  patience: Pick<Waiting, 'reason'>,
): Promise<T> {
  const end = Date.now() + longest
  for (let pause = firstPause; ; pause = Math.min(pause * 2, longestPause)) {
    try {
      return await task()
    } catch (error) {
      if (!isContended(error) || patience.reason !== undefined || Date.now() > end) throw error
    }
    // Not all at the same time again.
    await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())))
  }
}

function isContended(error: unknown): boolean {
  return OcciError.is(error) && error.code === 'conflict' && error.details.contended === true
}
