import { defineMixin } from '@occi/core'
import { compute, networkInterface, start } from '@occi/infrastructure'
import { describe, expect, test } from 'vitest'

import { createRandom, type Random } from './_random.ts'
import { Recorder } from './_recorder.ts'
import { attribute, category, edges, inlineLink, location, open, type Opened, type Sent } from './_service.ts'
import { backup, contentOf, extensions, fiveBackends, machineWithLinks, targets } from './_world.ts'

const seed = Number(process.env['OCCI_TEST_SEED'] ?? 20_161_019)
const requests = 1500

/** A request before it is sent. */
interface Candidate {
  method: string
  path: string
  query: string
  headers: Record<string, string>
  body: string | undefined
}

const methods = ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'FOO']
const types = [
  'text/plain',
  'text/occi',
  'text/uri-list',
  'text/plain;charset=utf-8',
  'text/occi+plain',
  'application/json',
  'a',
  '*/*;q=2',
  ',',
]
const scraps = [
  ...[
    '',
    '"',
    '\\"',
    "'",
    ';',
    ',',
    '=',
    '<',
    '>',
    '%',
    '%2F',
    '%zz',
    '%00',
    '..',
    '/../',
    '//',
    '?',
    '#',
    ' ',
    '\t',
    '\r\n',
  ],
  ...[
    '\u0000',
    '\u007f',
    'ä',
    '漢',
    '💥',
    '__proto__',
    'constructor',
    'toString',
    '-1',
    '1e999',
    'NaN',
    '99999999999999999999',
  ],
  ...[
    'scheme=',
    'class="kind"',
    'Category:',
    'X-OCCI-Attribute: a=',
    'Link: <',
    'urn:uuid:',
    'http://',
    'a'.repeat(3000),
  ],
]

function validRequests(vm: string, net: string, disk: string): readonly Candidate[] {
  const candidate = (method: string, path: string, body?: readonly string[], query = ''): Candidate => ({
    ...{ method, path, query, headers: {} },
    body: body?.join('\n'),
  })
  const tag = defineMixin({
    scheme: 'http://example.com/tags#',
    term: 'mine',
    location: '/mine/',
    origin: 'user',
  })
  return [
    candidate('GET', '/-/'),
    candidate('GET', '/.well-known/org/ogf/occi/-/'),
    candidate('GET', '/compute/', undefined, 'page=1&number=2'),
    candidate('GET', '/', undefined, 'page=2'),
    candidate('GET', vm),
    candidate('POST', '/compute/', machineWithLinks({ net, disk })),
    candidate('POST', '/', [category(compute), attribute('occi.core.title', 'a, "b"; \\ c')]),
    candidate('POST', '/networkinterface/', [
      category(networkInterface),
      attribute('occi.core.source', vm),
      attribute('occi.core.target', net),
    ]),
    candidate('PUT', '/compute/mine', [category(compute), category(backup)]),
    candidate('PUT', vm, [category(compute), attribute('occi.compute.cores', 2)]),
    candidate('POST', vm, [attribute('occi.compute.memory', 2), inlineLink(net, networkInterface)]),
    candidate('POST', vm, [category(start)], 'action=start'),
    candidate('POST', '/compute/', [category(start)], 'action=start'),
    candidate('POST', '/billed/', [location(vm)]),
    candidate('PUT', '/billed/', [location(vm)]),
    candidate('DELETE', '/billed/', [location(vm)]),
    candidate('POST', '/-/', [`${category(tag)}; location="/mine/"`]),
    candidate('DELETE', '/-/', [category(tag)]),
    candidate('DELETE', net),
  ]
}

/** Puts a scrap in, takes a piece out, doubles one. */
function mangled(text: string, random: Random): string {
  const at = random.below(text.length + 1)
  const end = Math.min(text.length, at + random.below(12))
  const piece = random.pick([random.pick(scraps), '', text.slice(at, end).repeat(2)])
  return text.slice(0, at) + piece + text.slice(end)
}

function mutated(given: Candidate, random: Random): Candidate {
  const candidate = { ...given, headers: { ...given.headers } }
  const ways: readonly (() => void)[] = [
    () => void (candidate.method = random.pick(methods)),
    () => void (candidate.path = `/${mangled(candidate.path.slice(1), random)}`),
    () => void (candidate.query = mangled(candidate.query, random)),
    () => void (candidate.body = mangled(candidate.body ?? '', random)),
    () => void (candidate.body = mangled(candidate.body ?? '', random)),
    () => void (candidate.headers['content-type'] = random.pick(types)),
    () => void (candidate.headers['accept'] = random.pick(types)),
    () =>
      void (candidate.headers['user-agent'] = random.pick([
        'OCCI/1.1',
        'x OCCI/9.9',
        'OCCI/',
        mangled('OCCI/1.2', random),
      ])),
    () =>
      void (candidate.headers[random.pick(['if-match', 'if-none-match'])] = random.pick([
        '*',
        '"x"',
        'W/"y", "z"',
        ',',
      ])),
    () => intoHeaders(candidate),
    () =>
      void (candidate.headers[random.pick(['category', 'link', 'x-occi-attribute', 'x-occi-location'])] =
        mangled('a; b="c"', random)),
  ]
  for (let count = random.below(4); count > 0; count -= 1) random.pick(ways)()
  return candidate
}

