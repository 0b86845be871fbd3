import {
  coerce,
  OcciError,
  type AttributeDefinition,
  type AttributeValue,
  type Entity,
  type EntityInput,
  type InputForm,
  type InputValue,
  type Link,
} from '@occi/core'
import { describe, expect, test } from 'vitest'
import { textOcci, textPlain, uriList } from '../src/index.ts'
import {
  computeOf,
  contextOf,
  interfaceOf,
  ipInterface,
  myStuff,
  networkInterface,
  parseBody,
  renderWith,
  start,
  stop,
  typed,
} from './_context.ts'

const seed = Number(process.env['OCCI_TEST_SEED'] ?? Date.now() % 1_000_000)
const random = randomFrom(seed)
const limits = { headerField: 1e6, headerTotal: 1e6 }

describe(`with seed ${seed} (set OCCI_TEST_SEED to run it again)`, () => {
  // verifies('TEXT-4', 'TEXT-8', 'TEXT-15', 'TEXT-26', 'TEXT-43', 'R-5')
  test.each([textPlain, textOcci])('$name: what is written reads as it was', async (rendering) => {
    for (let round = 0; round < 200; round += 1) {
      const entity = round % 2 === 0 ? randomResource() : randomLink()
      const { headers, body = '' } = await renderWith(rendering, { form: 'entity', entity }, { limits })
      const fields = new Map([...headers].map(([name, value]) => [name.toLowerCase(), [value]]))
      const source = { mediaType: rendering.mediaTypes[0] ?? '', headers: fields, body }
      expect(summaryOfInput(rendering.parse('entity', source, contextOf()))).toEqual(summaryOf(entity))
    }
  })

  // verifies('TEXT-4', 'H11-127')
  test.each([textPlain, textOcci, uriList])('$name: garbage gives an input or an OcciError', (rendering) => {
    for (let round = 0; round < 3000; round += 1) {
      const text = garbage()
      const headers = new Map(
        ['category', 'link', 'x-occi-attribute', 'x-occi-location'].map((name) => [name, [text]]),
      )
      for (const form of rendering.reads)
        expect(
          outcome(() => rendering.parse(form, { mediaType: '', headers, body: text }, contextOf())),
        ).toBe('fine')
    }
  })

  test('a good message with one character changed gives an input or an OcciError', async () => {
    const { body = '' } = await renderWith(textPlain, { form: 'entity', entity: randomResource() })
    for (let round = 0; round < 2000; round += 1) {
      const at = random(body.length)
      const text = body.slice(0, at) + pick(pieces) + body.slice(at + random(2))
      expect(outcome(() => parseBody('entity', text))).toBe('fine')
    }
  })
})

describe('the work grows with the length alone', () => {
  const long = 200_000
  const unbounded = { limits: { entries: long, value: long * 10 } }

  // A scanner that went back would need hours for these, and the test would run into its time limit.
  test.each([
    ['quotes', `X-OCCI-Attribute: a="${'\\"'.repeat(long)}`],
    ['an open quote after many', `X-OCCI-Attribute: ${'a="b", '.repeat(long)}"`],
    ['blanks', `Category: a;${' '.repeat(long)}b`],
    ['semicolons', `Category: a${' ; '.repeat(long)}`],
    ['commas', `Link: ${','.repeat(long)}<`],
    ['brackets', `Link: ${'<a>, '.repeat(long)}<`],
    ['folds', `X-OCCI-Attribute: a="${'\\\n b'.repeat(long)}`],
    ['lines', 'X-OCCI-Location: a\n'.repeat(long)],
    ['carriage returns', `X-OCCI-Location: a${'\r'.repeat(long)}b`],
    ['braces', `Category: a; scheme="b:c"; attributes="${'a{ '.repeat(long)}"`],
    ['names', `X-OCCI-Attribute: ${'a'.repeat(long)}`],
  ])('%s', (_case, body) => {
    const forms: readonly InputForm[] = ['entity', 'members']
    for (const form of forms) expect(outcome(() => parseBody(form, body, unbounded))).toBe('fine')
  })
})

const pieces = [
  '"',
  '\\',
  ',',
  ';',
  '=',
  '<',
  '>',
  ':',
  ' ',
  '\t',
  '\n',
  '\r',
  '\u0000',
  '{',
  '}',
  '?action=',
  'Category',
  'Link:',
  'X-OCCI-Attribute:',
  'X-OCCI-Location:',
  'scheme="http://a/#"',
  'class=',
  'rel',
  'a.b',
  '1',
  '%',
  '\u00ff',
  '\ud800',
  '__proto__',
  'constructor',
]

function garbage(): string {
  return Array.from({ length: random(30) }, () => pick(pieces)).join('')
}

