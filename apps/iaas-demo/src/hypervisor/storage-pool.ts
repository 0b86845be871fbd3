import { demand, HypervisorError } from './errors.ts'
import { toGigabytes, toMegabytes } from './host.ts'

/** The disk space that volumes and their copies share. */
export class StoragePool {
  readonly #totalMb: number
  #usedMb = 0

  /** Sizes in gigabytes; what is `held` already is counted as used. */
  constructor(totalGb: number, held: readonly number[]) {
    this.#totalMb = toMegabytes(totalGb)
    for (const sizeGb of held) this.#usedMb += toMegabytes(sizeGb)
  }

  /** Gigabytes. */
  get total(): number {
    return toGigabytes(this.#totalMb)
  }

  /** Gigabytes. */
  get used(): number {
    return toGigabytes(this.#usedMb)
  }

  /** Exchanges what is held for another size; 0 is nothing. Refuses with `capacity`. */
  exchange(oldGb: number, newGb: number): void {
    const more = toMegabytes(newGb) - toMegabytes(oldGb)
    const free = this.#totalMb - this.#usedMb
    if (more > free) throw full(toGigabytes(more), toGigabytes(free))
    this.#usedMb += more
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
