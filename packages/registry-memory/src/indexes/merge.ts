import type { Stored } from '../store/stored.ts'
import type { OrderedSet } from './ordered-set.ts'

/** The members of one or two sets created after a sequence number, in order of creation. */
export function* mergeAfter(sets: readonly OrderedSet[], sequence: number): Generator<Stored, undefined> {
  const [one, other] = sets.map((set) => set.after(sequence))
  let left = one?.next().value
  let right = other?.next().value
  while (left !== undefined && right !== undefined) {
    if (left.sequence < right.sequence) {
      yield left
      left = one?.next().value
    } else {
      yield right
      right = other?.next().value
    }
  }
  for (; left !== undefined; left = one?.next().value) yield left
  for (; right !== undefined; right = other?.next().value) yield right
  return undefined
}

/** The sequence number after which the merged members continue when the first `offset` are left out; Infinity when there are no more. */
export function sequenceAt(sets: readonly OrderedSet[], offset: number): number {
  if (offset <= 0) return 0
  const [one, other] = sets
  if (one === undefined) return Infinity
  if (other === undefined) return one.at(offset - 1)?.sequence ?? Infinity
  if (offset > one.size + other.size) return Infinity
  const fromOne = shareOf(one, other, offset)
  return Math.max(one.at(fromOne - 1)?.sequence ?? 0, other.at(offset - fromOne - 1)?.sequence ?? 0)
}

/** How many of the first `offset` merged members come from the first set: found by halving, not by walking. */
function shareOf(one: OrderedSet, other: OrderedSet, offset: number): number {
  let [low, high] = [Math.max(0, offset - other.size), Math.min(offset, one.size)]
  while (low < high) {
    const middle = (low + high) >>> 1
    const [candidate, rival] = [
      one.at(middle)?.sequence ?? Infinity,
      other.at(offset - middle - 1)?.sequence ?? 0,
    ]
    if (candidate < rival) low = middle + 1
    else high = middle
  }
  return low
}
