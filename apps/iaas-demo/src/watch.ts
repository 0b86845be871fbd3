import { setTimeout as wait } from 'node:timers/promises'
import { OcciError } from '@occi/core'
import type { ManagedEntities } from '@occi/server'

import { writeAttachment, writeInterface, writeMachine, type Written } from './backends/index.ts'
import { HypervisorError, type Hypervisor, type HypervisorEvent } from './hypervisor/index.ts'

/** Where it is written. */
export type Entities = Pick<ManagedEntities, 'find' | 'update'>

/** Where faults of the watch are told. */
export type OnFault = (message: string, error: unknown) => void

/** How many milliseconds pass between attempts at an Entity that others have, at most. */
const longestPause = 500

/**
 * Keeps the service in step with what the hypervisor does by itself: a boot that is finished, a machine that died. What could not be taken over
 * is left with the hypervisor; once that is closed, all.
 */
export function watch(
  hypervisor: Hypervisor,
  entities: Entities,
  onFault: OnFault = console.error,
): () => void {
  const { closed } = hypervisor
  return hypervisor.subscribe(async (event) => {
    try {
      await whenFree(() => follow(event, hypervisor, entities), closed)
    } catch (error) {
      if (isGone(error)) return
      if (!closed.aborted) onFault(`what the hypervisor told of a ${event.type} was not taken over:`, error)
      throw error
    }
  })
}

/** Tries again while another process, or a request that makes it, has the Entity, for as long as it does. */
async function whenFree(task: () => Promise<void>, signal: AbortSignal): Promise<void> {
  for (let pause = 10; ; pause = Math.min(pause * 2, longestPause)) {
    try {
      return await task()
    } catch (error) {
      if (!isConflict(error)) throw error
    }
    await wait(pause, undefined, { ref: false })
    signal.throwIfAborted()
  }
}

function follow(event: HypervisorEvent, hypervisor: Hypervisor, entities: Entities): Promise<void> {
  switch (event.type) {
    case 'machine': {
      const { id } = event.machine
      return push(entities, id, () => hypervisor.getMachine(id), writeMachine)
    }
    case 'interface': {
      const { id } = event.interface
      return push(entities, id, () => hypervisor.getInterface(id), writeInterface)
    }
    case 'attachment': {
      const { id } = event.attachment
      return push(entities, id, () => hypervisor.getAttachment(id), writeAttachment)
    }
  }
}

/**
 * Writes what is true to the Entity, which has the id of its machine, interface or attachment. The truth is read after the Entity: should a
 * later one have been written by another process in between, the Registry refuses this one.
 */
async function push<Thing>(
  entities: Entities,
  id: string,
  read: () => Promise<Thing>,
  write: (draft: Written, thing: Thing) => void,
): Promise<void> {
  const key = await entities.find(id)
  if (key !== undefined) await entities.update(key, async (draft) => write(draft, await read()))
  // Made by a request that has not ended; unless it is gone again.
  else if ((await read()) !== undefined)
    throw new OcciError('conflict', `what the hypervisor knows as ${id} is not known yet`)
}

function isConflict(error: unknown): boolean {
  return OcciError.is(error) && error.code === 'conflict'
}

/** It is no fault that a client has deleted meanwhile what the hypervisor tells of. */
function isGone(error: unknown): boolean {
  return (
    (error instanceof HypervisorError && error.code === 'not-found') ||
    (OcciError.is(error) && error.code === 'not-found')
  )
}
