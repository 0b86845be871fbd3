import type { AttributesHeld, AttributeValue, Entity, Link } from '@occi/core'
import { createRandom, type Random } from '../random.ts'
import { roundTripCase, type RenderingCase } from './harness.ts'
import { aMachine, aWire, cut, fast, halt, lan, restart, shielded, surge, tag } from './model.ts'
import { expectSameEntity } from './same-entity.ts'

const characters = [
  ...'aZ0 "\\,;=<>:{}[]()#?&%/.\'|~^`$'.split(''),
  'é',
  '世',
  '😀',
  '\\"',
  '", ',
  '; ',
  'true',
  '1',
]

const targets = [
  { location: '/lan/office', kind: lan.id },
  { location: '/lan/odd', kind: 'http://example.com/gone#kind' },
  { location: 'https://elsewhere.example/x?y=z;a' },
]

/** Seeded random entities are read as they were written. */
export const randomCases: readonly RenderingCase[] = [1, 2, 3, 4].map((seed) =>
  roundTripCase(
    `random:seed-${seed}`,
    `random entities are read as they were written (seed ${seed})`,
    ['entity', 'entity'],
    async (trial) => {
      const random = createRandom(seed)
      for (let round = 0; round < 60; round += 1) {
        const entity = random.below(3) === 0 ? randomLink(random) : randomMachine(random)
        const read = await trial.readBack('entity', { form: 'entity', entity }, { path: entity.location })
        expectSameEntity(read, entity, trial.context())
      }
    },
  ),
)

function randomMachine(random: Random): Entity {
  const attributes = some(random, {
    'occi.core.title': randomText(random),
    'occi.core.summary': randomText(random),
    'com.example.text': randomText(random),
    'com.example.count': random.below(2 ** 50) - 2 ** 49,
    'com.example.ratio': (random.below(2 ** 30) - 2 ** 29 + 0.5) * 10 ** (random.below(60) - 30),
    'com.example.flag': random.below(2) === 0,
    'com.example.list': Array.from({ length: random.below(4) }, () => randomValue(random, 3)),
    'com.example.map': { [randomText(random)]: randomValue(random, 3) },
    'com.example.note': randomText(random),
  })
  const links = Array.from({ length: random.below(4) }, () => randomLink(random))
  const actions = [restart, halt, surge].slice(random.below(4))
  return aMachine('web', { mixins: [fast, tag], attributes, links, actions })
}

function randomLink(random: Random): Link {
  return aWire(String(random.below(1e9)), {
    mixins: random.below(2) === 0 ? [] : [shielded],
    attributes: some(random, {
      'occi.core.title': randomText(random),
      'com.example.device': randomText(random),
    }),
    target: random.pick(targets),
    actions: [cut].slice(random.below(2)),
  })
}

/** Each attribute or not. */
function some(random: Random, attributes: Readonly<Record<string, AttributeValue>>): AttributesHeld {
  return Object.fromEntries(Object.entries(attributes).filter(() => random.below(3) > 0))
}

function randomText(random: Random): string {
  return Array.from({ length: random.below(12) }, () => random.pick(characters)).join('')
}

function randomValue(random: Random, depth: number): AttributeValue {
  switch (random.below(depth === 0 ? 3 : 5)) {
    case 0:
      return randomText(random)
    case 1:
      return (random.below(2000) - 1000.5) / 8
    case 2:
      return random.below(2) === 0
    case 3:
      return Array.from({ length: random.below(3) }, () => randomValue(random, depth - 1))
    default:
      return { [randomText(random)]: randomValue(random, depth - 1) }
  }
}
