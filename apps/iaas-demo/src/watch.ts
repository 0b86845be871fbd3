import { OcciError, sameValue, type AttributeValue } from '@occi/core'
import type { ManagedEntities } from '@occi/server'

import { writeAttachment, writeInterface, writeMachine, type Written } from './backends/index.ts'
import { HypervisorError, type Hypervisor, type HypervisorEvent } from './hypervisor/index.ts'

/** Where it is written. */
export type Entities = Pick<ManagedEntities, 'getById' | 'update'>

/** Where faults of the watch are told. */
export type OnFault = (message: string, error: unknown) => void

/** Keeps the service in step with what the hypervisor does by itself: a boot that is finished, a machine that died. */
export function watch(
  hypervisor: Hypervisor,
  entities: Entities,
  onFault: OnFault = console.error,
): () => void {
  return hypervisor.subscribe((event) => {
    follow(event, hypervisor, entities).catch((error: unknown) => {
      if (!isGone(error)) onFault(`what the hypervisor told of a ${event.type} was not taken over:`, error)
    })
  })
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

/** Writes what is true now to the Entity, which has the id of its machine, interface or attachment; if that has changed by the time it was our turn to write, once more. */
async function push<Thing extends object>(
  entities: Entities,
  id: string,
  read: () => Promise<Thing>,
  write: (draft: Written, thing: Thing) => void,
): Promise<void> {
  const key = await entities.getById(id)
  if (key === undefined) return
  for (let now = await read(), written: Thing | undefined; !isSame(now, written); now = await read()) {
    await entities.update(key, (draft) => write(draft, now))
    written = now
  }
}

function isSame(one: object, other: object | undefined): boolean {
  return other !== undefined && sameValue(one as AttributeValue, other as AttributeValue)
}

/** It is no fault that a client has deleted meanwhile what the hypervisor tells of. */
function isGone(error: unknown): boolean {
  return (
    (error instanceof HypervisorError && error.code === 'not-found') ||
    (OcciError.is(error) && error.code === 'not-found')
  )
}
