import { HypervisorError } from './errors.ts'
import { MemoryTable } from './table.ts'

import type { AttachmentRow } from './attachment.ts'
import type { Image } from './image.ts'
import type { InterfaceRow } from './interface.ts'
import type { Machine } from './machine.ts'
import type { Network } from './network.ts'
import type { Row, Table } from './table.ts'
import type { Volume, VolumeCopy } from './volume.ts'

/** All that the hypervisor knows. Addresses, MACs and device names are held by the rows that use them, and by nothing else. */
export interface HypervisorStore {
  readonly machines: Table<Machine, 'imageId'>
  readonly images: Table<Image>
  readonly networks: Table<Network>
  readonly interfaces: Table<InterfaceRow, 'machineId' | 'networkId' | 'mac'>
  readonly volumes: Table<Volume>
  readonly attachments: Table<AttachmentRow, 'machineId' | 'volumeId'>
  readonly copies: Table<VolumeCopy, 'volumeId'>
}

/** A store that forgets all when the process ends. */
export function createMemoryStore(): HypervisorStore {
  return {
    machines: new MemoryTable<Machine, 'imageId'>(['imageId']),
    images: new MemoryTable<Image>(),
    networks: new MemoryTable<Network>(),
    interfaces: new MemoryTable<InterfaceRow, 'machineId' | 'networkId' | 'mac'>([
      'machineId',
      'networkId',
      'mac',
    ]),
    volumes: new MemoryTable<Volume>(),
    attachments: new MemoryTable<AttachmentRow, 'machineId' | 'volumeId'>(['machineId', 'volumeId']),
    copies: new MemoryTable<VolumeCopy, 'volumeId'>(['volumeId']),
  }
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
