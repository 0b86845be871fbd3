import type { OwnershipOptions, Registry } from '@occi/core'
import { MemoryRegistry } from '@occi/registry-memory'
import { closeDatabase, openDatabase, SqliteRegistry, type Database } from '@occi/registry-sqlite'

import { createSqliteStore, type HypervisorOptions } from './hypervisor/index.ts'

/** Where both sides keep what they know. */
export interface Data {
  readonly registry: Registry
  readonly hypervisor: Pick<HypervisorOptions, 'store' | 'seed'>
  /** The file that both are in. Missing: memory. */
  readonly database?: Database
  /** Lets go of the file, after both sides. */
  close(): void
}

/** Opens the one file in which both sides keep what they know; without one, memory. `ownership` says whose things are whose. */
export async function openData(file: string | undefined, ownership: OwnershipOptions = {}): Promise<Data> {
  if (file === undefined) return { registry: new MemoryRegistry(ownership), hypervisor: {}, close: () => {} }
  const database = await openDatabase(file)
  const registry = await SqliteRegistry.open({ database, ...ownership })
  // The MACs of every process and every start begin elsewhere, so that none has to pass by those that are given.
  const seed = Math.floor(Math.random() * 2 ** 32)
  return {
    registry,
    hypervisor: { store: createSqliteStore(database), seed },
    database,
    close: () => closeDatabase(database),
  }
}
