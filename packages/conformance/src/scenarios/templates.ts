import { idOf, mixinsIn } from '../client/index.ts'
import { expectEqual, expectIncludes, expectStatus } from '../world/expect.ts'
import { agent, compute, gpu, medium, monitored, network, small } from '../world/fixture.ts'
import type { Scenario } from '../world/scenario.ts'
import { listed, made, madeCompute, read } from './given.ts'

/** What Mixins bring along: defaults, templates, and the capabilities of what they depend on (GFD.221 5.3.4, 5.3.7). */
export const templates: readonly Scenario[] = [
  {
    id: 'http:template:values',
    title: 'a template gives its values where the client gives none',
    verifies: ['CORE-23', 'CORE-46', 'HTTP-66'],
    async run(world) {
      const { attributes } = (await read(world, await madeCompute(world, { mixins: [small] }))).view
      expectEqual(
        [attributes.get('occi.compute.cores'), attributes.get('occi.compute.memory')],
        [1, 1.5],
        'cores and memory',
      )
    },
  },
  {
    id: 'http:template:wins',
    title: 'the values of a resource template win over what the client sends with it',
    verifies: ['CORE-46', 'R-31'],
    async run(world) {
      const attributes = { 'occi.compute.cores': 7, 'occi.compute.hostname': 'mine' }
      const { view } = await read(world, await madeCompute(world, { mixins: [small], attributes }))
      expectEqual(
        [view.attributes.get('occi.compute.cores'), view.attributes.get('occi.compute.hostname')],
        [1, 'mine'],
        'cores and hostname',
      )
    },
  },
  {
    id: 'http:template:default-of-mixin',
    title: 'a default of a Mixin overrides that of the Kind, and yields to the client',
    verifies: ['CORE-23', 'CORE-55', 'R-31'],
    async run(world) {
      const shareOf = async (attributes: Record<string, number>) =>
        (
          await read(world, await made(world, { kind: gpu, mixins: [monitored], attributes }))
        ).view.attributes.get('com.example.gpu.share')
      expectEqual(
        (await read(world, await made(world, { kind: gpu }))).view.attributes.get('com.example.gpu.share'),
        4,
        'the default of the Kind',
      )
      expectEqual(await shareOf({}), 1, 'the default of the Mixin')
      expectEqual(await shareOf({ 'com.example.gpu.share': 9 }), 9, 'the value of the client')
    },
  },
  {
    id: 'http:template:replaced',
    title: 'another template of the same family takes the place of the first, with its values',
    verifies: ['CORE-56', 'CORE-37'],
    async run(world) {
      const vm = await madeCompute(world, { mixins: [small] })
      const answer = await world.client.update(vm, { categories: [medium] })
      expectStatus(answer, 200, 'another size')
      expectEqual(
        [mixinsIn(answer.view), answer.view.attributes.get('occi.compute.cores')],
        [[idOf(medium)], 2],
        'Mixins and cores',
      )
      expectEqual(
        [await listed(world, small.location ?? ''), await listed(world, medium.location ?? '')],
        [[], [vm]],
        'the members',
      )
    },
  },
  {
    id: 'http:template:restricted',
    title: 'a Mixin of a provider is put on the Kinds that it names, sub-Kinds among them, and on no others',
    verifies: ['CORE-38', 'CORE-39', 'CORE-77', 'R-20'],
    async run(world) {
      expectStatus(await world.client.create({ kind: network, mixins: [small] }), 400, 'a size on a network')
      expectEqual(await listed(world, '/network/'), [], 'the networks')
      const card = await made(world, { kind: gpu, mixins: [small] })
      expectEqual(await listed(world, small.location ?? ''), [card], 'the members')
    },
  },
  {
    id: 'http:template:depends',
    title: 'an Entity with a Mixin has the capabilities of all that the Mixin depends on',
    verifies: ['CORE-44', 'CORE-40'],
    async run(world) {
      const vm = await madeCompute(world, {
        mixins: [monitored],
        attributes: { 'com.example.agent.port': 99 },
      })
      const { view } = await read(world, vm)
      expectEqual(view.attributes.get('com.example.agent.port'), 99, 'an attribute of what it depends on')
      expectIncludes(
        view.actions.map(({ target }) => target),
        `${vm}?action=run`,
        'the Actions of what it depends on',
      )
      expectStatus(
        await world.client.create({ kind: compute, attributes: { 'com.example.agent.port': 99 } }),
        400,
        'the attribute without the Mixin',
      )
      expectEqual(await listed(world, agent.location ?? ''), [], 'the members of what it depends on')
    },
  },
]
