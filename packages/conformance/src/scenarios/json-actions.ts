import { idOf } from '../client/index.ts'
import { expectEqual, expectMatch, expectStatus } from '../world/expect.ts'
import { backup, compute, network, osTpl, restart, run, save, start, stop, up } from '../world/fixture.ts'
import type { Scenario } from '../world/scenario.ts'
import { jsons, madeCompute, made } from './given.ts'
import { at, expectRefusal, got, listAt, sent } from './json-given.ts'

/** Invocations of Actions (GFD.223 10.3.2, GFD.226 3.1.1.1). */
export const jsonActions: readonly Scenario[] = [
  {
    id: 'json:action:invoke',
    title:
      'an Action is invoked by its rendering, whose parameters may be left out; the answer is the Entity',
    verifies: ['H-12', 'J-014', 'J-030', 'J-032', 'J-033', 'J-035'],
    renderings: jsons,
    async run(world) {
      const vm = await madeCompute(world)
      const started = await sent(world, 'POST', `${vm}?action=start`, { action: idOf(start) })
      expectStatus(started, 200, 'start')
      expectEqual(
        [at(started.document, 'attributes', 'occi.compute.state'), started.document],
        ['active', await got(world, vm)],
        'the answer',
      )
      const actions = ['stop', 'restart', 'suspend', 'save'].map((term) => `${start.scheme}${term}`)
      expectEqual(at(started.document, 'actions'), actions, 'the Actions that apply now')
      const again = (attributes: unknown) =>
        sent(world, 'POST', `${vm}?action=restart`, { action: idOf(restart), attributes })
      expectStatus(await again({ method: 'graceful' }), 200, 'restart with a parameter')
      expectStatus(await again({}), 200, 'restart without')
      expectStatus(await again({ speed: 'full' }), 400, 'an unknown parameter')
      expectRefusal(
        await again({ method: 'sideways' }),
        400,
        'invalid-value',
        'attributes.method',
        'a bad parameter',
      )
      expectRefusal(
        await again({ method: 7 }),
        400,
        'invalid-value',
        'attributes.method',
        'a parameter of another type',
      )
    },
  },
  {
    id: 'json:action:result',
    title: 'what an Action made may be the answer',
    verifies: ['H-12', 'A-27'],
    renderings: jsons,
    async run(world) {
      const vm = await madeCompute(world)
      expectStatus(await sent(world, 'POST', `${vm}?action=start`, { action: idOf(start) }), 200, 'start')
      const document = { action: idOf(save), attributes: { name: 'golden' } }
      const answer = await sent(world, 'POST', `${vm}?action=save`, document)
      expectStatus(answer, 200, 'save')
      const [template, ...others] = listAt(answer.document, 'mixins')
      expectEqual(
        [at(template, 'depends'), at(template, 'term'), others],
        [[idOf(osTpl)], 'golden', []],
        'the answer',
      )
    },
  },
  {
    id: 'json:action:wrong',
    title: 'what is no invocation, or of another Action, is refused and changes nothing',
    verifies: ['H-12', 'J-030', 'J-031', 'J-032', 'J-036', 'R-25', 'A-26'],
    renderings: jsons,
    async run(world) {
      const vm = await madeCompute(world)
      const cases: readonly (readonly [what: string, document: unknown])[] = [
        ['no payload', undefined],
        ['an empty object', {}],
        ['parameters alone', { attributes: { method: 'x' } }],
        ['another Action', { action: idOf(stop) }],
        ['an Action of another Kind', { action: idOf(up) }],
        ['an Action of a Mixin that it has not', { action: idOf(run) }],
        ['an unknown Action', { action: `${start.scheme}nonsense` }],
        ['a term alone', { action: 'start' }],
        ['a Mixin', { action: idOf(backup) }],
        ['a list', { actions: [{ action: idOf(start) }] }],
        ['an array', [{ action: idOf(start) }]],
        ['two Actions', { action: [idOf(start), idOf(stop)] }],
        ['a member too many', { action: idOf(start), title: 'x' }],
      ]
      for (const [what, document] of cases)
        expectStatus(await sent(world, 'POST', `${vm}?action=start`, document), 400, what)
      const early = await sent(world, 'POST', `${vm}?action=stop`, { action: idOf(stop) })
      expectStatus(early, 409, 'an Action that does not apply now')
      expectMatch(String(at(early.document, 'code')), /^action-refused$/, 'the code')
      expectEqual(at(await got(world, vm), 'attributes', 'occi.compute.state'), 'inactive', 'the state')
    },
  },
  {
    id: 'json:action:collection',
    title: 'an Action of a Collection is invoked on all of its members',
    verifies: ['H-12', 'J-030'],
    renderings: jsons,
    async run(world) {
      const all = [await madeCompute(world), await madeCompute(world)]
      await made(world, { kind: network })
      expectStatus(
        await sent(world, 'POST', `${compute.location}?action=start`, { action: idOf(start) }),
        200,
        'start of all',
      )
      for (const vm of all)
        expectEqual(at(await got(world, vm), 'attributes', 'occi.compute.state'), 'active', 'the state')
    },
  },
]
