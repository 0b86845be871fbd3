import { idOf } from '../client/index.ts'
import { expectEqual, expectMembers, expectStatus } from '../world/expect.ts'
import { agent, backup, compute, network, networkInterface, storage } from '../world/fixture.ts'
import type { Scenario } from '../world/scenario.ts'
import { jsons, listed, madeCompute, madePair } from './given.ts'
import { at, expectRefusal, got, listAt, namesAt, sent } from './json-given.ts'

/** Changes by documents, partial and whole (GFD.223 10.2 and 10.3.1). */
export const jsonUpdate: readonly Scenario[] = [
  {
    id: 'json:update:partial',
    title:
      'a partial rendering changes what it names; Mixins that it names are added; the answer is the Entity',
    verifies: ['H-11', 'J-012', 'J-013', 'J-020', 'J-021', 'A-38'],
    renderings: jsons,
    async run(world) {
      const vm = await madeCompute(world, { mixins: [agent], attributes: { 'occi.compute.cores': 2 } })
      const answer = await sent(world, 'POST', vm, {
        mixins: [idOf(backup)],
        attributes: { 'com.example.backup.interval': 7, 'occi.compute.memory': 1.5 },
        title: 'new',
      })
      expectStatus(answer, 200, 'the change')
      expectEqual(answer.document, await got(world, vm), 'the answer')
      expectMembers(listAt(answer.document, 'mixins').map(String), [idOf(agent), idOf(backup)], 'the Mixins')
      const values = ['occi.compute.cores', 'com.example.backup.interval', 'occi.compute.memory']
      expectEqual(
        values.map((name) => at(answer.document, 'attributes', name)),
        [2, 7, 1.5],
        'the attributes',
      )
      for (const nothing of [{}, [], { attributes: 5 }])
        expectStatus(
          await sent(world, 'POST', vm, nothing),
          400,
          `a change that is ${JSON.stringify(nothing)}`,
        )
    },
  },
  {
    id: 'json:update:immutable',
    title: 'an immutable value may be repeated and not changed; nothing else of such a document is done',
    verifies: ['J-011', 'J-015', 'J-021', 'J-105', 'J-106', 'A-17', 'R-20'],
    renderings: jsons,
    async run(world) {
      const vm = await madeCompute(world)
      const before = await got(world, vm)
      const state = (value: string) => ({ title: 'new', attributes: { 'occi.compute.state': value } })
      expectRefusal(
        await sent(world, 'POST', vm, state('active')),
        403,
        'immutable',
        'attributes["occi.compute.state"]',
        'another state',
      )
      expectStatus(await sent(world, 'POST', vm, { title: 'new', id: 'urn:x:1' }), 403, 'another id')
      expectStatus(await sent(world, 'POST', vm, { title: 'new', kind: idOf(network) }), 400, 'another Kind')
      expectStatus(
        await sent(world, 'POST', '/compute/', { kind: idOf(compute), ...state('active') }),
        403,
        'a creation with another state',
      )
      expectEqual(await got(world, vm), before, 'the Entity')
      expectStatus(
        await sent(world, 'POST', vm, {
          ...state('inactive'),
          id: at(before, 'id'),
          kind: at(before, 'kind'),
        }),
        200,
        'the same values',
      )
      expectEqual(
        [at(await got(world, vm), 'title'), await listed(world, '/compute/')],
        ['new', [vm]],
        'title and computes',
      )
    },
  },
  {
    id: 'json:update:message-of-state',
    title: 'an attribute whose name begins with that of another stands beside it',
    verifies: ['J-101', 'J-105'],
    renderings: jsons,
    async run(world) {
      const vm = await madeCompute(world)
      world.backends.make('retrieve', 'compute', {
        does: 'set',
        attributes: { 'occi.compute.state': 'error', 'occi.compute.state.message': 'it burns' },
      })
      const attributes = at(await got(world, vm), 'attributes')
      expectEqual(
        attributes,
        { 'occi.compute.state': 'error', 'occi.compute.state.message': 'it burns' },
        'the attributes',
      )
    },
  },
  {
    id: 'json:replace:whole',
    title: 'PUT replaces Mixins and attributes and leaves Links; what a GET gave, a PUT takes',
    verifies: ['H-09', 'H-10', 'J-012', 'J-013', 'A-41'],
    renderings: jsons,
    async run(world) {
      const { vm, nic } = await madePair(world)
      await sent(world, 'POST', vm, {
        mixins: [idOf(backup)],
        title: 'one',
        attributes: { 'occi.compute.cores': 2 },
      })
      const before = await got(world, vm)
      const echo = await sent(world, 'PUT', vm, before)
      expectStatus(echo, 200, 'PUT of what GET gave')
      expectEqual(echo.document, before, 'the answer')
      const answer = await sent(world, 'PUT', vm, {
        kind: idOf(compute),
        mixins: [idOf(agent)],
        summary: 'two',
      })
      expectStatus(answer, 200, 'PUT without Links')
      expectEqual(
        [
          at(answer.document, 'mixins'),
          at(answer.document, 'summary'),
          namesAt(answer.document).includes('title'),
          namesAt(answer.document, 'attributes'),
        ],
        [[idOf(agent)], 'two', false, ['occi.compute.state']],
        'the answer',
      )
      expectEqual(listAt(answer.document, 'links'), [await got(world, nic)], 'the Links')
      const another = { kind: idOf(networkInterface), target: { location: '/network/other' } }
      expectStatus(
        await sent(world, 'PUT', vm, { kind: idOf(compute), links: [another] }),
        400,
        'PUT with a new Link',
      )
      expectStatus(await sent(world, 'PUT', vm, { kind: idOf(storage) }), 400, 'PUT with another Kind')
      expectEqual(await got(world, vm), answer.document, 'the Entity')
    },
  },
]
