import type { AttributeValue, Entity, Link } from '@occi/core'
import { compute, network, start, stop, storage } from '@occi/infrastructure'
import { computeOf, debian, interfaceOf, myStuff, typed } from './_context.ts'

/** The seed of this run. */
export const seed = Number(process.env['OCCI_TEST_SEED'] ?? Date.now() % 1_000_000)

/** A number from 0 on, below another (mulberry32: small, and the same everywhere). */
export const random = randomFrom(seed)

export function pick<T>(list: readonly T[]): T {
  return list[random(list.length)] as T
}

export function randomEntity(): Entity {
  return random(3) === 0 ? randomLink() : randomResource()
}

function randomResource(): Entity {
  return computeOf({
    id: randomId(),
    mixins: random(2) === 0 ? [typed, myStuff, debian] : [typed],
    attributes: {
      ...maybe('occi.core.title'),
      ...maybe('occi.core.summary'),
      'com.example.required': randomText(),
      'com.example.once-required': randomText(),
      'com.example.server': randomText(),
      'com.example.string': randomText(),
      'com.example.integer': random(2 ** 50) - 2 ** 49,
      'com.example.number': (random(2 ** 30) - 2 ** 29) * 10 ** (random(560) - 280),
      'com.example.boolean': random(2) === 0,
      'com.example.array': Array.from({ length: random(4) }, () => randomValue(3)),
      'com.example.object': randomObject(4),
    },
    actions: [start, stop].slice(random(3)),
    links: Array.from({ length: random(4) }, randomLink),
  })
}

function randomLink(): Link {
  return interfaceOf({
    id: randomId(),
    location: `/networkinterface/${random(1e9)}`,
    mixins: random(2) === 0 ? [] : [myStuff],
    attributes: {
      ...maybe('occi.core.title'),
      ...maybe('occi.networkinterface.interface'),
      ...maybe('occi.networkinterface.state.message'),
    },
    source: { location: `/compute/${random(1e9)}`, kind: compute.id },
    target: pick([
      { location: '/network/a', kind: network.id },
      { location: 'https://elsewhere.example/x?y=z;a,b' },
      { location: 'urn:something', kind: storage.id },
    ]),
  })
}

function randomId(): string {
  return `urn:uuid:${random(1e9)}`
}

function maybe(name: string): Readonly<Record<string, string>> {
  return random(2) === 0 ? {} : { [name]: randomText() }
}

function randomValue(depth: number): AttributeValue {
  const simple = [randomText(), random(1e9) / 7, -random(1e9), random(2) === 0]
  if (depth === 0) return pick(simple)
  return pick<AttributeValue>([...simple, [randomValue(depth - 1)], randomObject(depth - 1)])
}

function randomObject(depth: number): { readonly [member: string]: AttributeValue } {
  const names = ['a', 'literal', 'quoted', '__proto__', 'constructor', '', randomText(), 'occi']
  return Object.fromEntries(
    Array.from({ length: random(4) }, () => [pick(names), randomValue(depth)] as const),
  )
}

function randomText(): string {
  const characters = [
    'a',
    'Z',
    '"',
    '\\',
    ',',
    '{',
    '}',
    '[',
    ':',
    ' ',
    '\n',
    '\t',
    '\u0000',
    '\u2028',
    'é',
    '世',
    '😀',
  ]
  return Array.from({ length: random(12) }, () => pick(characters)).join('')
}

function randomFrom(start: number): (below: number) => number {
  let state = start
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}
