import { demand, HypervisorError } from './errors.ts'

import type { Table } from './table.ts'

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

/** A host as it is kept. */
export interface HostRow extends HostSpec {
  readonly usedCores: number
  readonly usedMegabytes: number
}

/** The hosts together; a machine gets the first host it fits on. */
export class HostPool {
  readonly #rows: Table<HostRow>

  /** Hosts that the table does not have are put in; those that it has smaller grow. */
  constructor(rows: Table<HostRow>, hosts: readonly HostSpec[]) {
    for (const host of hosts) checkSize(host)
    demand(new Set(hosts.map(({ id }) => id)).size === hosts.length, 'two hosts have the same id')
    this.#rows = rows
    for (const host of hosts) this.#open(host)
  }

  /** Reserves room on the first host that has it, and says which. Refuses with `capacity`. */
  place(size: Size): string {
    const row = this.#rows.all().find((one) => fits(one, size))
    if (row === undefined) throw this.#full(size)
    return this.#take(row, size)
  }

  /** Gives the room back. */
  release({ hostId, cores, memory }: Placed): void {
    const row = this.#rows.get(hostId)
    if (row === undefined) return
    const usedMegabytes = row.usedMegabytes - toMegabytes(memory)
    this.#rows.put({ ...row, usedCores: row.usedCores - cores, usedMegabytes })
  }

  /** Exchanges a machine's room for another size, on its own host if that has it, else on the first that has. */
  exchange(placed: Placed, size: Size): string {
    this.release(placed)
    const own = this.#rows.get(placed.hostId)
    if (own !== undefined && fits(own, size)) return this.#take(own, size)
    try {
      return this.place(size)
    } catch (error) {
      if (own !== undefined) this.#take(own, placed)
      throw error
    }
  }

  /** Each host with what of it is given away. */
  list(): readonly Host[] {
    return this.#rows.all().map(({ usedMegabytes, ...host }) => ({
      ...host,
      usedMemory: toGigabytes(usedMegabytes),
    }))
  }

  #open(host: HostSpec): void {
    const { cores = 0, memory = 0, ...used } = this.#rows.get(host.id) ?? { usedCores: 0, usedMegabytes: 0 }
    if (host.cores <= cores && host.memory <= memory) return
    const larger = { cores: Math.max(host.cores, cores), memory: Math.max(host.memory, memory) }
    this.#rows.put({ ...used, id: host.id, ...larger })
  }

  #take(row: HostRow, size: Size): string {
    const usedMegabytes = row.usedMegabytes + toMegabytes(size.memory)
    this.#rows.put({ ...row, usedCores: row.usedCores + size.cores, usedMegabytes })
    return row.id
  }

  #full(asked: Size): HypervisorError {
    const free = this.#rows.all().map(freeOf)
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

function fits(row: HostRow, { cores, memory }: Size): boolean {
  const free = toMegabytes(row.memory) - row.usedMegabytes
  return row.cores - row.usedCores >= cores && free >= toMegabytes(memory)
}

function freeOf({ id, cores, memory, usedCores, usedMegabytes }: HostRow): Size & { readonly id: string } {
  return { id, cores: cores - usedCores, memory: toGigabytes(toMegabytes(memory) - usedMegabytes) }
}
