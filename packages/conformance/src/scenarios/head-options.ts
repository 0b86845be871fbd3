import { expectEqual, expectMembers, expectStatus } from '../world/expect.ts'
import { fieldOf, fieldsOf, type Header, type WireReply } from '../world/message.ts'
import type { Scenario } from '../world/scenario.ts'
import { madeCompute } from './given.ts'

/** HEAD and OPTIONS (R-44, interop). */
export const headOptions: readonly Scenario[] = [
  {
    id: 'http:head:everywhere',
    title: 'HEAD works wherever GET does, with the same fields and no body',
    verifies: ['R-44', 'HTTP-15', 'H11-101'],
    async run(world) {
      const vm = await madeCompute(world)
      for (const path of [vm, '/compute/', '/compute/?number=1', '/', '/nothing', '/-/']) {
        const [got, head] = [await send('GET', path), await send('HEAD', path)]
        expectEqual([head.status, head.text], [got.status, ''], `HEAD ${path}`)
        expectEqual(described(head), described(got), `the fields of HEAD ${path}`)
      }
      function send(method: string, path: string): Promise<WireReply> {
        return world.request({ method, path, headers: [['Accept', world.rendering]] })
      }
    },
  },
  {
    id: 'http:options:allow',
    title: 'OPTIONS is 204 with the methods of the path',
    verifies: ['R-44', 'HTTP-24', 'HTTP-35'],
    once: true,
    async run(world) {
      const vm = await madeCompute(world)
      const cases = [
        [vm, ['GET', 'POST', 'PUT', 'DELETE']],
        ['/compute/', ['GET', 'POST', 'DELETE']],
        ['/mixin/backup/', ['GET', 'POST', 'PUT', 'DELETE']],
        ['/-/', ['GET', 'POST', 'DELETE']],
        ['/lab/', ['GET']],
      ] as const
      for (const [path, allowed] of cases) {
        const reply = await world.request({ method: 'OPTIONS', path })
        expectStatus(reply, 204, `OPTIONS ${path}`)
        expectEqual(reply.text, '', 'the body')
        const methods = fieldsOf(reply, 'Allow').flatMap((value) => value.split(',').map((one) => one.trim()))
        expectMembers(methods, [...allowed, 'HEAD', 'OPTIONS'], `Allow of ${path}`)
      }
    },
  },
]

/** The fields that describe the content; what differs from request to request or edge to edge is left out. */
function described(reply: WireReply): readonly Header[] {
  const names = [
    'Content-Type',
    'ETag',
    'Category',
    'Link',
    'X-OCCI-Attribute',
    'X-OCCI-Location',
    'Server',
    'Accept',
    'Vary',
  ]
  return names.map((name) => [name, fieldOf(reply, name) ?? ''])
}
