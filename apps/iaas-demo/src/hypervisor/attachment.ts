import { demand, HypervisorError } from './errors.ts'
import { freeId, need } from './store.ts'
import { withChanges } from './table.ts'

import type { HypervisorStore } from './store.ts'

/** How a volume is to be attached; what is not given is allotted. */
export interface AttachmentSpec {
  /** A new one is made if none is given. */
  readonly id?: string | undefined
  /** `vdc` and `/dev/vdc` are the same device. The lowest free of `vdb` to `vdz` if not given. */
  readonly device?: string | undefined
  readonly mountpoint?: string | undefined
}

/** What can be changed of an attachment; `undefined` has the device allotted anew, or takes the mountpoint out. */
export interface AttachmentUpdate extends Omit<AttachmentSpec, 'id'> {
  /** Another machine, which calls it by the first free device unless `device` says which. */
  readonly machineId?: string
  /** Another volume. */
  readonly volumeId?: string
}

/** An attachment as it is kept. */
export interface AttachmentRow {
  readonly id: string
  readonly machineId: string
  readonly volumeId: string
  /** As it was asked for, or `vdb`, `vdc`, ... */
  readonly device: string
  readonly mountpoint?: string
}

/** An attachment as it is now: active while its machine runs and its volume is online. */
export interface Attachment extends AttachmentRow {
  readonly state: 'active' | 'inactive'
}

/** The attachments of volumes to machines: a volume has one at most. */
export class Attachments {
  readonly #store: HypervisorStore
  readonly #newId: () => string

  constructor(store: HypervisorStore, newId: () => string) {
    this.#store = store
    this.#newId = newId
  }

  get(id: string): Attachment {
    return attachmentOf(this.#store, need(this.#store.attachments, 'attachment', id))
  }

  attach(machineId: string, volumeId: string, spec: AttachmentSpec): Attachment {
    need(this.#store.machines, 'machine', machineId)
    this.#demandFree(volumeId)
    const id = freeId(this.#store.attachments, 'attachment', spec.id, this.#newId)
    const made: AttachmentRow = { id, machineId, volumeId, device: this.#device(id, machineId, spec.device) }
    return this.#put(withChanges(made, { mountpoint: spec.mountpoint }))
  }

  update(id: string, change: AttachmentUpdate): Attachment {
    const old = need(this.#store.attachments, 'attachment', id)
    const { machineId = old.machineId, volumeId = old.volumeId, ...asked } = change
    need(this.#store.machines, 'machine', machineId)
    if (volumeId !== old.volumeId) this.#demandFree(volumeId)
    const kept = machineId === old.machineId ? { device: old.device } : {}
    const { device, mountpoint } = { ...kept, mountpoint: old.mountpoint, ...asked }
    const row: AttachmentRow = { id, machineId, volumeId, device: this.#device(id, machineId, device) }
    return this.#put(withChanges(row, { mountpoint }))
  }

  detach(id: string): void {
    need(this.#store.attachments, 'attachment', id)
    this.#store.attachments.delete(id)
  }

  #put(row: AttachmentRow): Attachment {
    this.#store.attachments.put(row)
    return attachmentOf(this.#store, row)
  }

  #demandFree(volumeId: string): void {
    const volume = need(this.#store.volumes, 'volume', volumeId)
    const [holder] = this.#store.attachments.by('volumeId', volumeId)
    if (holder === undefined) return
    const sentence = `volume ${volume.name} is attached to machine ${holder.machineId} already`
    throw new HypervisorError('in-use', sentence, { volumeId, machineId: holder.machineId })
  }

  #device(id: string, machineId: string, asked: string | undefined): string {
    const others = this.#store.attachments.by('machineId', machineId).filter((other) => other.id !== id)
    // vda is the disk that the machine boots from.
    const taken = new Set(['vda', ...others.map((other) => plainDevice(other.device))])
    if (asked === undefined) return freeDevice(taken)
    demand(/^[!-~]{1,255}$/.test(asked), `${JSON.stringify(asked)} is not the name of a device`)
    if (!taken.has(plainDevice(asked))) return asked
    throw new HypervisorError('in-use', `machine ${machineId} has a device ${asked} already`, {
      machineId,
      device: asked,
    })
  }
}

/** The attachment with the state that follows from its machine and its volume. */
export function attachmentOf(store: HypervisorStore, row: AttachmentRow): Attachment {
  const running = store.machines.get(row.machineId)?.state === 'running'
  const online = store.volumes.get(row.volumeId)?.state === 'online'
  return { ...row, state: running && online ? 'active' : 'inactive' }
}

function plainDevice(device: string): string {
  return device.replace(/^\/dev\//, '')
}

function freeDevice(taken: ReadonlySet<string>): string {
  const free = Array.from('bcdefghijklmnopqrstuvwxyz')
    .map((letter) => `vd${letter}`)
    .find((device) => !taken.has(device))
  if (free === undefined)
    throw new HypervisorError('capacity', 'the machine has no device name left: vdb to vdz are taken')
  return free
}
