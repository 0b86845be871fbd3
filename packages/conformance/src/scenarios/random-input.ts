import { idOf } from '../client/index.ts'
import { expectStatus, expectThat } from '../world/expect.ts'
import { backup, compute, myStuff, network, networkInterface, start } from '../world/fixture.ts'
import type { Header, WireRequest } from '../world/message.ts'
import type { Scenario } from '../world/scenario.ts'
import type { World } from '../world/world.ts'
import { jsons, madePair, textLine } from './given.ts'

const seed = 20_261_124
const methods = ['GET', 'HEAD', 'POST', 'POST', 'POST', 'PUT', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'] as const
const paths = [
  '/',
  '/-/',
  '/compute/',
  '/compute/my1',
  '/network/',
  '/networkinterface/',
  '/my_stuff/',
  '/mixin/backup/',
  '/lab/',
  '/vms/a',
  '/compute/?action=start',
  '/compute/my1?action=start',
  '/?page=1&number=2',
] as const
const lines = [
  `Category: ${textLine(compute)}`,
  `Category: ${textLine(backup)}`,
  `Category: ${textLine(start)}`,
  `Category: ${textLine(myStuff)}; location="/my_stuff/"`,
  'Link: </network/n1>; rel="http://schemas.ogf.org/occi/infrastructure#network"; category="http://schemas.ogf.org/occi/infrastructure#networkinterface"',
  'X-OCCI-Attribute: occi.compute.cores=2',
  'X-OCCI-Attribute: occi.core.title="a \\"b\\", c"',
  'X-OCCI-Attribute: com.example.backup.interval=5',
  'X-OCCI-Location: /compute/my1',
] as const
const documents: readonly [object, ...(readonly object[])] = [
  { kind: idOf(compute), title: 'a "b", c', attributes: { 'occi.compute.cores': 2 } },
  {
    kind: idOf(compute),
    mixins: [idOf(backup)],
    links: [{ kind: idOf(networkInterface), target: '/network/n1' }],
  },
  { resources: [{ kind: idOf(network), id: 'urn:x:1' }], links: [{ kind: idOf(networkInterface) }] },
  { action: idOf(start), attributes: { method: 'x' } },
  { mixins: [myStuff] },
  { attributes: { 'com.example.backup.interval': 5, occi: { core: { title: 'x' } } } },
  ['/compute/my1'],
]
const noise = [
  '"',
  '\\',
  ';',
  ',',
  '=',
  '<',
  '>',
  '{',
  '}',
  ' ',
  '\t',
  '\n',
  '\r',
  '\u0000',
  '#',
  '?',
  '%',
  'é',
  '🌍',
  '__proto__',
  '[',
  ']',
  ':',
  'null',
  '1e999',
  '\\ud800',
  '999999999999',
  '-1',
  '..',
] as const

/** Input that is half right, from a seed. */
export const randomInput: readonly Scenario[] = [
  {
    id: 'http:bad:random',
    title: `two thousand messages that are half right (seed ${seed}) get no 5xx, and the service goes on`,
    verifies: ['H11-127', 'J-003', 'R-20'],
    once: true,
    async run(world) {
      await madePair(world)
      const random = generator(seed)
      for (let index = 0; index < 2000; index += 1) await expectNoFault(world, randomRequest(random), index)
      expectStatus(await world.client.list('/compute/'), 200, 'GET /compute/')
      expectStatus(await world.as('text/plain').discover(), 200, 'GET /-/')
    },
  },
]

type Random = (below: number) => number

async function expectNoFault(world: World, request: WireRequest, index: number): Promise<void> {
  const { status } = await world.request(request)
  expectThat(
    status < 500,
    `message ${index} of seed ${seed} is answered with ${status}: ${JSON.stringify(request)}`,
  )
}

function randomRequest(random: Random): WireRequest {
  return random(2) === 0 ? randomText(random) : randomDocument(random)
}

function randomDocument(random: Random): WireRequest {
  const method = oneOf(methods, random)
  const headers: readonly Header[] = [
    ['Content-Type', oneOf(jsons, random)],
    ['Accept', oneOf(jsons, random)],
  ]
  const text = spoilt(JSON.stringify(oneOf(documents, random)), random)
  const body = method === 'GET' || method === 'HEAD' ? {} : { body: text }
  return { method, path: oneOf(paths, random), headers, ...body }
}

function randomText(random: Random): WireRequest {
  const method = oneOf(methods, random)
  const text = spoilt(Array.from({ length: random(4) }, () => oneOf(lines, random)).join('\n'), random)
  const path = oneOf(paths, random)
  if (random(3) === 0) return { method, path, headers: [['Content-Type', 'text/occi'], ...fieldsIn(text)] }
  const body = method === 'GET' || method === 'HEAD' ? {} : { body: text }
  return {
    method,
    path,
    headers: [['Content-Type', oneOf(['text/plain', 'text/occi+plain', 'text/uri-list'], random)]],
    ...body,
  }
}

/** As header fields; what HTTP itself cannot carry is left out. */
function fieldsIn(text: string): readonly Header[] {
  return text.split('\n').flatMap((line): readonly Header[] => {
    const [, name = '', value = ''] = /^([A-Za-z-]+): (.*)$/.exec(line) ?? []
    return name === '' || Array.from(value).some((one) => one < ' ' || one === '\u007f')
      ? []
      : [[name, value.trim()]]
  })
}

function spoilt(text: string, random: Random): string {
  let result = text
  for (let times = random(4); times > 0; times -= 1) {
    const at = random(result.length + 1)
    result = result.slice(0, at) + oneOf(noise, random) + result.slice(at + random(3))
  }
  return result
}

function oneOf<T>(list: readonly [T, ...T[]], random: Random): T {
  return list[random(list.length)] ?? list[0]
}

/** A small generator of numbers (mulberry32): the same seed, the same numbers. */
function generator(from: number): Random {
  let state = from
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}
