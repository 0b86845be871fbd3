import { demand, HypervisorError } from './errors.ts'

/** A piece of hardware that machines run on. */
export interface HostSpec {
  readonly id: string
  /** Whole cores. */
  readonly cores: number
  /** Gigabytes. */
  readonly memory: number
}

/** A host and what of it is given away. */
export interface Host extends HostSpec {
  readonly usedCores: number
  /** Gigabytes. */
  readonly usedMemory: number
}

/** The room a machine takes. */
export interface Size {
  /** Whole cores, 1 or more. */
  readonly cores: number
  /** Gigabytes, more than 0; granted in whole megabytes. */
  readonly memory: number
}

/** A machine's place: its size, and the host it is on. */
export interface Placed extends Size {
  readonly hostId: string
}

interface Room {
  readonly spec: HostSpec
  cores: number
  megabytes: number
}

/** The hosts together; a machine gets the first host it fits on. */
export class HostPool {
  readonly #rooms: ReadonlyMap<string, Room>

  /** What `placed` machines hold already is counted as given away. */
  constructor(hosts: readonly HostSpec[], placed: readonly Placed[]) {
    for (const host of hosts) checkSize(host)
    this.#rooms = new Map(hosts.map((spec) => [spec.id, emptyRoom(spec)]))
    demand(this.#rooms.size === hosts.length, 'two hosts have the same id')
    for (const one of placed) this.#take(one.hostId, one)
  }

  /** Reserves room on the first host that has it, and says which. Refuses with `capacity`. */
  place(size: Size): string {
    for (const room of this.#rooms.values()) {
      if (fits(room, size)) return this.#take(room.spec.id, size)
    }
    throw this.#full(size)
  }

  /** Gives the room back. */
  release(placed: Placed): void {
    const room = this.#rooms.get(placed.hostId)
    if (room === undefined) return
    room.cores += placed.cores
    room.megabytes += toMegabytes(placed.memory)
  }

  /** Exchanges a machine's room for another size, on its own host if that has it, else on the first that has. */
  exchange(placed: Placed, size: Size): string {
    this.release(placed)
    const own = this.#rooms.get(placed.hostId)
    if (own !== undefined && fits(own, size)) return this.#take(placed.hostId, size)
    try {
      return this.place(size)
    } catch (error) {
      this.#take(placed.hostId, placed)
      throw error
    }
  }

  /** Each host with what of it is given away. */
  list(): readonly Host[] {
    return [...this.#rooms.values()].map(({ spec, cores, megabytes }) => ({
      ...spec,
      usedCores: spec.cores - cores,
      usedMemory: toGigabytes(toMegabytes(spec.memory) - megabytes),
    }))
  }

  #take(hostId: string, size: Size): string {
    const room = this.#rooms.get(hostId)
    if (room !== undefined) {
      room.cores -= size.cores
      room.megabytes -= toMegabytes(size.memory)
    }
    return hostId
  }

  #full(asked: Size): HypervisorError {
    const free = [...this.#rooms.values()].map(freeOf)
    const rooms = free.map((room) => `${room.id} ${room.cores} cores and ${room.memory} GB`).join(', ')
    const sentence = `no host has room for ${asked.cores} cores and ${asked.memory} GB; free are: ${rooms || 'no hosts'}`
    return new HypervisorError('capacity', sentence, {
      asked: { cores: asked.cores, memory: asked.memory },
      free,
    })
  }
}

/** Refuses a size that no machine and no host can have. */
export function checkSize({ cores, memory }: Size): void {
  demand(Number.isSafeInteger(cores) && cores >= 1, `${cores} cores: a whole number from 1 is wanted`)
  demand(Number.isFinite(memory) && memory > 0, `${memory} GB of memory: a number above 0 is wanted`)
}

// Whole megabytes add up and come back exactly, which fractions of gigabytes do not.
/** Gigabytes as whole megabytes, rounded up. */
export function toMegabytes(gigabytes: number): number {
  return Math.ceil(gigabytes * 1024)
}

/** Megabytes as gigabytes. */
export function toGigabytes(megabytes: number): number {
  return megabytes / 1024
}

function emptyRoom(spec: HostSpec): Room {
  return { spec, cores: spec.cores, megabytes: toMegabytes(spec.memory) }
}

function fits(room: Room, size: Size): boolean {
  return room.cores >= size.cores && room.megabytes >= toMegabytes(size.memory)
}

function freeOf(room: Room): { id: string; cores: number; memory: number } {
  return { id: room.spec.id, cores: room.cores, memory: toGigabytes(room.megabytes) }
}
