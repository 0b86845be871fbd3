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
  try {
    await server.settle()
    for (const line of await sweep(sides)) log(line)
    while (!signal.aborted) {
      await wait(settleEvery, undefined, { signal, ref: false })
      await server.settle()
    }
  } catch (error) {
    if (!signal.aborted) log(`the two sides could not be compared: ${String(error)}`)
  }
}
