import { setTimeout as wait } from 'node:timers/promises'
import type { OcciServer } from '@occi/server'

import { sweep, type Sides } from './sweep.ts'

/** How often, in milliseconds, one looks for what others that died have left. */
const settleEvery = 1000

/**
 * What the owner of the hypervisor does besides, until it is the owner no more: it makes both sides agree, and settles what processes that died
 * have left unfinished.
 */
export async function upkeep(
  server: OcciServer,
  sides: Sides,
  signal: AbortSignal,
  log: (line: string) => void = console.warn,
): Promise<void> {
  for (let isSwept = false; !signal.aborted; await wait(settleEvery, undefined, { ref: false })) {
    try {
      await server.settle()
      if (!isSwept) for (const line of await sweep(sides)) log(line)
      isSwept = true
    } catch (error) {
      if (!signal.aborted)
        log(`what a crash has left could not be set right, and is tried again: ${String(error)}`)
    }
  }
}
