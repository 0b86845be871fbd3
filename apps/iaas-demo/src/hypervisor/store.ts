import { HypervisorError } from './errors.ts'
import { MemoryMachines } from './memory-machines.ts'
import { MemoryOutbox, type Outbox } from './outbox.ts'
import { MemoryTable } from './table.ts'

import type { AttachmentRow } from './attachment.ts'
import type { HostRow } from './host.ts'
import type { Image } from './image.ts'
import type { InterfaceRow } from './interface.ts'
import type { Lease } from './lease.ts'
import type { Machine } from './machine.ts'
import type { Network } from './network.ts'
import type { Row, Table } from './table.ts'
import type { Volume, VolumeCopy } from './volume.ts'

/** Machines, which are also looked up by when their step is due. */
export interface MachineTable extends Table<Machine, 'imageId'> {
  /** Those whose step is due at that time or before, the earliest first, no more than `limit`. */
  due(at: number, limit: number): readonly Machine[]
}

/** A number that is kept, so that nothing has to be summed up: megabytes of storage given away (`storage`), changes of images (`images`). */
export interface Tally extends Row {
  readonly id: 'storage' | 'images'
  readonly value: number
}

/**
 * All that the hypervisor knows. Addresses, MACs and device names are held by the rows that use them, and by nothing else. What hosts and
 * storage have given away is kept beside, and written together with what takes it.
 */
export interface HypervisorStore {
  readonly machines: MachineTable
  readonly images: Table<Image>
  readonly networks: Table<Network, 'cidr'>
  readonly interfaces: Table<InterfaceRow, 'machineId' | 'networkId' | 'mac'>
  readonly volumes: Table<Volume>
  readonly attachments: Table<AttachmentRow, 'machineId' | 'volumeId'>
  readonly copies: Table<VolumeCopy, 'volumeId'>
  readonly hosts: Table<HostRow>
  readonly tallies: Table<Tally>
  /** What happened and has not been told of. */
  readonly outbox: Outbox
  /** Who of several processes that share the store lets time pass in it. Missing: it belongs to one process alone. */
  readonly lease?: Lease
  /** Does all of the work or nothing; nobody else writes meanwhile. Once it returns, what was written lasts as long as the store does. */
  transaction<T>(work: () => T): T
  /** Reads one state, whatever others write meanwhile. */
  snapshot<T>(work: () => T): T
}

/** A store that forgets all when the process ends. */
export function createMemoryStore(): HypervisorStore {
  return {
    machines: new MemoryMachines(),
    images: new MemoryTable<Image>(),
    networks: new MemoryTable<Network, 'cidr'>(['cidr']),
    interfaces: new MemoryTable<InterfaceRow, 'machineId' | 'networkId' | 'mac'>([
      'machineId',
      'networkId',
      'mac',
    ]),
    volumes: new MemoryTable<Volume>(),
    attachments: new MemoryTable<AttachmentRow, 'machineId' | 'volumeId'>(['machineId', 'volumeId']),
    copies: new MemoryTable<VolumeCopy, 'volumeId'>(['volumeId']),
    hosts: new MemoryTable<HostRow>(),
    tallies: new MemoryTable<Tally>(),
    outbox: new MemoryOutbox(),
    // Calls check all before they write, and nothing comes between.
    transaction: (work) => work(),
    snapshot: (work) => work(),
  }
}

/** A tally; what was never counted is 0. */
export function tallyOf({ tallies }: Pick<HypervisorStore, 'tallies'>, id: Tally['id']): number {
  return tallies.get(id)?.value ?? 0
}

/** Adds to a tally. */
export function count({ tallies }: Pick<HypervisorStore, 'tallies'>, id: Tally['id'], more: number): void {
  tallies.put({ id, value: tallyOf({ tallies }, id) + more })
}

/** The row with the id, or a refusal that names the noun. */
export function need<R extends Row>(table: Pick<Table<R>, 'get'>, noun: string, id: string): R {
  const row = table.get(id)
  if (row === undefined) throw new HypervisorError('not-found', `there is no ${noun} ${JSON.stringify(id)}`)
  return row
}

/** The id that was asked for, if it is free, or a new one. */
export function freeId(
  table: Pick<Table<Row>, 'get'>,
  noun: string,
  asked: string | undefined,
  newId: () => string,
): string {
  const id = asked ?? newId()
  if (id === '') throw new HypervisorError('invalid', `the id of a ${noun} is not empty`)
  if (table.get(id) !== undefined) {
    throw new HypervisorError('exists', `there is already: ${noun} ${JSON.stringify(id)}`)
  }
  return id
}
