import { actionsIn, idOf } from '../client/index.ts'
import { expectEqual, expectIncludes, expectLacks, expectStatus } from '../world/expect.ts'
import {
  backup,
  cable,
  compute,
  gpu,
  network,
  osTpl,
  plug,
  restart,
  run,
  save,
  start,
  stop,
  up,
} from '../world/fixture.ts'
import type { Scenario } from '../world/scenario.ts'
import type { World } from '../world/world.ts'
import { made, madeCompute, madeStorage, read, tagged } from './given.ts'

const nonsense = { ...start, term: 'nonsense' }

/** Actions on entities and on Collections (GFD.223 10.3.2, 11.3.3). */
export const actions: readonly Scenario[] = [
  {
    id: 'http:action:offered',
    title: 'an Entity offers the Actions that apply to it now, in the order of its Kind',
    verifies: ['CORE-31', 'TEXT-22', 'TEXT-32', 'H11-59', 'H11-94', 'R-46'],
    async run(world) {
      const vm = await madeCompute(world)
      const before = (await read(world, vm)).view
      expectEqual(actionsIn(before), ['start'], 'the Actions of an inactive compute')
      expectEqual(before.actions[0], { target: `${vm}?action=start`, id: idOf(start) }, 'the offer of start')
      await acted(world, vm)
      expectEqual(
        actionsIn((await read(world, vm)).view),
        ['stop', 'restart', 'suspend', 'save'],
        'the Actions of an active compute',
      )
    },
  },
  {
    id: 'http:action:invoke',
    title: 'POST with the query action and the Category of the Action invokes it; the answer is 200',
    verifies: [
      'CORE-47',
      'CORE-50',
      'HTTP-55',
      'HTTP-56',
      'HTTP-57',
      'HTTP-58',
      'TEXT-23',
      'TEXT-33',
      'H11-75',
      'H11-76',
      'H11-77',
      'H11-125',
      'R-40',
    ],
    async run(world) {
      const vm = await madeCompute(world)
      const answer = await world.client.act(vm, start)
      expectStatus(answer, 200, 'start')
      expectEqual(answer.view.attributes.get('occi.compute.state'), 'active', 'the state in the answer')
      expectEqual((await read(world, vm)).view.attributes.get('occi.compute.state'), 'active', 'the state')
      const [offer] = (await read(world, vm)).view.actions
      const stopped = await world.client.send('POST', offer?.target ?? '', { categories: [stop] })
      expectStatus(stopped, 200, 'POST to the offered URI, as it is')
      expectEqual(stopped.view.attributes.get('occi.compute.state'), 'inactive', 'the state')
    },
  },
  {
    id: 'http:action:parameters',
    title: 'parameters are validated like attributes, but need no prefix',
    verifies: ['CORE-52', 'HTTP-56', 'H11-77'],
    async run(world) {
      const vm = await madeCompute(world)
      await acted(world, vm)
      expectStatus(
        await world.client.act(vm, restart, { method: 'sideways' }),
        400,
        'a value outside of the enum',
      )
      expectStatus(await world.client.act(vm, restart, { speed: 'full' }), 400, 'an unknown parameter')
      expectStatus(await world.client.act(vm, restart, { method: 'warm' }), 200, 'a good parameter')
      expectStatus(await world.client.act(vm, restart), 200, 'none')
    },
  },
  {
    id: 'http:action:now-not',
    title: 'an Action of the Kind that does not apply now is 409 and changes nothing',
    verifies: ['CORE-50', 'H11-76', 'R-22'],
    async run(world) {
      const vm = await madeCompute(world)
      expectStatus(await world.client.act(vm, stop), 409, 'stop of an inactive compute')
      const old = await world.client.send('POST', `${vm}?action=stop`, { categories: [stop] }, [
        ['User-Agent', 'test OCCI/1.1'],
      ])
      expectStatus(old, 409, 'the same for OCCI 1.1')
      expectEqual((await read(world, vm)).view.attributes.get('occi.compute.state'), 'inactive', 'the state')
    },
  },
  {
    id: 'http:action:unknown',
    title: 'an unknown Action, one of another Kind, an empty or another query is refused',
    verifies: ['CORE-50', 'HTTP-55', 'H11-76', 'H11-130', 'R-20', 'R-22'],
    async run(world) {
      const vm = await madeCompute(world)
      expectStatus(await world.client.act(vm, nonsense), 400, 'an unknown Action')
      expectStatus(await world.client.act(vm, up), 400, 'an Action of network')
      for (const query of ['?action=', '?foo=1', '?action=start&action=stop']) {
        expectStatus(await world.client.send('POST', vm + query, { categories: [start] }), 400, query)
      }
      expectEqual((await read(world, vm)).view.attributes.get('occi.compute.state'), 'inactive', 'the state')
    },
  },
  {
    id: 'http:action:payload',
    title: 'the payload names the one Action that the query names',
    verifies: ['HTTP-56', 'H11-75', 'H11-77', 'R-25'],
    async run(world) {
      const vm = await madeCompute(world)
      const post = (...categories: readonly (typeof start)[]) =>
        world.client.send('POST', `${vm}?action=start`, { categories })
      expectStatus(await world.client.send('POST', `${vm}?action=start`), 400, 'no payload')
      expectStatus(await post(stop), 400, 'another Action')
      expectStatus(await post(start, stop), 400, 'two Actions')
      expectStatus(await post(compute), 400, 'a Kind')
      expectEqual((await read(world, vm)).view.attributes.get('occi.compute.state'), 'inactive', 'the state')
    },
  },
  {
    id: 'http:action:category',
    title: 'save answers with the Category of the template that it made',
    verifies: ['HTTP-57', 'HTTP-58'],
    async run(world) {
      const vm = await madeCompute(world)
      await acted(world, vm)
      const answer = await world.client.act(vm, save, { name: 'golden' })
      expectStatus(answer, 200, 'save')
      expectEqual(
        answer.view.categories.map(({ rel, class: sort }) => [rel, sort]),
        [[idOf(osTpl), 'mixin']],
        'the answer',
      )
    },
  },
  {
    id: 'http:action:of-mixin',
    title: 'an Action of a Mixin is offered and accepted where the Mixin is, and nowhere else',
    verifies: ['CORE-43', 'CORE-67', 'HTTP-55'],
    async run(world) {
      const [vm, other] = [await madeCompute(world, { mixins: [backup] }), await madeCompute(world)]
      expectIncludes(actionsIn((await read(world, vm)).view), 'run', 'the Actions')
      expectStatus(await world.client.act(vm, run), 200, 'run')
      expectLacks(actionsIn((await read(world, other)).view), 'run', 'the Actions of another')
      expectStatus(await world.client.act(other, run), 400, 'run on another')
      expectStatus(await world.client.dissociate(backup.location ?? '', [vm]), 200, 'taking the Mixin off')
      expectStatus(await world.client.act(vm, run), 400, 'run afterwards')
    },
  },
  {
    id: 'http:action:of-link',
    title: 'a Link offers and takes the Actions of its Kind, and has no other Links',
    verifies: ['HTTP-45', 'TEXT-34', 'H11-46', 'H11-78'],
    async run(world) {
      const [vm, disk] = [await madeCompute(world), await madeStorage(world)]
      const path = await made(world, {
        kind: cable,
        attributes: { 'occi.core.source': vm, 'occi.core.target': disk },
      })
      const { view } = await read(world, path)
      expectEqual([actionsIn(view), view.links], [['plug'], []], 'Actions and Links')
      expectStatus(await world.client.act(path, plug), 200, 'plug')
      expectLacks(actionsIn((await read(world, vm)).view), 'plug', 'the Actions of the source')
    },
  },
  {
    id: 'http:action:inherited',
    title: 'a sub-Kind has the Actions of its parent',
    verifies: ['CORE-34', 'CORE-50'],
    async run(world) {
      const card = await made(world, { kind: gpu, attributes: { 'occi.compute.cores': 4 } })
      expectIncludes(actionsIn((await read(world, card)).view), 'start', 'the Actions')
      expectStatus(await world.client.act(card, start), 200, 'start')
    },
  },
  {
    id: 'http:action:collection',
    title: 'an Action on a Collection is invoked on every member',
    verifies: [
      'CORE-47',
      'CORE-51',
      'HTTP-65',
      'HTTP-72',
      'HTTP-73',
      'HTTP-74',
      'HTTP-75',
      'H11-38',
      'H11-39',
    ],
    async run(world) {
      const both = [await madeCompute(world), await madeCompute(world)]
      expectStatus(await world.client.act('/compute/', start), 200, 'start of all')
      for (const vm of both)
        expectEqual((await read(world, vm)).view.attributes.get('occi.compute.state'), 'active', 'the state')
    },
  },
  {
    id: 'http:action:empty-collection',
    title: 'an Action on an empty Collection succeeds',
    verifies: ['HTTP-75'],
    async run({ client }) {
      expectStatus(await client.act('/compute/', start), 200, 'start of none')
      expectStatus(await client.act('/network/', start), 400, 'an Action that the Kind has not')
    },
  },
  {
    id: 'http:action:strange-collection',
    title:
      'an Action that the Kind of a Collection does not define is refused, and so is one without a payload',
    verifies: ['CORE-51', 'HTTP-73', 'H11-38', 'R-25'],
    async run(world) {
      await madeCompute(world)
      expectStatus(await world.client.act('/compute/', up), 400, 'up at /compute/')
      expectStatus(await world.client.act('/compute/', nonsense), 400, 'nonsense at /compute/')
      expectStatus(await world.client.send('POST', '/compute/?action=start'), 400, 'no payload')
    },
  },
  {
    id: 'http:action:mixed-collection',
    title: 'an Action on a Collection is refused if one member does not have it, and none is touched',
    verifies: ['CORE-51', 'H11-38', 'R-52'],
    async run(world) {
      const vm = await madeCompute(world)
      await tagged(world, vm, await made(world, { kind: network }))
      expectStatus(await world.client.act('/my_stuff/', start), 400, 'start of computes and a network')
      expectEqual((await read(world, vm)).view.attributes.get('occi.compute.state'), 'inactive', 'the state')
    },
  },
  {
    id: 'http:action:partly-applicable',
    title: 'an Action on a Collection is refused if it does not apply to one member now, and none is touched',
    verifies: ['CORE-51', 'R-22', 'R-52'],
    async run(world) {
      const [one, two] = [await madeCompute(world), await madeCompute(world)]
      await acted(world, two)
      expectStatus(await world.client.act('/compute/', start), 409, 'start of what is active')
      expectEqual(
        (await read(world, one)).view.attributes.get('occi.compute.state'),
        'inactive',
        'the state of the other',
      )
    },
  },
]

async function acted(world: World, vm: string): Promise<void> {
  expectStatus(await world.client.act(vm, start), 200, 'start')
}
