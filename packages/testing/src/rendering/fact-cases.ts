import { OcciError, type InputForm, type Result, type ResultForm } from '@occi/core'
import { expectEqual, expectTrue } from '../expect.ts'
import { renderingCase, type RenderingCase } from './harness.ts'
import { catalog, fullMachine } from './model.ts'
import { collectionOf } from './results.ts'
import { inputTypesOf } from './trial.ts'

const results: { readonly [F in ResultForm]: Extract<Result, { readonly form: F }> } = {
  entity: { form: 'entity', entity: fullMachine },
  collection: collectionOf('resources', [fullMachine]),
  created: { form: 'created', entities: [fullMachine] },
  categories: { form: 'categories', categories: catalog },
  done: { form: 'done' },
  error: { form: 'error', error: new OcciError('not-found', 'nothing is there'), status: 404 },
}

const inputForms: ReadonlySet<string> = new Set<InputForm>([
  'entities',
  'entity',
  'action',
  'categories',
  'members',
  'filter',
])

/** What a Rendering declares of itself, and that it is true. */
export const factCases: readonly RenderingCase[] = [
  renderingCase('facts:name', 'the name is a word that can be part of an ETag', {}, async ({ rendering }) => {
    expectTrue(/^[A-Za-z0-9._-]+$/.test(rendering.name), `"${rendering.name}" is such a word`)
  }),
  renderingCase(
    'facts:media-types',
    'the media types are lower case, without parameters, each there once, at least one',
    {},
    async ({ rendering }) => {
      for (const mediaTypes of [rendering.mediaTypes, inputTypesOf(rendering)]) expectMediaTypes(mediaTypes)
    },
  ),
  renderingCase('facts:forms', 'the forms declared are forms', {}, async ({ rendering }) => {
    const unread = [...rendering.reads].filter((form) => !inputForms.has(form))
    expectEqual(unread, [], 'what is no form of input')
    const unwritten = [...rendering.writes].filter((form) => !Object.hasOwn(results, form))
    expectEqual(unwritten, [], 'what is no form of a result')
  }),
  renderingCase('facts:writes-error', 'errors are written', {}, async ({ rendering }) => {
    expectTrue(rendering.writes.has('error'), '"error" is among what is written')
  }),
  renderingCase('facts:writes', 'every form of result that is declared is written', {}, async (trial) => {
    for (const form of trial.rendering.writes) await trial.write(results[form])
  }),
  renderingCase(
    'facts:reads',
    'every form of input that is declared is read, under every media type',
    {},
    async (trial) => {
      for (const form of trial.rendering.reads) {
        if (!trial.canGive(form)) continue
        const source = await trial.give(form)
        for (const mediaType of inputTypesOf(trial.rendering)) trial.read(form, { ...source, mediaType })
      }
    },
  ),
  renderingCase(
    'facts:in-headers',
    'what is read stands in the header fields if that is declared, else in the body',
    {},
    async (trial) => {
      for (const form of trial.rendering.reads) {
        if (!trial.canGive(form)) continue
        const { headers, body } = await trial.give(form)
        const declared = trial.rendering.inHeaders === true ? trial.source('', headers) : trial.source(body)
        expectEqual(
          trial.read(form, declared),
          trial.read(form, trial.source(body, headers)),
          `the form ${form}`,
        )
      }
    },
  ),
  renderingCase(
    'facts:method',
    'the method that a POST stands for is a method or not said',
    {},
    async (trial) => {
      for (const source of [trial.source(), ...(await trial.giveAll())]) {
        const method = trial.rendering.methodOf?.(source)
        expectTrue(method === undefined || /^[A-Z]+$/.test(method), `"${method}" is a method`)
      }
    },
  ),
  renderingCase('facts:own', 'messages of its own are recognized', {}, async (trial) => {
    for (const source of await trial.giveAll())
      expectTrue(trial.rendering.recognizes?.(source) !== false, `${source.body} is one of its own`)
  }),
  renderingCase(
    'facts:header-fields',
    'header fields have names that are tokens and values without control characters, an octet to a character',
    {},
    async (trial) => {
      const text = 'a\r\nSet-Cookie: b=c\u0000\u007f\t世界'
      const entity = {
        ...fullMachine,
        attributes: { ...fullMachine.attributes, 'com.example.text': text, 'occi.core.title': text },
      }
      const error = new OcciError('refused', text, { attribute: text, where: text, category: text })
      const hostile: readonly Result[] = [
        ...Object.values(results),
        { form: 'entity', entity },
        { form: 'error', error, status: 400 },
      ]
      for (const result of hostile.filter(({ form }) => trial.rendering.writes.has(form)))
        expectCleanHeaders((await trial.write(result)).headers)
    },
  ),
]

function expectMediaTypes(mediaTypes: readonly string[]): void {
  expectTrue(mediaTypes.length > 0, 'there is one')
  const bad = mediaTypes.filter((type) => !/^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+$/.test(type))
  expectEqual(bad, [], 'what is no media type')
  expectEqual([...new Set(mediaTypes)], mediaTypes, 'the media types')
}

function expectCleanHeaders(headers: readonly (readonly [name: string, value: string])[]): void {
  for (const [name, value] of headers) {
    expectTrue(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name), `"${name}" is the name of a header field`)
    expectTrue(!/[\u0000-\u001f\u007f]/.test(value), `the value of ${name} holds no control characters`)
    expectTrue(!/[^\u0000-\u00ff]/.test(value), `the value of ${name} is octets`)
  }
}
