import {
  attributesOfReplaced,
  createCatalog,
  defineExtension,
  defineKind,
  resource,
  systemScope,
  type AttributeValue,
  type Entity,
  type RenderingContext,
} from '@occi/core'
import { expect, test } from 'vitest'

import { createConsole } from '../src/index.ts'
import { bodyOf, formsIn } from './_page.ts'

const thing = defineKind({
  scheme: 'http://example.com/occi#',
  term: 'thing',
  parent: resource,
  location: '/thing/',
  attributes: {
    'com.example.text': '',
    'com.example.key': { description: 'A public key' },
    'com.example.size': { type: 'integer' },
    'com.example.ratio': { type: 'number' },
    'com.example.flag': { type: 'boolean' },
    'com.example.choice': { pattern: { enum: ['one', 'two "and" a half'] } },
    'com.example.list': { type: 'array' },
    'com.example.map': { type: 'object' },
    'com.example.state': 'immutable',
  },
})
const catalog = createCatalog([defineExtension({ name: 'x', kinds: [thing] })])
const rendering = createConsole({ clock: () => 0 })

const context: RenderingContext = {
  ...{ catalog, scope: systemScope, publicUrl: 'http://localhost', prefix: '', path: '/thing/a' },
  ...{ query: new URLSearchParams('edit'), version: '1.2', mediaType: 'text/html' },
  limits: { headerField: 8192, headerTotal: 16_384, entries: 1000, value: 65_536 },
  lookup: { entity: async () => undefined, entities: async function* () {}, count: async () => 0 },
  sign: async () => 'mark',
}

function thingWith(attributes: Entity['attributes']): Entity {
  const place = { id: 'urn:uuid:a', location: '/thing/a', revision: 1 }
  return { type: 'resource', kind: thing, mixins: [], actions: [], links: [], ...place, attributes }
}

/** What an Entity holds once its form was sent as it came. */
async function sentBack(attributes: Entity['attributes']): Promise<Entity['attributes']> {
  const entity = thingWith(attributes)
  const { body } = await rendering.render({ form: 'entity', entity }, context)
  const [form] = typeof body === 'string' ? formsIn(body) : []
  if (form === undefined) throw new Error('there is no form')
  const source = { mediaType: 'application/x-www-form-urlencoded', headers: new Map(), body: bodyOf(form) }
  expect(rendering.methodOf?.(source)).toBe('PUT')
  const input = rendering.parse('entity', source, context)
  expect(input.categories.map(({ id }) => id)).toEqual([thing.id])
  return attributesOfReplaced(attributes, input.attributes, catalog.capabilities(thing, []))
}

const texts = [
  ...['', ' ', '  a b  ', '"', '<a>&amp;</a>', '</textarea><script>', "it's", '\\n', '+%2B&=;', '__proto__'],
  ...['Grüße', '世界 👋🏽', '\u202ex\u2066', '\u00a0\u200b\ufeff', '\t', 'one\ttwo', '-', 'x'.repeat(60_000)],
]

test.each(texts.map((text) => [text]))('the text %j comes back as it was', async (text) => {
  const attributes = { 'com.example.text': text, 'occi.core.title': text, 'com.example.key': text }
  expect(await sentBack(attributes)).toEqual(attributes)
})

test.each([['one\ntwo'], ['\n'], ['\n\none\n'], ['\t\n a']])('the lines of %j come back', async (text) => {
  const attributes = { 'com.example.text': text, 'com.example.key': text }
  expect(await sentBack(attributes)).toEqual(attributes)
})

test.each([['a\0b'], ['a\u001bb\u007f'], ['a\r\nb'], ['a\rb\n']])(
  'a text that no form carries stays as it is: %j',
  async (text) => {
    const attributes = { 'com.example.text': text }
    expect(await sentBack(attributes)).toEqual(attributes)
  },
)

const values: readonly (readonly [name: string, value: AttributeValue])[] = [
  ['size', 0],
  ['size', -17],
  ['size', Number.MAX_SAFE_INTEGER],
  ['ratio', 0.1],
  ['ratio', 1 / 3],
  ['ratio', -1e21],
  ['ratio', 1.5e-7],
  ['ratio', 5e-324],
  ['ratio', 1.7976931348623157e308],
  ['flag', true],
  ['flag', false],
  ['choice', 'two "and" a half'],
  ['list', []],
  ['list', [1, 'a"b', [true], { a: '\r\n\0' }]],
  ['map', { 'a.b': 1, '': 'empty' }],
]

test('a value that is no choice any more stays as it is, and is told', async () => {
  await expect(sentBack({ 'com.example.choice': 'three' })).rejects.toThrow('"three" is not one of')
})

test.each(values)('com.example.%s %j comes back as it was', async (name, value) => {
  const attributes = { [`com.example.${name}`]: value, 'com.example.state': 'on' }
  expect(await sentBack(attributes)).toEqual(attributes)
})
