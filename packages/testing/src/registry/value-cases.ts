import { systemScope, type AttributeValue } from '@occi/core'
import { expectEqual, expectTrue } from '../expect.ts'
import { aCompute, aLink, aUserMixin } from '../fixtures.ts'
import { registryCase, type RegistryCase } from './harness.ts'
import {
  addMixins,
  asEntity,
  create,
  createOne,
  expectSelects,
  mustGet,
  mustGetResource,
  update,
} from './steps.ts'

const values: readonly (readonly [string, AttributeValue])[] = [
  ['an empty text', ''],
  ['a text that looks like a number', '1'],
  ['a text with quotes, line breaks and controls', 'a"b\\c\r\n\t\u0000\u0001d'],
  ['a text beginning with a null character', '\u0000{"a":1}'],
  ['halves of surrogate pairs', '\ud800a\udc00\udbff'],
  ['characters that begin escapes', '\u0001\u00010\u0001d800'],
  ['a text of many scripts', 'Grüße, 世界 👋🏽 ‮x'],
  ['a long text', 'x'.repeat(100_000)],
  ['zero', 0],
  ['a negative fraction', -0.1],
  ['the largest safe integer', Number.MAX_SAFE_INTEGER],
  ['a tiny number', 5e-324],
  ['true', true],
  ['an empty array', []],
  ['a nested array', [1, ['a', [true, {}]], '']],
  ['an empty object', {}],
  ['an object with odd names', JSON.parse('{"__proto__":{"x":1},"constructor":"c","":0}') as AttributeValue],
]

const odd = [
  "it's",
  'a b',
  'a%20b',
  'a%2Fb',
  '..',
  'ü',
  '世界',
  '👋',
  '_',
  'a_b',
  'a*b',
  '"quoted"',
  'a\\b',
  ';--',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'A',
  'a',
  'nul\u0000nul',
  'nul\u0000',
  'nul',
  'half\ud800',
  'half\udfff',
  'half\ufffd',
  '\u0001d800',
]

