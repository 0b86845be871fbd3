import type { Stored } from '../store/stored.ts'

const blockSize = 512

/**
 * Stored entities in order of creation, whenever they joined: sorted blocks, so that joining, leaving and finding a place move a few
 * hundred references at the most, and a position is found by counting blocks.
 */
export class OrderedSet {
  readonly #blocks: Stored[][] = []
  #size = 0

  /** A set of the given members. */
  static of(members: Iterable<Stored>): OrderedSet {
    const set = new OrderedSet()
    for (const member of members) set.add(member)
    return set
  }

  /** How many members there are. */
  get size(): number {
    return this.#size
  }

  /** Adds one that is not a member yet. */
  add(stored: Stored): void {
    this.#size += 1
    const last = this.#blocks.at(-1)
    if (last === undefined) this.#blocks.push([stored])
    else if (isBefore(last.at(-1), stored.sequence)) this.#append(last, stored)
    else this.#insert(stored)
  }

  /** Takes a member out; others are ignored. */
  delete(stored: Stored): void {
    const at = this.#blockOf(stored.sequence)
    const block = this.#blocks[at] ?? []
    const place = placeIn(block, stored.sequence)
    if (block[place] !== stored) return
    block.splice(place, 1)
    this.#size -= 1
    this.#merge(at)
  }

  /** The member at a position, counted from 0. */
  at(position: number): Stored | undefined {
    let left = position
    for (const block of this.#blocks) {
      if (left < block.length) return block[left]
      left -= block.length
    }
    return undefined
  }

  /** The members created after a sequence number. The set must not change meanwhile. */
  *after(sequence: number): Generator<Stored, undefined> {
    const first = this.#blockOf(sequence + 1)
    for (let at = first; at < this.#blocks.length; at += 1) {
      const block = this.#blocks[at] ?? []
      yield* at === first ? block.slice(placeIn(block, sequence + 1)) : block
    }
    return undefined
  }

  /** The first of the members created after a sequence number. */
  firstAfter(sequence: number, limit: number): readonly Stored[] {
    let at = this.#blockOf(sequence + 1)
    const block = this.#blocks[at] ?? []
    const place = placeIn(block, sequence + 1)
    const first = block.slice(place, place + limit)
    for (at += 1; first.length < limit && at < this.#blocks.length; at += 1)
      first.push(...(this.#blocks[at] ?? []).slice(0, limit - first.length))
    return first
  }

  #append(last: Stored[], stored: Stored): void {
    if (last.length < blockSize) last.push(stored)
    else this.#blocks.push([stored])
  }

  #insert(stored: Stored): void {
    const at = this.#blockOf(stored.sequence)
    const block = this.#blocks[at] ?? []
    block.splice(placeIn(block, stored.sequence), 0, stored)
    if (block.length > blockSize) this.#blocks.splice(at + 1, 0, block.splice(blockSize / 2))
  }

  /** Joins a block that has become small with the next one, so that there are never many small ones. */
  #merge(at: number): void {
    const block = this.#blocks[at] ?? []
    const next = this.#blocks[at + 1] ?? []
    if (block.length > 0 && block.length + next.length > blockSize / 2) return
    if (block.length > 0 && next.length === 0) return
    this.#blocks.splice(at, 2, ...[[...block, ...next]].filter(({ length }) => length > 0))
  }

  /** The first block that ends at or after a sequence number. */
  #blockOf(sequence: number): number {
    let [low, high] = [0, this.#blocks.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (isBefore(this.#blocks[middle]?.at(-1), sequence)) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** The first place in a block whose member is not older than a sequence number. */
function placeIn(block: readonly Stored[], sequence: number): number {
  let [low, high] = [0, block.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isBefore(block[middle], sequence)) low = middle + 1
    else high = middle
  }
  return low
}

function isBefore(stored: Stored | undefined, sequence: number): boolean {
  return stored !== undefined && stored.sequence < sequence
}
