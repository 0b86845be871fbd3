import { attributesOfChanged, attributesOfReplaced, type Entity } from '@occi/core'
import { expectEqual, expectTrue } from '../expect.ts'
import { roundTripCase, type RenderingCase } from './harness.ts'
import { aMachine, aWire, fast, fullMachine } from './model.ts'
import { expectNames } from './same-entity.ts'

const entities: readonly (readonly [string, Entity])[] = [
  ['resource', fullMachine],
  ['link', fullMachine.links[0] ?? aWire('one')],
  ['link-outside', fullMachine.links[1] ?? aWire('two')],
  ['unset', aMachine('web', { mixins: [fast] })],
]

/** What a GET gave, a PUT and a POST take, and nothing is changed by it. */
export const replaceCases: readonly RenderingCase[] = [
  ...entities.map(([id, entity]) =>
    roundTripCase(
      `replace:${id}`,
      `a ${entity.type} as it is written replaces and changes itself without a change`,
      ['entity', 'entity'],
      async (trial) => {
        for (const version of ['1.1', '1.2'] as const) {
          const options = { version, path: entity.location }
          const { attributes } = await trial.readBack('entity', { form: 'entity', entity }, options)
          const capabilities = trial.context().catalog.capabilities(entity.kind, entity.mixins)
          const { attributes: held } = entity
          expectEqual(attributesOfReplaced(held, attributes, capabilities), held, 'what a PUT makes of it')
          expectEqual(attributesOfChanged(held, attributes, capabilities), held, 'what a POST makes of it')
        }
      },
    ),
  ),
  roundTripCase(
    'replace:blanked',
    'a value of the server that could not be carried as it is does not stand in the way',
    ['entity', 'entity'],
    async (trial) => {
      const held = { 'com.example.state.message': 'failed:\nno memory' }
      const entity = aMachine('web', { attributes: held })
      const { attributes } = await trial.readBack('entity', { form: 'entity', entity })
      const capabilities = trial.context().catalog.capabilities(entity.kind, [])
      expectEqual(attributesOfReplaced(held, attributes, capabilities), held, 'what a PUT makes of it')
    },
  ),
  roundTripCase(
    'replace:links',
    'the Links of a Resource come back as those that are there, its Actions not as Links',
    ['entity', 'entity'],
    async (trial) => {
      const { links } = await trial.readBack('entity', { form: 'entity', entity: fullMachine })
      expectEqual(links.length, fullMachine.links.length, 'the number of Links')
      for (const [index, { self, attributes }] of links.entries()) {
        const link = fullMachine.links[index]
        expectTrue(self !== undefined || attributes.has('occi.core.id'), 'self or id is there')
        if (self !== undefined && link !== undefined) expectNames(self, link, trial.context(), 'self')
      }
    },
  ),
]