function outcome(read: () => unknown): string {
  try {
    read()
    return 'fine'
  } catch (error) {
    return OcciError.is(error) &&
      (error.code === 'malformed' || error.code === 'too-large') &&
      error.details.where !== undefined
      ? 'fine'
      : String(error)
  }
}

function randomResource(): Entity {
  const links = Array.from({ length: random(4) }, randomLink)
  const actions = [start, stop].slice(random(3))
  const attributes = {
    ...randomAttributes(),
    ...maybe('occi.core.title'),
    ...maybe('occi.core.summary'),
    ...maybe('occi.compute.hostname'),
  }
  return computeOf({ mixins: random(2) === 0 ? [typed, myStuff] : [typed], attributes, actions, links })
}

function randomLink(): Link {
  const attributes = {
    ...maybe('occi.networkinterface.mac'),
    ...maybe('occi.core.title'),
    ...maybe('occi.networkinterface.address'),
  }
  const target = pick([
    { location: '/network/a' },
    { location: 'http://elsewhere.example/x?y=z;a' },
    { location: '/network/b', kind: 'http://a.example/#b' },
  ])
  return interfaceOf({
    id: `urn:uuid:${random(1e9)}`,
    location: `/networkinterface/${random(1e9)}`,
    mixins: [ipInterface],
    attributes,
    target,
  })
}

function maybe(name: string): Readonly<Record<string, string>> {
  return random(2) === 0 ? {} : { [name]: randomText() }
}

function randomAttributes(): Readonly<Record<string, AttributeValue>> {
  return {
    'com.example.string': randomText(),
    'com.example.integer': random(2 ** 50) - 2 ** 49,
    'com.example.number': (random(2 ** 30) - 2 ** 29) * 10 ** (random(60) - 30),
    'com.example.boolean': random(2) === 0,
    'com.example.array': [random(9), randomText(), [randomText()]],
    'com.example.object': { [randomText()]: randomText() },
  }
}

function randomText(): string {
  const characters = [
    'a',
    'Z',
    '"',
    '\\',
    ',',
    ';',
    '=',
    '<',
    '>',
    ' ',
    'é',
    '世',
    '😀',
    "'",
    '{',
    '#',
    '\\"',
    '\\\\',
  ]
  return Array.from({ length: random(12) }, () => pick(characters)).join('')
}

function pick<T>(list: readonly T[]): T {
  return list[random(list.length)] as T
}

/** Mulberry32: small, and the same everywhere. */
function randomFrom(start: number): (below: number) => number {
  let state = start
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

interface Summary {
  readonly categories: readonly string[]
  readonly attributes: Readonly<Record<string, unknown>>
  readonly links?: readonly (Summary & {
    readonly target: string
    readonly self: string | undefined
    readonly rel: readonly string[]
  })[]
}

function summaryOf(entity: Entity): Summary {
  const ends =
    entity.type === 'link'
      ? { 'occi.core.source': entity.source.location, 'occi.core.target': entity.target.location }
      : {}
  const kinds =
    entity.type === 'link'
      ? { 'occi.core.source.kind': entity.source.kind, 'occi.core.target.kind': entity.target.kind }
      : {}
  return {
    categories: [entity.kind, ...entity.mixins].map(({ id }) => id),
    attributes: { 'occi.core.id': entity.id, ...entity.attributes, ...ends, ...defined(kinds) },
    links: (entity.type === 'resource' ? entity.links : []).map((link) => {
      const { categories, attributes } = summaryOf(link)
      const { 'occi.core.source.kind': _source, 'occi.core.target.kind': kind, ...others } = attributes
      const rel = [typeof kind === 'string' ? kind : 'http://schemas.ogf.org/occi/core#resource']
      return { categories, attributes: others, target: link.target.location, self: link.location, rel }
    }),
  }
}

function defined(members: Readonly<Record<string, string | undefined>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))
}

function summaryOfInput({ categories, attributes, links }: EntityInput): Summary {
  return {
    categories: categories.map(({ id }) => id),
    attributes: typedValues(attributes),
    links: links.map((link) => ({
      categories: link.categories.map(({ id }) => id),
      attributes: typedValues(link.attributes),
      target: link.target,
      self: link.self,
      rel: link.rel,
    })),
  }
}

const definitions = new Map<string, AttributeDefinition>([
  ...Object.entries(typed.attributes),
  ...Object.entries(networkInterface.attributes),
])

function typedValues(attributes: ReadonlyMap<string, InputValue>): Readonly<Record<string, unknown>> {
  const text: AttributeDefinition = { type: 'string', mutability: 'read-write', required: false }
  return Object.fromEntries(
    [...attributes].map(([name, input]) => [name, coerce(name, input, definitions.get(name) ?? text)]),
  )
}
