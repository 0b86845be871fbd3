import { defineMixin, type AttributeValue, type Entity } from '@occi/core'
import { expectEqual, expectTrue } from '../expect.ts'
import { roundTripCase, type RenderingCase } from './harness.ts'
import { aMachine, aWire } from './model.ts'
import { attributesRead } from './same-entity.ts'
import type { Trial } from './trial.ts'

const texts: readonly (readonly [id: string, text: string])[] = [
  ['empty', ''],
  ['blank', ' '],
  ['blank-ends', '  a b  '],
  ['quotes', '"'],
  ['quoted', '"a", "b"'],
  ['backslash', '\\'],
  ['backslashes', '\\\\"\\\\\\"\\'],
  ['escape-like', '\\n\\u0041\\x41%41&quot;&#65;'],
  ['separators', 'a,b;c=d:e/f?g#h&i'],
  ['brackets', '<a>{b}[c](d)'],
  ['like-a-message', '"; com.example.count=7; x="'],
  ['like-an-action', '/machine/web?action=restart'],
  ['like-a-number', '42'],
  ['like-a-boolean', 'true'],
  ['like-null', 'null'],
  ['single-quotes', `it's`],
  ['accents', 'Grüße, Çelik, naïve'],
  ['scripts', '世界 Привет مرحبا 👋🏽'],
  ['invisible', '\u00a0\u2028\u2029\u200b\ufeff\u202ex\u0085'],
  ['prototype', '__proto__'],
  ['long', 'ab"\\,; ü'.repeat(5_000)],
]

const values: readonly (readonly [id: string, name: string, value: AttributeValue])[] = [
  ['zero', 'com.example.count', 0],
  ['negative', 'com.example.count', -17],
  ['largest', 'com.example.count', Number.MAX_SAFE_INTEGER],
  ['smallest', 'com.example.count', Number.MIN_SAFE_INTEGER],
  ['whole', 'com.example.ratio', 2],
  ['fraction', 'com.example.ratio', -0.1],
  ['third', 'com.example.ratio', 1 / 3],
  ['huge', 'com.example.ratio', 1.7976931348623157e308],
  ['e21', 'com.example.ratio', -1e21],
  ['tiny', 'com.example.ratio', 5e-324],
  ['e-7', 'com.example.ratio', 1.5e-7],
  ['true', 'com.example.flag', true],
  ['false', 'com.example.flag', false],
  ['empty-array', 'com.example.list', []],
  ['array', 'com.example.list', [1, -0.5, true, 'a"b\\c,d;e', '', [[]], { a: {} }]],
  ['array-controls', 'com.example.list', ['line\r\nbreak\t\u0000\u001f']],
  ['empty-object', 'com.example.map', {}],
  ['object', 'com.example.map', { 'a.b': 1, '': 'empty', 'ü "x"': { y: [1, 'z'] } }],
  [
    'odd-members',
    'com.example.map',
    JSON.parse('{"__proto__":{"x":1},"constructor":"c","toString":[]}') as AttributeValue,
  ],
  ['nested', 'com.example.list', nested(20)],
]

const controls: readonly (readonly [id: string, text: string])[] = [
  ['line-feed', 'one\ntwo'],
  ['carriage-return', 'one\rtwo'],
  ['lines', 'one\r\n\r\nX-Injected: two\r\n'],
  ['tab', 'one\ttwo'],
  ['null', 'one\u0000two'],
  ['escape', '\u001b[31mred\u007f'],
]

const oddlyNamed = defineMixin({
  scheme: 'http://example.com/odd#',
  term: 'odd',
  attributes: { constructor: '', toString: { type: 'integer' }, valueOf: '', 'a-b_c.D.1': '', '0': '' },
})

/** Values of all types are read as they were written, in Resources, in Links and in Links within Resources. */
export const valueCases: readonly RenderingCase[] = [
  ...texts.map(([id, text]) =>
    roundTripCase(
      `value:text-${id}`,
      `the text ${JSON.stringify(text).slice(0, 40)} is read as it was written`,
      ['entity', 'entity'],
      async (trial) => {
        for (const name of ['com.example.text', 'occi.core.title', 'occi.core.summary'])
          await expectKept(trial, aMachine('web', { attributes: { [name]: text } }))
        for (const name of ['com.example.device', 'occi.core.title'])
          await expectKept(trial, aWire('one', { attributes: { [name]: text } }))
      },
    ),
  ),
  ...values.map(([id, name, value]) =>
    roundTripCase(
      `value:${id}`,
      `the value ${JSON.stringify(value).slice(0, 40)} is read as it was written`,
      ['entity', 'entity'],
      (trial) => expectKept(trial, aMachine('web', { attributes: { [name]: value } })),
    ),
  ),
  ...controls.map(([id, text]) =>
    roundTripCase(
      `value:control-${id}`,
      `the text ${JSON.stringify(text)} is kept, or blanks stand in it and X-OCCI-Warning names the attribute`,
      ['entity', 'entity'],
      async (trial) => {
        await expectKeptOrBlanked(trial, 'com.example.text', text)
        await expectKeptOrBlanked(trial, 'occi.core.title', text)
      },
    ),
  ),
  roundTripCase(
    'value:names',
    'attributes may be called like what every object has',
    ['entity', 'entity'],
    async (trial) => {
      const attributes = { constructor: 'x', toString: 7, valueOf: 'y', 'a-b_c.D.1': 'z', '0': 'n' }
      await expectKept(trial, aMachine('web', { mixins: [oddlyNamed], attributes }))
    },
  ),
]

async function expectKept(trial: Trial, entity: Entity): Promise<void> {
  const lodged = entity.type === 'link' ? [entity, aMachine('web', { links: [entity] })] : [entity]
  for (const one of lodged) {
    const { warning, attributes } = await writeAndRead(trial, one)
    expectEqual(attributes, one === entity ? entity.attributes : {}, 'the attributes')
    expectEqual(warning, undefined, 'X-OCCI-Warning')
  }
}

async function expectKeptOrBlanked(trial: Trial, name: string, text: string): Promise<void> {
  const { warning, attributes } = await writeAndRead(trial, aMachine('web', { attributes: { [name]: text } }))
  if (attributes[name] === text) return
  expectEqual(attributes[name], text.replace(/[\u0000-\u001f\u007f]/g, ' '), name)
  expectTrue(warning?.includes(name) === true, `X-OCCI-Warning ${JSON.stringify(warning)} names ${name}`)
}

async function writeAndRead(trial: Trial, entity: Entity) {
  const answer = await trial.write({ form: 'entity', entity })
  const input = trial.read('entity', trial.sourceOf(answer), { path: entity.location })
  if (entity.type === 'resource') expectLinks(trial, input.links, entity.links)
  return {
    attributes: attributesRead(input, entity, trial.context()),
    warning: answer.headers.find(([name]) => name.toLowerCase() === 'x-occi-warning')?.[1],
  }
}

function expectLinks(
  trial: Trial,
  read: readonly Parameters<typeof attributesRead>[0][],
  written: readonly Entity[],
): void {
  expectEqual(
    read.map((link, index) => attributesRead(link, written[index] ?? aWire('one'), trial.context())),
    written.map(({ attributes }) => attributes),
    'the attributes of the Links',
  )
}

function nested(depth: number): readonly AttributeValue[] {
  return depth === 0 ? ['deep'] : [nested(depth - 1)]
}
