import {
  attributesOfChanged,
  attributesOfReplaced,
  checkApplicable,
  OcciError,
  resolve,
  type Entity,
  type EntityInput,
  type Link,
  type LinkInput,
} from '@occi/core'
import { textPlain } from '@occi/render-text'
import { describe, expect, test } from 'vitest'
import { occiJson } from '../src/index.ts'
import {
  bodyOf,
  bodyOfEntity,
  catalog,
  collectionOf,
  contextOf,
  debian,
  myStuff,
  parse,
  textOf,
  typed,
  valuesOf,
} from './_context.ts'
import { pick, random, randomEntity, seed } from './_random.ts'

describe(`with seed ${seed} (set OCCI_TEST_SEED to run it again)`, () => {
  // verifies('J-006', 'J-053', 'J-090', 'J-101', 'J-102', 'J-104')
  test('what is written reads as it was', async () => {
    for (let round = 0; round < 300; round += 1) {
      const entity = randomEntity()
      expect(summaryOfInput(parse('entity', await bodyOfEntity(entity)))).toEqual(summaryOf(entity))
    }
  })

  test('so does a Collection', async () => {
    for (let round = 0; round < 30; round += 1) {
      const entities = Array.from({ length: random(9) + 1 }, randomEntity)
      const body = await bodyOf(collectionOf('entities', entities.slice(0, 3), entities.slice(3)))
      const inOrder = entities.toSorted((one, other) => other.type.localeCompare(one.type))
      expect(parse('entities', body).map(summaryOfInput)).toEqual(inOrder.map(summaryOf))
      expect(parse('members', body)?.map(({ reference }) => reference)).toEqual(inOrder.map(({ id }) => id))
    }
  })

  test('so do Mixins of users', async () => {
    const body = await bodyOf({ form: 'categories', categories: [myStuff] })
    expect(parse('categories', body)).toEqual([
      {
        id: myStuff.id,
        term: myStuff.term,
        scheme: myStuff.scheme,
        class: 'mixin',
        rel: [],
        location: myStuff.location,
        capabilities: false,
        where: 'mixins[0]',
      },
    ])
  })

  test('what a GET gave a PUT takes, and nothing changes', async () => {
    for (let round = 0; round < 300; round += 1) {
      const entity = randomEntity()
      const input = parse('entity', await bodyOfEntity(entity))
      const [kind, ...mixins] = resolve(input.categories, catalog)
      expect([kind, ...mixins]).toEqual([entity.kind, ...entity.mixins])
      checkApplicable(entity.mixins, entity.kind, catalog)
      const capabilities = catalog.capabilities(entity.kind, entity.mixins)
      // Defaults filled in, as the service would.
      const held = attributesOfChanged(entity.attributes, new Map(), capabilities)
      expect(attributesOfReplaced(held, input.attributes, capabilities)).toEqual(held)
      const ids = entity.type === 'resource' ? entity.links.map(({ id }) => id) : []
      expect(input.links.map((link) => link.attributes.get('occi.core.id')?.value)).toEqual(ids)
    }
  })

  // verifies('J-048')
  test('text says the same', async () => {
    for (let round = 0; round < 50; round += 1) {
      const entity = randomEntity()
      const inJson = parse('entity', await bodyOfEntity(entity))
      const body = await textOf(await textPlain.render({ form: 'entity', entity }, contextOf()))
      const source = { mediaType: 'text/plain', headers: new Map(), body }
      const inText = textPlain.parse('entity', source, contextOf())
      expect(namesOf(inText)).toEqual(namesOf(inJson))
    }
  })

  test('garbage gives an input or an OcciError', () => {
    for (let round = 0; round < 5000; round += 1) {
      const text = Array.from({ length: random(30) }, () => pick(pieces)).join('')
      for (const form of occiJson.reads) expect(outcome(() => parse(form, text))).toBe('fine')
    }
  })

  test('so does any tree of members that mean something', () => {
    for (let round = 0; round < 5000; round += 1) {
      const text = JSON.stringify(randomTree(5))
      for (const form of occiJson.reads) expect(outcome(() => parse(form, text))).toBe('fine')
    }
  })

  test('so does a good message with one character changed', async () => {
    const bodies = [
      await bodyOfEntity(randomEntity()),
      await bodyOf(collectionOf('entities', [randomEntity(), randomEntity()])),
      await bodyOf({ form: 'categories', categories: [myStuff, debian, typed] }),
    ]
    for (let round = 0; round < 3000; round += 1) {
      const body = pick(bodies)
      const at = random(body.length)
      const text = body.slice(0, at) + pick(pieces) + body.slice(at + random(2))
      for (const form of occiJson.reads) expect(outcome(() => parse(form, text))).toBe('fine')
    }
  })
})

