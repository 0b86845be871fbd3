import { idOf } from '../client/index.ts'
import { expectEqual, expectIncludes, expectStatus, expectThat } from '../world/expect.ts'
import { compute } from '../world/fixture.ts'
import { fieldOf, fieldsOf, type Header, type WireReply } from '../world/message.ts'
import type { Scenario } from '../world/scenario.ts'
import type { World } from '../world/world.ts'
import { listed, madeCompute, read, textLine } from './given.ts'

const creation = `Category: ${textLine(compute)}`

/** Which format is read and written (GFD.185 3.6.6, GFD.229). */
export const negotiation: readonly Scenario[] = [
  {
    id: 'http:negotiation:asked-for',
    title: 'the answer is in the format that Accept asks for, and says so',
    verifies: [
      'HTTP-3',
      'HTTP-14',
      'TEXT-1',
      'TEXT-2',
      'TEXT-44',
      'TEXT-47',
      'TEXT-55',
      'H11-105',
      'H11-109',
      'H11-110',
      'H11-118',
      'R-17',
    ],
    once: true,
    async run(world) {
      await madeCompute(world)
      for (const type of [...world.renderings, 'text/uri-list']) {
        const reply = await get(world, '/compute/', type)
        expectStatus(reply, 200, type)
        expectEqual(typeOf(reply), type, 'Content-Type')
      }
    },
  },
  {
    id: 'http:negotiation:default',
    title: 'no Accept, and */*, is text/plain',
    verifies: ['H11-107', 'R-1'],
    once: true,
    async run(world) {
      const vm = await madeCompute(world)
      for (const path of [vm, '/compute/', '/-/', '/nothing']) {
        for (const accept of [undefined, '*/*', 'text/*', 'image/png, */*;q=0.1']) {
          expectEqual(
            typeOf(await get(world, path, accept)),
            'text/plain',
            `Content-Type of ${path} for Accept ${accept}`,
          )
        }
      }
    },
  },
  {
    id: 'http:negotiation:quality',
    title: 'q weighs, q=0 excludes, parameters are ignored, letters count alike in any case',
    verifies: ['H11-105', 'R-1'],
    once: true,
    async run(world) {
      const cases = [
        ['text/plain;q=0.5, text/occi', 'text/occi'],
        ['text/occi;q=0.2, text/uri-list;q=0.9, text/plain;q=0.8', 'text/uri-list'],
        ['text/plain;q=0, */*', 'text/occi+plain'],
        ['image/png, text/occi;q=0.1', 'text/occi'],
        ['text/occi; charset=utf-8', 'text/occi'],
        ['TEXT/OCCI', 'text/occi'],
      ] as const
      for (const [accept, type] of cases)
        expectEqual(typeOf(await get(world, '/compute/', accept)), type, `Content-Type for Accept ${accept}`)
    },
  },
  {
    id: 'http:negotiation:unknown',
    title: 'a format that is not served is 406, before anything is done',
    verifies: ['HTTP-23', 'H11-111', 'H11-132', 'R-18', 'R-20'],
    once: true,
    async run(world) {
      for (const accept of ['image/png', 'text/plain;q=0', 'application/x-unknown;q=0.5'])
        expectStatus(await get(world, '/compute/', accept), 406, accept)
      const reply = await world.request({
        method: 'POST',
        path: '/compute/',
        headers: [
          ['Accept', 'image/png'],
          ['Content-Type', 'text/plain'],
        ],
        body: creation,
      })
      expectStatus(reply, 406, 'a creation')
      expectEqual(await listed(world, '/compute/'), [], 'the computes')
    },
  },
  {
    id: 'http:negotiation:content-type',
    title: 'each format is read by its Content-Type, parameters ignored',
    verifies: ['HTTP-11', 'TEXT-2', 'TEXT-44', 'TEXT-45', 'TEXT-47', 'H11-110', 'R-17'],
    once: true,
    async run(world) {
      for (const type of [
        'text/plain',
        'text/occi+plain',
        'text/plain; charset=utf-8',
        'TEXT/PLAIN',
        'text/plain,text/occi',
      ]) {
        expectStatus(await post(world, [['Content-Type', type]], creation), 201, type)
      }
      for (const type of ['text/occi', 'text/occi; charset=utf-8']) {
        expectStatus(
          await post(world, [
            ['Content-Type', type],
            ['Category', textLine(compute)],
          ]),
          201,
          type,
        )
      }
    },
  },
  {
    id: 'http:negotiation:no-content-type',
    title: 'without Content-Type a body is text/plain, header fields without a body are text/occi',
    verifies: ['HTTP-11', 'R-42'],
    once: true,
    async run(world) {
      expectStatus(await post(world, [], creation), 201, 'a body')
      expectStatus(await post(world, [['Category', textLine(compute)]]), 201, 'header fields')
      expectStatus(await post(world, []), 400, 'neither')
    },
  },
  {
    id: 'http:negotiation:unread',
    title: 'a format that is not read is 415, and the refusal names those that are',
    verifies: ['HTTP-22', 'H11-110', 'R-20', 'R-42'],
    once: true,
    async run(world) {
      for (const type of ['image/png', 'application/x-www-form-urlencoded']) {
        const reply = await post(world, [['Content-Type', type]], creation)
        expectStatus(reply, 415, type)
        expectThat(reply.text.includes('text/plain'), `text/plain is named: ${reply.text}`)
      }
      expectEqual(await listed(world, '/compute/'), [], 'the computes')
    },
  },
  {
    id: 'http:negotiation:shown',
    title: 'every answer lists the formats that are read and written',
    verifies: ['HTTP-13', 'H11-108', 'R-57'],
    once: true,
    async run(world) {
      for (const [path, status] of [
        ['/-/', 200],
        ['/nothing', 404],
      ] as const) {
        const reply = await get(world, path, 'text/plain')
        expectStatus(reply, status, `GET ${path}`)
        const accept = (fieldOf(reply, 'Accept') ?? '').split(',').map((type) => type.trim())
        for (const type of [...world.renderings, 'text/uri-list']) expectIncludes(accept, type, 'Accept')
      }
    },
  },
  {
    id: 'http:negotiation:vary',
    title: 'answers say that they vary with Accept',
    verifies: ['H11-98', 'R-44'],
    once: true,
    async run(world) {
      const vary = fieldsOf(await get(world, await madeCompute(world), 'text/plain'), 'Vary')
        .join(', ')
        .toLowerCase()
      expectThat(vary.includes('accept'), `Vary names Accept: ${vary}`)
    },
  },
  {
    id: 'http:negotiation:same-entity',
    title: 'every format says the same of an Entity',
    verifies: ['HTTP-3', 'TEXT-2', 'TEXT-4', 'H11-86', 'H11-112', 'H11-113'],
    once: true,
    async run(world) {
      const vm = await madeCompute(world, {
        attributes: { 'occi.core.title': 'a, "b"; c=d', 'occi.compute.cores': 3, 'occi.compute.memory': 2 },
      })
      const first = (await read(world, vm)).view
      for (const type of world.renderings) {
        const { view } = await world.as(type).get(vm)
        expectEqual(
          [view.categories.map(idOf), Object.fromEntries(view.attributes), view.actions],
          [first.categories.map(idOf), Object.fromEntries(first.attributes), first.actions],
          type,
        )
      }
    },
  },
]

function get(world: World, path: string, accept: string | undefined): Promise<WireReply> {
  return world.request({ method: 'GET', path, headers: accept === undefined ? [] : [['Accept', accept]] })
}

function post(world: World, headers: readonly Header[], body?: string): Promise<WireReply> {
  return world.request({
    method: 'POST',
    path: '/compute/',
    headers,
    ...(body === undefined ? {} : { body }),
  })
}

function typeOf(reply: WireReply): string {
  return (fieldOf(reply, 'Content-Type') ?? '').replace(/;.*$/, '')
}
