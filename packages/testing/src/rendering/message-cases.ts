import { parametersOf } from '@occi/core'
import { expectEqual, expectTrue } from '../expect.ts'
import { readingCase, renderingCase, type RenderingCase } from './harness.ts'
import { machine, restart } from './model.ts'
import { attributesRead, expectNames } from './same-entity.ts'

/** Messages about other things than one Entity: Actions, members, filters, nothing. */
export const messageCases: readonly RenderingCase[] = [
  readingCase('action:said', 'an Action and its parameters are read', 'action', async (trial) => {
    const { action, attributes } = trial.read('action', await trial.give('action'))
    expectEqual(action?.id, restart.id, 'the Action')
    expectTrue(action?.class === undefined || action.class === 'action', 'no other class is said')
    expectTrue(action?.where !== '', 'its place has a name')
    const parameters = parametersOf(attributes, restart.attributes)
    expectEqual(parameters, { method: 'cold', delay: 5, force: true }, 'the parameters')
  }),
  readingCase(
    'filter:said',
    'the Categories and attributes of a filter are read',
    'filter',
    async (trial) => {
      const { categories, attributes } = trial.read('filter', await trial.give('filter'))
      expectEqual(
        categories.map(({ id }) => id),
        [machine.id],
        'the Categories',
      )
      const values = attributesRead({ attributes }, { kind: machine, mixins: [] }, trial.context())
      expectEqual(values, { 'com.example.count': 2 }, 'the attributes')
    },
  ),
  readingCase('members:said', 'members are read in their order', 'members', async (trial) => {
    const members = trial.read('members', await trial.give('members')) ?? []
    expectEqual(members.length, 2, 'the number of members')
    for (const [index, name] of ['a', 'b'].entries()) {
      const entity = { location: `/machine/${name}`, id: `urn:example:machine:${name}` }
      expectNames(members[index]?.reference, entity, trial.context(), 'the reference')
      expectTrue(members[index]?.where !== '', 'its place has a name')
    }
  }),
  renderingCase(
    'members:unsaid',
    'a message without any content says nothing on members',
    { reads: ['members'] },
    async (trial) => {
      expectEqual(trial.read('members', trial.source()), undefined)
    },
  ),
  renderingCase(
    'filter:unsaid',
    'a message without any content filters nothing',
    { reads: ['filter'] },
    async (trial) => {
      const { categories, attributes } = trial.read('filter', trial.source())
      expectEqual([categories, [...attributes]], [[], []], 'the filter')
    },
  ),
]
