import {
  Catalog,
  createCatalog,
  createLayer,
  defineKind,
  defineMixin,
  resource,
  type Entity,
  type Result,
} from '@occi/core'
import { expectEqual, expectTrue } from '../expect.ts'
import { renderingCase, roundTripCase, type RenderingCase } from './harness.ts'
import { aMachine, aWire, catalog, fast, fullMachine, machine, tag } from './model.ts'
import { collectionOf } from './results.ts'
import { expectNames, expectSameEntity } from './same-entity.ts'
import { textOf, type Answer, type ContextOptions, type Trial } from './trial.ts'

const elsewhere: ContextOptions = { prefix: '/a/b', publicUrl: 'https://other.example:8443/a/b' }

const former = defineKind({
  scheme: 'http://example.com/gone#',
  term: 'former',
  parent: resource,
  location: '/former/',
  attributes: { 'com.example.gone.count': { type: 'integer' }, 'com.example.gone.text': '' },
})
const lost = defineMixin({ scheme: 'http://example.com/gone#', term: 'lost', location: '/lost/' })

/** What a Rendering takes from the context of a request, and what it leaves as it is. */
export const contextCases: readonly RenderingCase[] = [
  roundTripCase(
    'context:prefix',
    'paths and URLs within an Entity are those of the service as clients see it',
    ['entity', 'entity'],
    async (trial) => {
      for (const entity of [fullMachine, ...fullMachine.links]) {
        const options = { ...elsewhere, path: entity.location }
        const read = await trial.readBack('entity', { form: 'entity', entity }, options)
        expectSameEntity(read, entity, trial.context(options))
      }
    },
  ),
  ...(['collection', 'created'] as const).map((form) =>
    roundTripCase(
      `context:public-url-${form}`,
      `the form ${form} names entities by the public URL or the prefixed path`,
      [form, 'members'],
      async (trial) => {
        const entities = [aMachine('a'), aMachine('b')]
        const result = form === 'collection' ? collectionOf('resources', entities) : { form, entities }
        const members = (await trial.readBack('members', result, elsewhere)) ?? []
        expectEqual(members.length, 2, 'the number of members')
        for (const [index, { reference }] of members.entries())
          expectNames(reference, entities[index] ?? aMachine('a'), trial.context(elsewhere), 'the reference')
      },
    ),
  ),
  renderingCase(
    'context:interleaved',
    'answers to two requests at once do not mix',
    { writes: ['collection'] },
    async (trial) => {
      const result = collectionOf('resources', [aMachine('a')], [aMachine('b')], [fullMachine])
      const alone = [await trial.write(result), await trial.write(result, elsewhere)]
      expectEqual(await interleaved(trial, result, [{}, elsewhere]), alone, 'the answers')
    },
  ),
  renderingCase(
    'context:again',
    'the same result in the same context gives the same answer',
    {},
    async (trial) => {
      for (const result of allResults().filter(({ form }) => trial.rendering.writes.has(form)))
        expectEqual(await trial.write(result), await trial.write(result), `the form ${result.form}`)
    },
  ),
  renderingCase(
    'context:unchanged',
    'writing and reading change neither result nor message nor context',
    {},
    async (trial) => {
      for (const result of allResults().filter(({ form }) => trial.rendering.writes.has(form)))
        await writeFrozen(trial, deepFrozen(result))
      for (const form of trial.rendering.reads) {
        if (!trial.canGive(form)) continue
        const source = await trial.give(form)
        const before = [...source.headers].map(([name, values]) => [name, [...values]])
        const context = deepFrozen(trial.context({ query: new URLSearchParams('page=2') }))
        trial.rendering.parse(form, deepFrozen(source), context)
        expectEqual([...source.headers], before, 'the header fields')
        expectEqual(context.query.toString(), 'page=2', 'the query')
      }
    },
  ),
  renderingCase(
    'context:versions',
    'every result is written for OCCI 1.1 and for OCCI 1.2',
    {},
    async (trial) => {
      for (const version of ['1.1', '1.2'] as const)
        for (const result of allResults().filter(({ form }) => trial.rendering.writes.has(form)))
          await trial.write(result, { version })
    },
  ),
  roundTripCase(
    'context:gone',
    'an Entity whose Kind and Mixin are gone from the catalogue is written as it was stored',
    ['entity', 'entity'],
    async (trial) => {
      const attributes = { 'com.example.gone.count': 2, 'com.example.gone.text': 'a "b"' }
      const entity = aMachine('web', {
        kind: former,
        mixins: [lost, fast],
        attributes,
        links: [aWire('one')],
      })
      for (const known of [catalog, createCatalog([])]) {
        const read = await trial.readBack('entity', { form: 'entity', entity }, { catalog: known })
        expectSameEntity(read, entity, trial.context({ catalog: known }))
      }
    },
  ),
  roundTripCase(
    'context:left-over',
    'an attribute that no Category of its Entity defines any more is written by the type of its value',
    ['entity', 'entity'],
    async (trial) => {
      const attributes = {
        'com.example.left': 'text',
        'com.example.left.count': 7,
        'com.example.left.b': true,
      }
      const entity = aMachine('web', { attributes })
      const read = await trial.readBack('entity', { form: 'entity', entity })
      expectSameEntity(read, entity, trial.context())
    },
  ),
  roundTripCase(
    'context:layers',
    'a catalogue of several layers serves as one of one',
    ['entity', 'entity'],
    async (trial) => {
      const layered = new Catalog([
        createLayer([defineMixin({ scheme: 'http://example.com/mine#', term: 'own' })]),
        ...catalog.layers,
      ])
      const read = await trial.readBack(
        'entity',
        { form: 'entity', entity: fullMachine },
        { catalog: layered },
      )
      expectSameEntity(read, fullMachine, trial.context({ catalog: layered }))
    },
  ),
]

function allResults(): readonly Result[] {
  const foreign: Entity = aMachine('web', { kind: former, mixins: [lost] })
  return [
    { form: 'entity', entity: fullMachine },
    { form: 'entity', entity: fullMachine.links[0] ?? aWire('one') },
    { form: 'entity', entity: foreign },
    collectionOf('entities', [fullMachine, aWire('one')], [foreign]),
    collectionOf('resources'),
    { form: 'created', entities: [fullMachine, foreign] },
    { form: 'categories', categories: [machine, fast, tag] },
    { form: 'done' },
  ]
}

async function interleaved(
  trial: Trial,
  result: Result,
  requests: readonly ContextOptions[],
): Promise<readonly Answer[]> {
  const rendered = await Promise.all(
    requests.map(async (options) => trial.rendering.render(result, trial.context(options))),
  )
  const bodies = await Promise.all(
    rendered.map(async ({ body = '' }) => (typeof body === 'string' ? body : textOf(body))),
  )
  return rendered.map(({ headers = [], ...rest }, index) => ({ ...rest, headers, body: bodies[index] ?? '' }))
}

async function writeFrozen(trial: Trial, result: Result): Promise<void> {
  const context = deepFrozen(trial.context({ query: new URLSearchParams('page=2') }))
  const { body } = await trial.rendering.render(result, context)
  if (body !== undefined && typeof body !== 'string') await textOf(body)
  expectTrue(context.query.toString() === 'page=2', 'the query is what it was')
}

/** Plain data frozen all the way down: whoever writes to it fails. */
function deepFrozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== Array.prototype) return value
  Object.values(value).forEach(deepFrozen)
  return Object.freeze(value)
}