/** The body as fields of the head, as text/occi has it. */
function intoHeaders(candidate: Candidate): void {
  for (const line of (candidate.body ?? '').split('\n')) {
    const [, name = '', value = ''] = /^([\w-]+): (.*)$/.exec(line) ?? []
    if (name !== '')
      candidate.headers[name] =
        candidate.headers[name] === undefined ? value : `${candidate.headers[name]}, ${value}`
  }
  candidate.headers['content-type'] = 'text/occi'
  candidate.body = undefined
}

/** What a client library can send at all: no GET with a body, no control characters in fields, a target that is a URL. */
function sendable({ method, path, query, headers, body }: Candidate): {
  method: string
  path: string
  sent: Sent
} {
  const fields = Object.entries(headers).map(([name, value]) => [
    name,
    value.replace(/[^\t\x20-\x7e\x80-\xff]/g, '?'),
  ])
  const bare = method === 'GET' || method === 'HEAD'
  return {
    method,
    path: path.replace(/[#?]/g, '') + (query === '' ? '' : `?${query.replaceAll('#', '')}`),
    sent: {
      headers: Object.fromEntries(fields) as Record<string, string>,
      ...(bare || body === undefined ? {} : { body }),
    },
  }
}

describe.each(edges)('random requests over %s', (edge) => {
  test(`seed ${seed}: no 5xx but what is asked for, what is refused changes nothing`, async () => {
    const random = createRandom(seed)
    const recorder = new Recorder()
    await using opened = await open({ extensions, backends: fiveBackends(recorder) }, edge)
    const seen = new Map<number, number>()
    for (let round = 0; round < requests; round += 1) {
      // Kept small, so that comparing the whole content stays cheap.
      if (round % 50 === 0) await clear(opened)
      const valid = random.pick(await validNow(opened))
      const { method, path, sent } = sendable(mutated(valid, random))
      const before = await contentOf(opened)
      recorder.restart()

      const answer = await opened.send(method, path, sent)

      seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1)
      const told = JSON.stringify({
        seed,
        round,
        method,
        path,
        sent,
        status: answer.status,
        body: answer.body,
        logged: opened.logged,
      })
      if (answer.status >= 500 && answer.status !== 501) throw new Error(`a fault of the server: ${told}`)
      if (answer.status >= 400 && (await contentOf(opened)) !== before)
        throw new Error(`refused, and yet changed: ${told}`)
      if (answer.status >= 400 && recorder.calls.length > 0)
        throw new Error(`refused after ${recorder.calls.join(', ')}: ${told}`)
      if (answer.status >= 400 && method !== 'HEAD' && saysNothing(answer))
        throw new Error(`a refusal without a word: ${told}`)
      if (answer.headers.get('server') !== 'occi.ts OCCI/1.2 OCCI/1.1')
        throw new Error(`no Server field: ${told}`)
    }
    expect(opened.logged).toEqual([])
    expect([...seen.keys()]).toEqual(expect.arrayContaining([200, 201, 400, 404, 405, 406, 412, 415, 501]))
  }, 60_000)
})

function saysNothing({ body, headers }: { body: string; headers: Headers }): boolean {
  return body === '' && headers.get('x-occi-error') === null
}

/** Valid requests for what is there now; a machine and what it links to are made anew where they are gone. */
async function validNow(opened: Opened): Promise<readonly Candidate[]> {
  const [vm = ''] = await paths(opened, '/compute/')
  const [net = ''] = await paths(opened, '/network/')
  const [disk = ''] = await paths(opened, '/storage/')
  if (vm !== '' && net !== '' && disk !== '') return validRequests(vm, net, disk)
  const ends = await targets(opened)
  return validRequests(await opened.make('/compute/', machineWithLinks(ends)), ends.net, ends.disk)
}

async function paths({ registry }: Opened, below: string): Promise<readonly string[]> {
  const found: string[] = []
  for await (const chunk of registry.locations({ below }, { system: true, changesShared: true }))
    found.push(...chunk)
  return found
}

async function clear(opened: Opened): Promise<void> {
  const { status } = await opened.send('DELETE', '/compute/')
  expect(status).toBe(200)
  for (const kind of ['/network/', '/storage/']) await opened.send('DELETE', kind)
}
