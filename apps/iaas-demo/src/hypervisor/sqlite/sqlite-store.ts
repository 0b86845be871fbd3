import { transaction, type Database } from '@occi/registry-sqlite'

import type { AttachmentRow } from '../attachment.ts'
import { HypervisorError } from '../errors.ts'
import type { HostRow } from '../host.ts'
import type { Image } from '../image.ts'
import type { InterfaceRow } from '../interface.ts'
import type { Network } from '../network.ts'
import type { HypervisorStore, Tally } from '../store.ts'
import type { Volume, VolumeCopy } from '../volume.ts'
import { migrate } from './schema.ts'
import { SqliteLease } from './sqlite-lease.ts'
import { SqliteMachines } from './sqlite-machines.ts'
import { SqliteOutbox } from './sqlite-outbox.ts'
import { SqliteTable } from './sqlite-table.ts'

/** A store in tables of its own in a database, which several processes may have open. Refuses with `unavailable` when the database fails. */
export function createSqliteStore(database: Database): HypervisorStore {
  migrate(database)
  return {
    ...tablesOf(database),
    outbox: new SqliteOutbox(database),
    lease: new SqliteLease(database),
    transaction: (work) => told(() => transaction(database, work)),
    snapshot: (work) => told(() => snapshot(database, work)),
  }
}

function tablesOf(database: Database) {
  return {
    machines: new SqliteMachines(database),
    images: new SqliteTable<Image>(database, 'hypervisor_image', {}),
    networks: new SqliteTable<Network, 'cidr'>(database, 'hypervisor_network', { cidr: ({ cidr }) => cidr }),
    interfaces: new SqliteTable<InterfaceRow, 'machineId' | 'networkId' | 'mac'>(
      database,
      'hypervisor_interface',
      {
        machineId: ({ machineId }) => machineId,
        networkId: ({ networkId }) => networkId,
        mac: ({ mac }) => mac,
        address: ({ address }) => address,
      },
    ),
    volumes: new SqliteTable<Volume>(database, 'hypervisor_volume', {}),
    attachments: new SqliteTable<AttachmentRow, 'machineId' | 'volumeId'>(database, 'hypervisor_attachment', {
      machineId: ({ machineId }) => machineId,
      volumeId: ({ volumeId }) => volumeId,
    }),
    copies: new SqliteTable<VolumeCopy, 'volumeId'>(database, 'hypervisor_copy', {
      volumeId: ({ volumeId }) => volumeId,
    }),
    hosts: new SqliteTable<HostRow>(database, 'hypervisor_host', {}),
    tallies: new SqliteTable<Tally>(database, 'hypervisor_tally', {}),
  }
}

function snapshot<T>(database: Database, work: () => T): T {
  database.exec('BEGIN')
  try {
    return work()
  } finally {
    database.exec('COMMIT')
  }
}

/** What is no refusal of the hypervisor is one of the database: busy for too long, full, read-only. */
function told<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!isOfSqlite(error)) throw error
    throw new HypervisorError('unavailable', `the hypervisor's tables cannot be used: ${error.message}`)
  }
}

function isOfSqlite(error: unknown): error is Error {
  return error instanceof Error && /SQLITE/.test(String((error as { code?: unknown }).code))
}
