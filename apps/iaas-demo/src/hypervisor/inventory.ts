import { attachmentOf } from './attachment.ts'
import { interfaceOf } from './interface.ts'

import type { Attachment } from './attachment.ts'
import type { Host, HostPool } from './host.ts'
import type { Image } from './image.ts'
import type { Interface } from './interface.ts'
import type { Machine } from './machine.ts'
import type { Network } from './network.ts'
import type { StoragePool } from './storage-pool.ts'
import type { HypervisorStore } from './store.ts'
import type { Row } from './table.ts'
import type { Volume, VolumeCopy } from './volume.ts'

/** All there is, as plain data, each list in the order of ids: two that are equal show the same cloud. */
export interface Inventory {
  readonly hosts: readonly Host[]
  readonly images: readonly Image[]
  readonly machines: readonly Machine[]
  readonly networks: readonly Network[]
  readonly interfaces: readonly Interface[]
  readonly volumes: readonly Volume[]
  readonly attachments: readonly Attachment[]
  readonly copies: readonly VolumeCopy[]
}

/** Of one sort of room: all, given away, left. */
export interface Room {
  readonly total: number
  readonly used: number
  readonly free: number
}

/** How full the cloud is: cores whole, memory and storage in gigabytes. */
export interface Usage {
  readonly cores: Room
  readonly memory: Room
  readonly storage: Room
}

/** A copy of all that the store and the hosts show now. */
export function takeInventory(store: HypervisorStore, hosts: HostPool): Inventory {
  return structuredClone({
    hosts: byId(hosts.list()),
    images: byId(store.images.all()),
    machines: byId(store.machines.all()),
    networks: byId(store.networks.all()),
    interfaces: byId(store.interfaces.all().map((row) => interfaceOf(store, row))),
    volumes: byId(store.volumes.all()),
    attachments: byId(store.attachments.all().map((row) => attachmentOf(store, row))),
    copies: byId(store.copies.all()),
  })
}

/** How full hosts and storage are. */
export function measureUsage(hosts: HostPool, storage: StoragePool): Usage {
  const all = hosts.list()
  return {
    cores: room(sum(all.map((host) => host.cores)), sum(all.map((host) => host.usedCores))),
    memory: room(sum(all.map((host) => host.memory)), sum(all.map((host) => host.usedMemory))),
    storage: room(storage.total, storage.used),
  }
}

function byId<R extends Row>(rows: readonly R[]): R[] {
  return rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

function room(total: number, used: number): Room {
  return { total, used, free: total - used }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
