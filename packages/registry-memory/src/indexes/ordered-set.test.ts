import { resource, type Entity } from '@occi/core'
import { createRandom } from '@occi/testing'
import { describe, expect, test } from 'vitest'
import { Stored } from '../store/stored.ts'
import { mergeAfter, sequenceAt } from './merge.ts'
import { OrderedSet } from './ordered-set.ts'

const entity = { type: 'resource', kind: resource } as unknown as Entity
const all = Array.from({ length: 4000 }, (_, index) => new Stored(index + 1, entity))

function sequences(found: Iterable<Stored>): readonly number[] {
  return [...found].map(({ sequence }) => sequence)
}

describe('OrderedSet', () => {
  test.each([1, 2, 3])('is in order whatever comes and goes (seed %i)', (seed) => {
    const random = createRandom(seed)
    const [set, model] = [new OrderedSet(), new Set<Stored>()]
    for (let step = 0; step < 20_000; step += 1) {
      const stored = random.pick(all)
      const leaves = model.has(stored) && random.below(10) < (step < 12_000 ? 3 : 9)
      if (leaves) set.delete(stored)
      else if (!model.has(stored)) set.add(stored)
      if (leaves) model.delete(stored)
      else model.add(stored)
    }
    const wanted = [...model].toSorted((one, other) => one.sequence - other.sequence)
    expect(set.size).toBe(wanted.length)
    expect(sequences(set.after(0))).toEqual(sequences(wanted))
    for (const position of [0, 1, wanted.length >> 1, wanted.length - 1, wanted.length])
      expect(set.at(position)).toBe(wanted[position])
    const from = all[1999]?.sequence ?? 0
    const rest = sequences(wanted).filter((sequence) => sequence > from)
    expect(sequences(set.after(from))).toEqual(rest)
    for (const limit of [0, 1, 511, 512, 513, 1024, rest.length, Infinity])
      expect(sequences(set.firstAfter(from, limit))).toEqual(rest.slice(0, limit))
  })

  test('can be emptied from either end and used again', () => {
    for (const order of [all, all.toReversed()]) {
      const set = OrderedSet.of(all)
      for (const stored of order) set.delete(stored)
      expect([set.size, [...set.after(0)], set.at(0)]).toEqual([0, [], undefined])
      for (const stored of order) set.add(stored)
      expect(sequences(set.after(0))).toEqual(sequences(all))
    }
  })

  test('ignores the departure of what is no member', () => {
    const set = OrderedSet.of(all.slice(0, 3))
    set.delete(all[5] as Stored)
    expect(set.size).toBe(3)
  })
})

describe('two sets merged', () => {
  const splits = [all.length, 0, 1, 3, 7]

  test.each(splits)('are in one order, from any position (every %i-th apart)', (every) => {
    const [one, other] = [true, false].map((wanted) =>
      OrderedSet.of(all.filter((_, index) => (every !== 0 && index % every === 0) === wanted)),
    )
    const sets = [one, other].filter((set) => set !== undefined)
    expect(sequences(mergeAfter(sets, 0))).toEqual(sequences(all))
    for (const offset of [0, 1, 2, 511, 512, 513, 2000, 3999, 4000])
      expect(sequenceAt(sets, offset)).toBe(offset)
    expect(sequenceAt(sets, 4001)).toBe(Infinity)
  })

  test('none of them has no positions', () => {
    expect([sequenceAt([], 0), sequenceAt([], 1), [...mergeAfter([], 0)]]).toEqual([0, Infinity, []])
  })
})
