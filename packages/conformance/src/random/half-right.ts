/** Messages that are half right: what clients send, with something spoilt in it. */
import { idOf } from '../client/index.ts'
import { jsons, textLine } from '../scenarios/given.ts'
import { backup, compute, myStuff, network, networkInterface, start } from '../world/fixture.ts'
import type { Header, WireRequest } from '../world/message.ts'
import { oneOf, several, type Random } from './random.ts'

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
/** Signs that mean something in text, JSON or paths, and what is hard to carry. */
export const noise = [
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

/** A request to one of a few paths, in text or JSON. */
export function randomRequest(random: Random): WireRequest {
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
  const text = spoilt(several(4, random, () => oneOf(lines, random)).join('\n'), random)
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
export function fieldsIn(text: string): readonly Header[] {
  return text.split('\n').flatMap((line): readonly Header[] => {
    const [, name = '', value = ''] = /^([A-Za-z-]+): (.*)$/.exec(line) ?? []
    return name === '' || Array.from(value).some((one) => one < ' ' || one === '\u007f')
      ? []
      : [[name, value.trim()]]
  })
}

/** A text with up to three characters that mean something put in, in place of others. */
export function spoilt(text: string, random: Random): string {
  let result = text
  for (let times = random(4); times > 0; times -= 1) {
    const at = random(result.length + 1)
    result = result.slice(0, at) + oneOf(noise, random) + result.slice(at + random(3))
  }
  return result
}
