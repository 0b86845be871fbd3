import { OcciError } from '@occi/core'
import type { Service } from './service.ts'
import { timerTime } from './timer-time.ts'

/** What is told to who comes, or still waits, while the service stops. */
export function stoppingError(): OcciError {
  return new OcciError('unavailable', 'the service is stopping', { retryAfter: 10 })
}

/**
 * Waits for what is in hand, and gives it up after `stopTime`; waits for what Backends have begun, `finishTime` at the most; closes the Registry. What is
 * not finished by then stays reserved, for the next start to settle.
 */
export async function stop({ underWay, inHand, registry, limits, log }: Service): Promise<void> {
  const ended = underWay.ended()
  if (!(await isSettled(ended, limits.stopTime))) {
    inHand.giveUpAll(stoppingError())
    if (!(await isSettled(ended, limits.finishTime)))
      log('error', 'the Registry is closed although operations are under way', { operations: underWay.size })
  }
  await registry.close()
}

/** Whether a promise settles within some milliseconds. */
async function isSettled(promise: Promise<void>, milliseconds: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), timerTime(milliseconds))
  })
  try {
    return await Promise.race([promise.then(() => true), late])
  } finally {
    clearTimeout(timer)
  }
}
