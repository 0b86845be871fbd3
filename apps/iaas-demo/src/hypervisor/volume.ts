import { HypervisorError } from './errors.ts'
import { following } from './followers.ts'
import { checkSizeGb } from './storage-pool.ts'
import { freeId, need } from './store.ts'

import type { Clock } from './clock.ts'
import type { Events } from './events.ts'
import type { StoragePool } from './storage-pool.ts'
import type { HypervisorStore } from './store.ts'

/** What a volume is made of. */
export interface VolumeSpec {
  /** A new one is made if none is given. */
  readonly id?: string | undefined
  readonly name: string
  /** Gigabytes, more than 0. */
  readonly sizeGb: number
}

/** What can be changed; what is not given stays. */
export type VolumeUpdate = Partial<Omit<VolumeSpec, 'id'>>

/** A volume as it is now. */
export interface Volume {
  readonly id: string
  readonly name: string
  readonly sizeGb: number
  readonly state: 'online' | 'offline'
}

/** A copy of a volume as it was. It takes room in the pool, and goes when its volume goes. */
export interface VolumeCopy {
  readonly id: string
  readonly volumeId: string
  readonly kind: 'backup' | 'snapshot'
  readonly name: string
  readonly sizeGb: number
  /** Milliseconds since 1970. */
  readonly madeAt: number
}

/** What volumes are worked with. */
export interface VolumeParts {
  readonly store: HypervisorStore
  readonly pool: StoragePool
  readonly events: Events
  readonly clock: Clock
  readonly newId: () => string
}

/** The volumes and their copies. A new volume is offline. */
export class Volumes {
  readonly #parts: VolumeParts

  constructor(parts: VolumeParts) {
    this.#parts = parts
  }

  get(id: string): Volume {
    return need(this.#parts.store.volumes, 'volume', id)
  }

  create({ id: asked, name, sizeGb }: VolumeSpec): Volume {
    const { store, pool, newId } = this.#parts
    checkSizeGb(sizeGb)
    const id = freeId(store.volumes, 'volume', asked, newId)
    pool.exchange(0, sizeGb)
    return this.#put({ id, name, sizeGb, state: 'offline' })
  }

  update(id: string, change: VolumeUpdate): Volume {
    const volume = this.get(id)
    const { name = volume.name, sizeGb = volume.sizeGb } = change
    checkSizeGb(sizeGb)
    if (sizeGb < volume.sizeGb) this.#demandDetached(volume, 'made smaller')
    this.#parts.pool.exchange(volume.sizeGb, sizeGb)
    return this.#put({ ...volume, name, sizeGb })
  }

  online(id: string): Volume {
    return this.#turn(id, 'online')
  }

  offline(id: string): Volume {
    return this.#turn(id, 'offline')
  }

  copy(id: string, kind: VolumeCopy['kind'], name: string | undefined): VolumeCopy {
    const { store, pool, clock, newId } = this.#parts
    const { name: volumeName, sizeGb } = this.get(id)
    pool.exchange(0, sizeGb)
    const copy: VolumeCopy = {
      id: newId(),
      volumeId: id,
      kind,
      name: name ?? `${kind} of ${volumeName}`,
      sizeGb,
      madeAt: clock.now(),
    }
    store.copies.put(copy)
    return copy
  }

  copies(id: string): readonly VolumeCopy[] {
    this.get(id)
    return this.#parts.store.copies.by('volumeId', id)
  }

  deleteCopy(copyId: string): void {
    const { store, pool } = this.#parts
    pool.exchange(need(store.copies, 'copy of a volume', copyId).sizeGb, 0)
    store.copies.delete(copyId)
  }

  destroy(id: string, force: boolean): void {
    const { store, pool } = this.#parts
    const volume = this.get(id)
    if (!force) this.#demandDetached(volume, 'destroyed')
    for (const attachment of store.attachments.by('volumeId', id)) store.attachments.delete(attachment.id)
    for (const copy of store.copies.by('volumeId', id)) this.deleteCopy(copy.id)
    store.volumes.delete(id)
    pool.exchange(volume.sizeGb, 0)
  }

  #turn(id: string, state: Volume['state']): Volume {
    const { store, events } = this.#parts
    const volume = this.get(id)
    if (volume.state === state) {
      throw new HypervisorError('state', `volume ${volume.name} is ${state} already`, { volumeId: id, state })
    }
    const announce = following(store, events, { attachments: store.attachments.by('volumeId', id) })
    const turned = this.#put({ ...volume, state })
    announce()
    return turned
  }

  #demandDetached({ id, name }: Volume, doing: string): void {
    const [attachment] = this.#parts.store.attachments.by('volumeId', id)
    if (attachment === undefined) return
    const sentence = `volume ${name} cannot be ${doing} while machine ${attachment.machineId} has it`
    throw new HypervisorError('in-use', sentence, { volumeId: id, machineId: attachment.machineId })
  }

  #put(volume: Volume): Volume {
    this.#parts.store.volumes.put(volume)
    return volume
  }
}
