/** A whole number from 0 up to, but not including, a limit. */
export type Random = (below: number) => number

/** A small generator of numbers (mulberry32): the same seed, the same numbers. */
export function randomFrom(seed: number): Random {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** A member of a list. */
export function oneOf<T>(list: readonly [T, ...T[]], random: Random): T {
  return list[random(list.length)] ?? list[0]
}

/** So many of something, fewer than a limit. */
export function several<T>(below: number, random: Random, make: () => T): readonly T[] {
  return Array.from({ length: random(below) }, make)
}
