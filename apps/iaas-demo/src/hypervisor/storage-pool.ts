import { demand, HypervisorError } from './errors.ts'
import { toGigabytes, toMegabytes } from './host.ts'
import { count, tallyOf } from './store.ts'

import type { HypervisorStore } from './store.ts'

/** The disk space that volumes and their copies share. */
export class StoragePool {
  readonly #totalMb: number
  readonly #store: Pick<HypervisorStore, 'tallies'>

  /** Gigabytes in all. */
  constructor(totalGb: number, store: Pick<HypervisorStore, 'tallies'>) {
    this.#totalMb = toMegabytes(totalGb)
    this.#store = store
  }

  /** Gigabytes. */
  get total(): number {
    return toGigabytes(this.#totalMb)
  }

  /** Gigabytes. */
  get used(): number {
    return toGigabytes(tallyOf(this.#store, 'storage'))
  }

  /** Exchanges what is held for another size; 0 is nothing. Refuses with `capacity`. */
  exchange(oldGb: number, newGb: number): void {
    const more = toMegabytes(newGb) - toMegabytes(oldGb)
    const free = this.#totalMb - tallyOf(this.#store, 'storage')
    if (more > 0 && more > free) throw full(toGigabytes(more), toGigabytes(free))
    count(this.#store, 'storage', more)
  }
}

/** Refuses a size that no volume can have. */
export function checkSizeGb(sizeGb: number): void {
  demand(Number.isFinite(sizeGb) && sizeGb > 0, `a volume of ${sizeGb} GB: a number above 0 is wanted`)
}

function full(asked: number, free: number): HypervisorError {
  const sentence = `the storage has no room for ${asked} GB more; free are ${free} GB`
  return new HypervisorError('capacity', sentence, { asked, free })
}
