import { checkApplicable, type Entity, type EntityInput, resolve } from '@occi/core'
import { expectEqual, expectTrue } from '../expect.ts'
import { readingCase, roundTripCase, type RenderingCase } from './harness.ts'
import { aMachine, aWire, fast, fullMachine, halt, machine, restart, surge, tag } from './model.ts'
import { expectSameEntity } from './same-entity.ts'
import type { ContextOptions, Trial } from './trial.ts'

const [inlineLink] = fullMachine.links
const outside = { location: 'https://elsewhere.example/lan?x=1&y=2;z#f' }

const entities: readonly (readonly [id: string, what: string, entity: Entity])[] = [
  ['full', 'a Resource with all that one can have', fullMachine],
  ['bare', 'a Resource with nothing but Kind and id', aMachine('bare')],
  ['mixins', 'a Resource with Mixins alone, in their order', aMachine('web', { mixins: [tag, fast] })],
  ['actions', 'a Resource that offers Actions', aMachine('web', { actions: [restart, halt, surge] })],
  ['links', 'a Resource with Links to inside and outside', aMachine('web', { links: fullMachine.links })],
  ['link', 'a Link by itself', inlineLink ?? aWire('one')],
  ['link-bare', 'a Link with nothing but its ends', aWire('bare')],
  ['link-outside', 'a Link to a target outside of the service', aWire('out', { target: outside })],
  [
    'link-unknown-kind',
    'a Link to a target whose Kind is not known here',
    aWire('odd', { target: { location: '/lan/odd', kind: 'http://example.com/gone#kind' } }),
  ],
  [
    'unset',
    'a Resource with an attribute that is unset',
    aMachine('web', { attributes: { 'com.example.text': undefined, 'com.example.count': 0 } }),
  ],
]

/** What is written of an Entity is read as it was. */
export const entityCases: readonly RenderingCase[] = [
  ...entities.map(([id, what, entity]) =>
    roundTripCase(`entity:${id}`, `${what} is read as it was written`, ['entity', 'entity'], (trial) =>
      expectRoundTrip(trial, entity),
    ),
  ),
  roundTripCase(
    'entity:version-1.1',
    'OCCI 1.1 gives round trips too',
    ['entity', 'entity'],
    async (trial) => {
      for (const [, , entity] of entities) await expectRoundTrip(trial, entity, { version: '1.1' })
    },
  ),
  roundTripCase(
    'entity:create',
    'an Entity as it is written can be read as one to create',
    ['entity', 'entities'],
    async (trial) => {
      for (const [, , entity] of entities) {
        const read = await trial.readBack('entities', { form: 'entity', entity }, at(entity))
        expectEqual(read.length, 1, 'the number of entities')
        if (read[0] !== undefined) expectSameEntity(read[0], entity, trial.context())
      }
    },
  ),
  readingCase('entity:said', 'a message says what it says of an Entity', 'entity', async (trial) => {
    expectSample(trial.read('entity', await trial.give('entity')))
  }),
  readingCase('entity:said-create', 'a message says what it says to create', 'entities', async (trial) => {
    const [entity, ...more] = trial.read('entities', await trial.give('entities'))
    expectEqual(more, [], 'further entities')
    expectTrue(entity !== undefined, 'there is an Entity')
    expectSample(entity)
  }),
  readingCase(
    'entity:resolvable',
    'the Categories of an Entity can be resolved: no wrong class is said',
    'entity',
    async (trial) => {
      const { catalog } = trial.context()
      const { categories } = trial.read('entity', await trial.give('entity'))
      const [kind, ...mixins] = resolve(categories, catalog)
      expectTrue(kind?.class === 'kind', 'the first Category is a Kind')
      checkApplicable(
        mixins.filter((mixin) => mixin.class === 'mixin'),
        kind,
        catalog,
      )
    },
  ),
  readingCase(
    'entity:where',
    'all that is read of an Entity tells where it stood',
    'entity',
    async (trial) => {
      const { where, categories, attributes } = trial.read('entity', await trial.give('entity'))
      const places = [{ where }, ...categories, ...attributes.values()].map((one) => one.where)
      expectTrue(
        places.every((place) => typeof place === 'string' && place !== ''),
        'each place has a name',
      )
    },
  ),
]

async function expectRoundTrip(trial: Trial, entity: Entity, options: ContextOptions = {}): Promise<void> {
  const read = await trial.readBack('entity', { form: 'entity', entity }, { ...at(entity), ...options })
  expectSameEntity(read, entity, trial.context(options))
}

function at({ location }: Entity): ContextOptions {
  return { path: location }
}

function expectSample({ categories, attributes, links }: EntityInput): void {
  expectEqual(
    categories.map(({ id }) => id),
    [machine.id],
    'the Categories',
  )
  expectTrue(attributes.has('com.example.count'), 'com.example.count is there')
  expectTrue(attributes.has('occi.core.title'), 'occi.core.title is there')
  expectEqual(links, [], 'the Links')
}
