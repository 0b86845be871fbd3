import { keyOf, systemScope, type Registry } from '@occi/core'
import type { Database } from '@occi/registry-sqlite'
import type { ManagedEntities } from '@occi/server'

import { HypervisorError, type Hypervisor } from '../hypervisor/index.ts'
import { isReserved, isThing, strayEntities, strayThings, type StrayThing } from './differences.ts'
import { isInside } from './things.ts'

/** The two sides that are compared, and the file they are both in. */
export interface Sides {
  readonly database: Database
  readonly registry: Registry
  readonly entities: ManagedEntities
  readonly hypervisor: Hypervisor
}

/**
 * Makes both sides agree: what the hypervisor has and no Entity stands for is destroyed, and an Entity for which it has nothing is removed with its
 * Links. It is not shown in `error`, since nothing could be done with it, not even delete it. What is reserved is left alone: the
 * request it belongs to ends, or is settled. Returns a sentence for each that was out of step.
 */
export async function sweep(sides: Sides): Promise<readonly string[]> {
  const done: string[] = []
  for await (const stray of strayThings(sides.database)) {
    if (await destroyStray(stray, sides)) done.push(`${stray.sort} ${stray.id} had no Entity: destroyed`)
  }
  for await (const id of strayEntities(sides.database)) {
    if (await removeStray(id, sides)) done.push(`Entity ${id} had nothing behind it: removed`)
  }
  return done
}

async function destroyStray({ sort, id }: StrayThing, sides: Sides): Promise<boolean> {
  const { database, registry, hypervisor } = sides
  // Asked in this order: a request that has ended since has left an Entity, or no thing.
  if (isReserved(database, id)) return false
  if ((await registry.getById(id, systemScope)) !== undefined) return false
  return whetherThere(() => destroyers[sort](hypervisor, id))
}

const destroyers: Readonly<
  Record<StrayThing['sort'], (hypervisor: Hypervisor, id: string) => Promise<void>>
> = {
  machine: (hypervisor, id) => hypervisor.destroyMachine(id),
  interface: (hypervisor, id) => hypervisor.detachInterface(id),
  attachment: (hypervisor, id) => hypervisor.detachVolume(id),
  network: (hypervisor, id) => hypervisor.destroyNetwork(id, { force: true }),
  volume: (hypervisor, id) => hypervisor.destroyVolume(id, { force: true }),
}

async function removeStray(id: string, { database, registry, entities }: Sides): Promise<boolean> {
  if (isReserved(database, id)) return false
  const entity = await registry.getById(id, systemScope)
  if (entity === undefined || !isInside(entity) || isThing(database, id)) return false
  await entities.delete(keyOf(entity))
  return true
}

async function whetherThere(destroy: () => Promise<void>): Promise<boolean> {
  try {
    await destroy()
    return true
  } catch (error) {
    if (error instanceof HypervisorError && error.code === 'not-found') return false
    throw error
  }
}