/** What can be stored, and that it comes back as it was. */
export const valueCases: readonly RegistryCase[] = [
  ...values.map(([what, value], index) =>
    registryCase(`value:${index}`, `${what} is kept, and found by a filter`, async (registry) => {
      const stored = await createOne(
        registry,
        aCompute('a', { attributes: { 'com.example.value': value }, extras: value }),
      )
      await create(registry, aCompute('b', { attributes: { 'com.example.value': 'another' } }), aCompute('c'))
      expectEqual(stored.attributes, { 'com.example.value': value })
      const read = await mustGet(registry, '/compute/a')
      expectEqual(read, stored)
      expectEqual(read.extras, value)
      await expectSelects(registry, { attributes: new Map([['com.example.value', value]]) }, ['/compute/a'])
    }),
  ),
  registryCase('value:unset', 'an attribute set to undefined is absent', async (registry) => {
    const stored = await createOne(
      registry,
      aCompute('a', { attributes: { 'com.example.cores': 1, 'com.example.hostname': undefined } }),
    )
    expectEqual(stored.attributes, { 'com.example.cores': 1 })
    expectEqual((await mustGet(registry, '/compute/a')).attributes, { 'com.example.cores': 1 })
  }),
  registryCase('value:names', 'attributes may be called like what every object has', async (registry) => {
    const attributes = Object.fromEntries<AttributeValue>([
      ['constructor', 'x'],
      ['toString', 'y'],
      ['valueOf', 3],
      ['__proto__', 'z'],
      ['', 'nothing'],
      ['nul\u0000', 1],
      ['half\ud800', 2],
    ])
    await create(registry, aCompute('a', { attributes }), aCompute('b'))
    expectEqual((await mustGet(registry, '/compute/a')).attributes, attributes)
    for (const [name, value] of Object.entries(attributes))
      await expectSelects(registry, { attributes: new Map([[name, value]]) }, ['/compute/a'])
  }),
  registryCase(
    'value:locations',
    'odd paths are paths like others, compared by every character',
    async (registry) => {
      await create(
        registry,
        ...odd.map((name) => aCompute(`/compute/${name}`, { id: `urn:example:${name}` })),
      )
      for (const name of odd) {
        expectEqual((await mustGet(registry, `/compute/${name}`)).id, `urn:example:${name}`)
        expectEqual(
          (await registry.getById(`urn:example:${name}`, systemScope))?.location,
          `/compute/${name}`,
        )
      }
      await expectSelects(
        registry,
        { below: '/compute/' },
        odd.map((name) => `/compute/${name}`),
      )
      expectEqual(await registry.get('/compute/A%20B', systemScope), undefined)
    },
  ),
  registryCase(
    'value:prefixes',
    'a path prefix with odd characters selects what lies below it alone',
    async (registry) => {
      await create(registry, ...odd.map((name) => aCompute(`/${name}/x`)))
      for (const name of odd) await expectSelects(registry, { below: `/${name}/` }, [`/${name}/x`])
    },
  ),
  registryCase('value:owners', 'odd owners are owners like others', async (registry) => {
    const owners = [...odd, '', ' ', '1:a', '1', 'undefined', 'null']
    await create(registry, ...owners.map((owner) => aCompute('a', { owner, id: 'urn:same' })))
    for (const owner of owners) {
      const scope = { system: false, owner, changesShared: false }
      expectEqual((await mustGet(registry, '/compute/a', scope)).owner, owner)
      await expectSelects(registry, {}, ['/compute/a'], scope)
    }
    await expectSelects(registry, {}, [], { system: false, changesShared: true })
  }),
  registryCase('value:owners-of-ends', 'ends of odd owners are not mixed up', async (registry) => {
    const ends = ['', '1', '1:1'].map((owner) => ({ location: '/compute/a', owner }))
    await create(registry, ...ends.map(({ owner }) => aCompute('a', { owner })))
    await create(registry, ...ends.map((end) => aLink('l', end, end, { owner: end.owner })))
    for (const end of ends) {
      const scope = { system: false, owner: end.owner, changesShared: false }
      await expectSelects(registry, { source: end, target: end }, ['/attachment/l'], scope)
      expectEqual(
        (await mustGetResource(registry, '/compute/a', scope)).links.map(({ owner }) => owner),
        [end.owner],
      )
    }
  }),
  registryCase('value:long-path', 'a long and deep path works', async (registry) => {
    const path = `/compute${'/deep'.repeat(100)}`
    await create(registry, aCompute(path))
    await expectSelects(registry, { below: `/compute${'/deep'.repeat(99)}/` }, [path])
  }),
  registryCase('value:mixin-extras', 'the extras of a Mixin are kept', async (registry) => {
    const mixin = { ...aUserMixin('tag'), extras: { made: 'by hand' } }
    await addMixins(registry, mixin)
    expectEqual((await registry.userMixins(systemScope)).byId.get(mixin.id), mixin)
  }),
  registryCase(
    'value:copied',
    'what the caller does with what it gave or got changes nothing stored',
    async (registry) => {
      const labels: Record<string, AttributeValue> = { a: 1 }
      const attributes: Record<string, AttributeValue> = {
        'com.example.cores': 1,
        'com.example.labels': labels,
      }
      await createOne(registry, aCompute('a', { attributes, extras: labels }))
      attributes['com.example.cores'] = 2
      labels['a'] = 2
      const read = await mustGet(registry, '/compute/a')
      expectEqual(
        [read.attributes, read.extras],
        [{ 'com.example.cores': 1, 'com.example.labels': { a: 1 } }, { a: 1 }],
      )
      tamper(read)
      expectEqual((await mustGet(registry, '/compute/a')).attributes, {
        'com.example.cores': 1,
        'com.example.labels': { a: 1 },
      })
    },
  ),
  registryCase(
    'value:immutable',
    'an Entity that was read stays as it was when it is changed',
    async (registry) => {
      const old = await createOne(registry, aCompute('a', { attributes: { 'com.example.cores': 1 } }))
      const copy = structuredClone(old.attributes)
      const now = await update(registry, old, { attributes: { 'com.example.cores': 2 } })
      expectEqual(old.attributes, copy)
      expectTrue(asEntity(now).revision > old.revision, 'the new state is another object')
    },
  ),
]

/** Tries to change what was read; a Registry may refuse that, or not care. */
function tamper(read: object): void {
  const { attributes } = read as { attributes: Record<string, unknown> }
  try {
    attributes['com.example.cores'] = 99
  } catch (error) {
    expectTrue(error instanceof TypeError, 'only a frozen object refuses')
  }
}
