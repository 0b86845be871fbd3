import {
  defineMixin,
  type InputForm,
  type Link,
  type Mixin,
  type RenderingLimits,
  type Result,
} from '@occi/core'
import { expectEqual, expectRejects, expectTrue } from '../expect.ts'
import { renderingCase, roundTripCase, type RenderingCase } from './harness.ts'
import { aMachine, aWire, catalog, fullMachine, label, tag } from './model.ts'
import { expectRefused } from './refusals.ts'
import { collectionOf, watchedCollection } from './results.ts'
import type { Trial } from './trial.ts'

const many = Array.from({ length: 40 }, (_, index) => index)
const most = 20

const crowds: readonly (readonly [id: string, what: string, form: InputForm, result: Result])[] = [
  [
    'attributes',
    'attributes',
    'entity',
    {
      form: 'entity',
      entity: aMachine('web', {
        attributes: Object.fromEntries(many.map((index) => [`com.example.a${index}`, index])),
      }),
    },
  ],
  [
    'mixins',
    'Categories',
    'entity',
    { form: 'entity', entity: aMachine('web', { mixins: many.map(aMixin) }) },
  ],
  [
    'links',
    'Links',
    'entity',
    { form: 'entity', entity: aMachine('web', { links: many.map(aNumberedWire) }) },
  ],
  ['categories', 'Categories', 'categories', { form: 'categories', categories: many.map(aMixin) }],
  [
    'members',
    'members',
    'members',
    collectionOf(
      'resources',
      many.map((index) => aMachine(String(index))),
    ),
  ],
]

/** The bounds of a context are kept. */
export const limitCases: readonly RenderingCase[] = [
  ...crowds.map(([id, what, form, result]) =>
    roundTripCase(
      `limit:entries-${id}`,
      `more ${what} in a message than allowed are refused, as many as allowed are read`,
      [result.form, form],
      async (trial) => {
        const source = trial.sourceOf(await trial.write(result))
        trial.read(form, source, { limits: { entries: 2 * many.length } })
        expectRefused(() => trial.read(form, source, { limits: { entries: most } }), 'too-large')
      },
    ),
  ),
  roundTripCase(
    'limit:value',
    'a value that is longer than allowed is refused, one that is as long is read',
    ['entity', 'entity'],
    async (trial) => {
      const longest = 300
      for (const name of ['com.example.text', 'occi.core.title']) {
        const of = async (length: number) => {
          const entity = aMachine('web', { attributes: { [name]: 'x'.repeat(length) } })
          return trial.sourceOf(await trial.write({ form: 'entity', entity }))
        }
        const [good, bad] = [await of(longest), await of(longest + 1)]
        trial.read('entity', good, { limits: { value: longest } })
        expectRefused(() => trial.read('entity', bad, { limits: { value: longest } }), 'too-large')
      }
    },
  ),
  renderingCase(
    'limit:header-fields',
    'header fields keep their limits: what stands in them is refused as a whole, what stands in a body besides is left out',
    {},
    async (trial) => {
      const results: readonly Result[] = [
        { form: 'entity', entity: fullMachine },
        { form: 'categories', categories: catalog },
        { form: 'created', entities: many.map((index) => aMachine(String(index))) },
        collectionOf('resources', [fullMachine], many.map(aNumberedMachine)),
      ]
      for (const result of results.filter(({ form }) => trial.rendering.writes.has(form))) {
        for (const limits of [
          { headerField: 120, headerTotal: 1000 },
          { headerField: 1000, headerTotal: 120 },
        ])
          await expectWholeOrRefused(trial, result, limits)
      }
    },
  ),
  renderingCase(
    'limit:warning',
    'a warning on values that could not be carried never makes an answer fail, and keeps the limits too',
    { writes: ['entity'], inBody: true },
    async (trial) => {
      const attributes = Object.fromEntries(
        many.map((index) => [`com.example.${'long-'.repeat(8)}${index}`, 'a\nb']),
      )
      const limits = { headerField: 256, headerTotal: 256 }
      const { headers } = await trial.write(
        { form: 'entity', entity: aMachine('web', { attributes }) },
        { limits },
      )
      expectFit(growing(headers, await fieldsOfAll(trial)), limits)
    },
  ),
  renderingCase(
    'limit:warning-fits',
    'an answer that fits into header fields without a warning is not refused for the sake of one',
    { writes: ['entity'], inHeaders: true },
    async (trial) => {
      const of = (text: string): Result => ({
        form: 'entity',
        entity: aMachine('web', { attributes: { 'com.example.text': text } }),
      })
      const { headers } = await trial.write(of('a b'))
      const lengths = headers.map(([name, value]) => name.length + ': '.length + value.length + 2)
      const headerTotal = lengths.reduce((sum, length) => sum + length, 0)
      await trial.write(of('a b'), { limits: { headerTotal } })
      await trial.write(of('a\nb'), { limits: { headerTotal } })
    },
  ),
  renderingCase(
    'limit:walk',
    'a Collection that does not fit into header fields is walked no further than they reach',
    { writes: ['collection'], inHeaders: true },
    async (trial) => {
      const { result, asked, open } = watchedCollection((index) => aMachine(String(index)), Infinity)
      const limits = { headerField: 500, headerTotal: 1000 }
      await expectRejects(trial.write(result, { limits }), 'not-acceptable', 'what does not fit')
      expectTrue(asked() < 100, `${asked()} chunks are asked for`)
      expectEqual(open(), 0, 'the number of open walks')
    },
  ),
]

