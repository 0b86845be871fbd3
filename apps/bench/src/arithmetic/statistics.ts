/** The middle of some numbers, or the mean of the middle two. Of none: NaN. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other)
  const middle = sorted.length >>> 1
  const upper = sorted[middle] ?? NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2
}

/** The number that a share of all does not exceed (nearest rank): `percentile(times, 0.99)`. Of none: NaN. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = Float64Array.from(numbers).toSorted()
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN
}

/** The medians of what several rounds found, member by member. */
export function medians<M extends Readonly<Record<string, number>>>(rounds: readonly M[]): M {
  const [first] = rounds
  if (first === undefined) throw new RangeError('there was no round')
  const names = Object.keys(first) as readonly (keyof M)[]
  return Object.fromEntries(names.map((name) => [name, median(rounds.map((round) => round[name]))])) as M
}