describe('the work grows with the length alone', () => {
  const long = 100_000

  // A reader that went back would need hours for these, and the test would run into its time limit.
  test.each([
    ['brackets', '['.repeat(long)],
    ['braces', '{"a":'.repeat(long)],
    ['items', `[${'1,'.repeat(long)}1]`],
    ['members', `{${Array.from({ length: long }, (_, index) => `"${index}":1`).join(',')}}`],
    ['escapes', `["${'\\u0041'.repeat(long)}"]`],
    ['backslashes', `["${'\\\\'.repeat(long)}"]`],
    ['digits', `[1${'0'.repeat(long)}]`],
    ['digits of a fraction', `[0.${'1'.repeat(long)}]`],
    ['zeros', `[0.${'0'.repeat(long)}e${'9'.repeat(long)}]`],
    ['blanks', `[${' \n'.repeat(long)}`],
    ['names', `{"${'a.'.repeat(long)}":{"b":1}}`],
    [
      'nested names',
      `{"attributes":{"occi":{${Array.from({ length: long }, (_, index) => `"compute${index}":{"a":1}`).join(',')}}}}`,
    ],
  ])('%s', (_case, text) => {
    const unbounded = { limits: { entries: long * 2, value: long * 10 } }
    for (const form of occiJson.reads) expect(outcome(() => parse(form, text, unbounded))).toBe('fine')
  })
})

const names = [
  'kind',
  'mixins',
  'attributes',
  'actions',
  'id',
  'links',
  'source',
  'target',
  'location',
  'resources',
  'collection',
  'entities',
  'locations',
  'model',
  'kinds',
  'term',
  'scheme',
  'depends',
  'action',
  'occi',
  'compute',
  'occi.core.id',
  'self',
  'rel',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
]
const pieces = [
  ...'{}[]",:\\ \t\n\r-+.eE019'.split(''),
  'null',
  'true',
  'false',
  '1e999',
  '9007199254740993',
  '\\u0000',
  '\\ud800',
  '\ud800',
  '\ufeff',
  '\u0000',
  '\u2028',
  ...names.map((name) => `"${name}"`),
  ...names.map((name) => `"${name}":`),
]

function randomTree(depth: number): unknown {
  const leaf = pick<unknown>(['', 'a', 'http://a.example/#b', 0, 1.5, true, null, ...names])
  if (depth === 0 || random(4) === 0) return leaf
  const inner = Array.from({ length: random(4) }, () => randomTree(depth - 1))
  return random(3) === 0 ? inner : Object.fromEntries(inner.map((value) => [pick(names), value]))
}

function outcome(read: () => unknown): string {
  try {
    read()
    return 'fine'
  } catch (error) {
    const isGood =
      OcciError.is(error) &&
      (error.code === 'malformed' || error.code === 'too-large') &&
      error.details.where !== undefined
    return isGood ? 'fine' : String(error)
  }
}

function namesOf(input: EntityInput): readonly unknown[] {
  const own = [...input.attributes.keys()].filter((name) => !name.endsWith('.kind'))
  return [input.categories.map(({ id }) => id), own.toSorted(), ...input.links.map(namesOf)]
}

function summaryOf(entity: Entity): unknown {
  const categories = [entity.kind, ...entity.mixins].map(({ id }) => id)
  if (entity.type === 'link') return { categories, attributes: attributesOfLink(entity), links: [] }
  return {
    categories,
    attributes: { 'occi.core.id': entity.id, ...entity.attributes },
    links: entity.links.map((link) => ({
      categories: [link.kind, ...link.mixins].map(({ id }) => id),
      attributes: attributesOfLink(link),
      target: link.target.location,
      rel: link.target.kind === undefined ? [] : [link.target.kind],
      self: undefined,
    })),
  }
}

function attributesOfLink({ id, attributes, source, target }: Link): unknown {
  return {
    'occi.core.id': id,
    ...attributes,
    'occi.core.source': source.location,
    'occi.core.source.kind': source.kind,
    'occi.core.target': target.location,
    ...(target.kind === undefined ? {} : { 'occi.core.target.kind': target.kind }),
  }
}

function summaryOfInput(input: EntityInput): unknown {
  return { ...common(input), links: input.links.map(summaryOfLink) }
}

function summaryOfLink(link: LinkInput): unknown {
  return { ...common(link), target: link.target, rel: link.rel, self: link.self }
}

function common({ categories, attributes }: EntityInput) {
  return { categories: categories.map(({ id }) => id), attributes: valuesOf(attributes) }
}
