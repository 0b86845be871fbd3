import { expectEqual, expectMatch, expectStatus, expectThat } from '../world/expect.ts'
import { network } from '../world/fixture.ts'
import { fieldOf } from '../world/message.ts'
import type { Scenario } from '../world/scenario.ts'
import { listed, made, madeCompute, nicTo, read, textLine } from './given.ts'

/** Entity tags (GFD.185 3.6.2, R-44). */
export const conditional: readonly Scenario[] = [
  {
    id: 'http:conditional:tag',
    title: 'an Entity has a tag, which changes with it and with its Links',
    verifies: ['H11-98', 'H11-139', 'R-44'],
    async run(world) {
      const [vm, net] = [await madeCompute(world), await made(world, { kind: network })]
      const tag = async () => fieldOf(await read(world, vm), 'ETag')
      const first = await tag()
      expectMatch(first, /^"[^"]+"$/, 'ETag')
      expectEqual(await tag(), first, 'the tag of what is unchanged')
      await world.client.update(vm, { attributes: { 'occi.core.title': 'x' } })
      const second = await tag()
      expectThat(second !== first, 'the tag changes with the Entity')
      await world.client.update(vm, { links: [nicTo(net)] })
      expectThat((await tag()) !== second, 'the tag changes with its Links')
    },
  },
  {
    id: 'http:conditional:read',
    title: 'If-None-Match on GET is 304 for what the client has, 200 for another state or rendering',
    verifies: ['H11-98', 'R-44'],
    async run(world) {
      const vm = await madeCompute(world)
      const tag = fieldOf(await read(world, vm), 'ETag') ?? ''
      const known = await world.client.get(vm, [['If-None-Match', tag]])
      expectStatus(known, 304, 'the current tag')
      expectEqual([known.text, fieldOf(known, 'ETag')], ['', tag], 'the answer')
      expectStatus(await world.client.get(vm, [['If-None-Match', '"other"']]), 200, 'another tag')
      await world.client.update(vm, { attributes: { 'occi.core.title': 'x' } })
      expectStatus(await world.client.get(vm, [['If-None-Match', tag]]), 200, 'an old tag')
    },
  },
  {
    id: 'http:conditional:renderings',
    title: 'the tag of one rendering is not that of another',
    verifies: ['H11-98'],
    once: true,
    async run(world) {
      const vm = await madeCompute(world)
      const tag = fieldOf(await world.as('text/plain').get(vm), 'ETag') ?? ''
      expectStatus(
        await world.as('text/occi').get(vm, [['If-None-Match', tag]]),
        200,
        'the tag of text/plain',
      )
    },
  },
  {
    id: 'http:conditional:write',
    title: 'If-Match lets a change pass for the current state alone',
    verifies: ['H11-98', 'R-44'],
    async run(world) {
      const vm = await madeCompute(world)
      const old = fieldOf(await read(world, vm), 'ETag') ?? ''
      const change = (title: string, tag: string) =>
        world.client.send('POST', vm, { attributes: { 'occi.core.title': title } }, [['If-Match', tag]])
      expectStatus(await change('one', old), 200, 'the current tag')
      expectStatus(await change('two', old), 412, 'an old tag')
      expectStatus(
        await world.client.send('DELETE', vm, undefined, [['If-Match', old]]),
        412,
        'DELETE with an old tag',
      )
      expectEqual((await read(world, vm)).view.attributes.get('occi.core.title'), 'one', 'the title')
      expectStatus(await change('three', '*'), 200, 'any state')
    },
  },
  {
    id: 'http:conditional:create',
    title: 'If-None-Match: * on PUT creates and never replaces',
    verifies: ['HTTP-47', 'H11-54', 'R-44'],
    once: true,
    async run(world) {
      const put = () =>
        world.request({
          method: 'PUT',
          path: '/compute/my1',
          headers: [
            ['Content-Type', 'text/plain'],
            ['If-None-Match', '*'],
          ],
          body: 'Category: compute; scheme="http://schemas.ogf.org/occi/infrastructure#"; class="kind"',
        })
      expectStatus(await put(), 201, 'the first')
      expectStatus(await put(), 412, 'the second')
      expectEqual(await listed(world, '/compute/'), ['/compute/my1'], 'the computes')
    },
  },
  {
    id: 'http:conditional:missing',
    title: 'If-Match on a free path creates nothing',
    verifies: ['R-44', 'H11-98'],
    once: true,
    async run(world) {
      const headers = [
        ['Content-Type', 'text/plain'],
        ['If-Match', '*'],
      ] as const
      const body = `Category: ${textLine({ term: 'compute', scheme: 'http://schemas.ogf.org/occi/infrastructure#' })}`
      expectStatus(await world.request({ method: 'PUT', path: '/compute/my1', headers, body }), 412, 'PUT')
      expectEqual(await listed(world, '/compute/'), [], 'the computes')
    },
  },
]
