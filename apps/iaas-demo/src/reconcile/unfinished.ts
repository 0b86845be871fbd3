import {
  systemScope,
  type BackendEntry,
  type Change,
  type Entity,
  type Registry,
  type Reservation,
} from '@occi/core'
import type { ServerOptions } from '@occi/server'

import { Things } from './things.ts'

/** What the server asks about an operation that was begun and not finished. */
export type Reconcile = NonNullable<ServerOptions['reconcile']>

/**
 * Settles an operation that a crash cut off. Nobody was told that it was done, so it is undone: what it made is taken away, what it changed is
 * set back. Only what has no way back goes forward: a deletion of what is gone already, and an Action, of which the hypervisor shows how far it came.
 */
export function reconciler(registry: Registry, backends: readonly BackendEntry[]): Reconcile {
  return async ({ operation, requestId, changes }: Reservation) => {
    const things = new Things(backends, requestId)
    if (operation === 'delete') return (await isGone(changes, things)) ? 'done' : 'undone'
    const written: Change[] = []
    for (const change of changes.toReversed()) {
      const entity = await settled(change, { things, registry, isAction: operation === 'action' })
      if (entity !== undefined) written.push({ type: 'update', entity })
    }
    return written.length === 0 ? 'undone' : written
  }
}

async function isGone(changes: readonly Change[], things: Things): Promise<boolean> {
  for (const change of changes) if ('entity' in change && (await things.has(change.entity))) return false
  return true
}

interface Settling {
  readonly things: Things
  readonly registry: Registry
  readonly isAction: boolean
}

/** Sets right what one change was for; gives the Entity as it must be written now, if it is another. */
async function settled(
  change: Change,
  { things, registry, isAction }: Settling,
): Promise<Entity | undefined> {
  if (change.type === 'create') await things.remove(change.entity)
  if (change.type !== 'update') return undefined
  const entity = await registry.getById(change.entity.id, systemScope)
  if (entity === undefined) return undefined
  if (isAction) return things.truth(entity)
  try {
    return await things.restore(entity, change.entity)
  } catch {
    // What was given up may be taken by now: then what the change has made stays, and is shown.
    return things.truth(entity)
  }
}
