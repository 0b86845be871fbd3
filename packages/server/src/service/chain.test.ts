import { createRandom } from '../../test/_random.ts'
import { expect, test } from 'vitest'

import { Chain, type ChainLink } from './chain.ts'

interface Numbered extends ChainLink {
  readonly number: number
}

test.each([1, 2, 3])('is in order, whatever comes and leaves (seed %i)', (seed) => {
  const random = createRandom(seed)
  const chain = new Chain<Numbered>()
  const model = new Set<Numbered>()
  const left: Numbered[] = []
  for (let number = 0; number < 2000; number += 1) {
    const leaving = random.pick([...model, ...left, undefined])
    if (leaving !== undefined && random.below(2) === 0) {
      chain.delete(leaving)
      if (model.delete(leaving)) left.push(leaving)
    } else {
      const link = { number }
      chain.add(link)
      model.add(link)
    }
    if (number % 50 === 0)
      for (const link of [...model].slice(0, 20)) void (chain.delete(link), model.delete(link))
    expect([chain.first, chain.last]).toEqual([[...model].at(0), [...model].at(-1)])
  }
  expect([...chain]).toEqual([...model])
})

test('whoever is at hand may leave', () => {
  const chain = new Chain<Numbered>()
  for (const number of [1, 2, 3]) chain.add({ number })
  const seen: number[] = []
  for (const link of chain) {
    seen.push(link.number)
    chain.delete(link)
  }
  expect([seen, chain.first, chain.last]).toEqual([[1, 2, 3], undefined, undefined])
})

test('what has left holds nobody', () => {
  const chain = new Chain<Numbered>()
  const links = [1, 2, 3].map((number): Numbered => ({ number }))
  for (const link of links) chain.add(link)
  for (const link of links) chain.delete(link)
  expect(links.flatMap(({ previous, next }) => [previous, next])).toEqual(Array.from({ length: 6 }))
})