function aMixin(index: number): Mixin {
  if (index < 2) return [tag, label][index] ?? tag
  return defineMixin({
    scheme: 'http://example.com/mine#',
    term: `m${index}`,
    location: `/mine/m${index}/`,
    origin: 'user',
  })
}

function aNumberedWire(index: number): Link {
  return aWire(String(index))
}

function aNumberedMachine(index: number) {
  return aMachine(String(index))
}

type HeaderLimits = Pick<RenderingLimits, 'headerField' | 'headerTotal'>

/** What fits into the limits by itself is written as without them; else it is refused. */
async function expectWholeOrRefused(trial: Trial, result: Result, limits: HeaderLimits): Promise<void> {
  const { headers } = await trial.write(result)
  const alike = await fieldsOfAll(trial)
  const lengths = growing(headers, alike).map(([, value]) => value.length)
  const total = lengths.reduce((sum, length) => sum + length, 0)
  const bounded = trial.write(result, { limits })
  const isTooLong = Math.max(0, ...lengths) > limits.headerField || total > limits.headerTotal
  if (!isTooLong) expectEqual((await bounded).headers, headers, 'the header fields')
  else if (trial.rendering.inHeaders === true)
    await expectRejects(bounded, 'not-acceptable', 'what does not fit')
  else expectFit(growing((await bounded).headers, alike), limits)
}

type Fields = readonly (readonly [name: string, value: string])[]

/** The header fields that every answer has alike (rules for browsers, say): they say nothing of the result, so that they do not grow with it. */
async function fieldsOfAll(trial: Trial): Promise<Fields> {
  return trial.rendering.writes.has('done') ? (await trial.write({ form: 'done' })).headers : []
}

function growing(headers: Fields, alike: Fields): Fields {
  return headers.filter(([name, value]) => !alike.some((one) => one[0] === name && one[1] === value))
}

function expectFit(headers: Fields, { headerField, headerTotal }: HeaderLimits): void {
  const lengths = headers.map(([, value]) => value.length)
  expectTrue(
    lengths.every((length) => length <= headerField),
    `no header field is longer than ${headerField} (${lengths.join(', ')})`,
  )
  const total = lengths.reduce((sum, length) => sum + length, 0)
  expectTrue(total <= headerTotal, `all together are not longer than ${headerTotal} (${total})`)
}
