import { createServer as createHttpServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

import { MemoryRegistry } from '@occi/registry-memory'
import { textRenderings } from '@occi/render-text'
import { afterEach, describe, expect, test } from 'vitest'

import { createServer, type Limits } from '../src/index.ts'
import { listen, toListener, type Listening } from '../src/node.ts'
import { createRandom } from './_random.ts'
import { exchange, rawSocket, sendAndEnd, statusOf } from './_socket.ts'
import { until } from './_gate.ts'
import { contentOf, extensions } from './_world.ts'

const seed = 20_110_407
const system = { system: true, changesShared: true }
const compute = 'Category: compute; scheme="http://schemas.ogf.org/occi/infrastructure#"; class="kind"'

let listening: Listening | undefined
afterEach(async () => {
  await listening?.close()
  listening = undefined
})

async function start(limits: Partial<Limits> = {}, registry = new MemoryRegistry()) {
  const logged: string[] = []
  const log = (_level: string, message: string) => void logged.push(message)
  listening = await listen(createServer({ registry, renderings: textRenderings, extensions, limits, log }), {
    port: 0,
  })
  return { registry, logged, ...listening }
}

async function ownServer(listener: RequestListener) {
  const server = createHttpServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { url: `http://127.0.0.1:${port}`, [Symbol.asyncDispose]: close }
}

const get = 'GET /-/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'
const post = (more: string, body = compute) =>
  `POST /compute/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: text/plain\r\n${more}\r\n${body}`

const cases: readonly (readonly [title: string, sent: string, status: number])[] = [
  ['no HTTP at all', '\u0016\u0003\u0001\u0002\u0000\u0001', 400],
  ['a request line of nothing', '\r\n\r\n\r\nGARBAGE\r\n\r\n', 400],
  ['an unknown version', 'GET /-/ HTTP/9.9\r\nHost: localhost\r\n\r\n', 400],
  ['a target without a slash', 'GET compute HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', 400],
  ['a field without a colon', 'GET /-/ HTTP/1.1\r\nHost: localhost\r\nnonsense\r\n\r\n', 400],
  ['a NUL in a field', 'GET /-/ HTTP/1.1\r\nHost: localhost\r\nCategory: a\u0000b\r\n\r\n', 400],
  ['no Host in HTTP/1.1', 'GET /-/ HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
  ['two Hosts', 'GET /-/ HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\nConnection: close\r\n\r\n', 400],
  ['no Host in HTTP/1.0', 'GET /-/ HTTP/1.0\r\n\r\n', 200],
  [
    'a target in absolute form',
    'GET http://other.example/-/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    200,
  ],
  [
    'a target in absolute form, broken',
    'GET http://[/-/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    400,
  ],
  ['OPTIONS for the whole server', 'OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', 204],
  [
    'a path that begins with two slashes',
    'GET //other.example/-/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    400,
  ],
  [
    'octets of UTF-8 in the path',
    'GET /compute/\u00e4 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    400,
  ],
  ['two different lengths', post('Content-Length: 5\r\nContent-Length: 6\r\n'), 400],
  ['a length and chunks', post(`Content-Length: ${compute.length}\r\nTransfer-Encoding: chunked\r\n`), 400],
  ['a length that is no number', post('Content-Length: many\r\n'), 400],
  ['a negative length', post('Content-Length: -1\r\n'), 400],
  ['a chunk without a size', post('Transfer-Encoding: chunked\r\n', 'zz\r\n'), 400],
  ['an unknown coding', post('Transfer-Encoding: gzip\r\n'), 400],
  ['a body that is not UTF-8', post('Content-Length: 2\r\n', '\u00ff\u00fe'), 400],
  [
    'a body in chunks',
    post('Transfer-Encoding: chunked\r\n', `${compute.length.toString(16)}\r\n${compute}\r\n0\r\n\r\n`),
    201,
  ],
  ['an announcement to wait for', post(`Content-Length: ${compute.length}\r\nExpect: 100-continue\r\n`), 100],
  [
    'an announcement to wait for, of too much',
    post(`Content-Length: 5000000\r\nExpect: 100-continue\r\n`, ''),
    413,
  ],
  [
    'an announcement to wait for, of what is not wanted',
    post('Content-Length: 5\r\nAccept: image/png\r\nExpect: 100-continue\r\n', ''),
    406,
  ],
  [
    'an announcement to wait for, in HTTP/1.0',
    `POST /compute/ HTTP/1.0\r\nContent-Type: text/plain\r\nExpect: 100-continue\r\nContent-Length: ${compute.length}\r\n\r\n${compute}`,
    201,
  ],
  ['a body that is compressed', post(`Content-Length: ${compute.length}\r\nContent-Encoding: gzip\r\n`), 415],
  [
    'a body that is compressed, in chunks',
    post('Transfer-Encoding: chunked\r\nContent-Encoding: identity, br\r\n', '1\r\na\r\n0\r\n\r\n'),
    415,
  ],
  [
    'a body that is as it is',
    post(`Content-Length: ${compute.length}\r\nContent-Encoding: Identity\r\n`),
    201,
  ],
  ['GET with a coding and no body', get.replace('\r\n\r\n', '\r\nContent-Encoding: gzip\r\n\r\n'), 200],
  ['an expectation that nobody knows', post('Content-Length: 0\r\nExpect: a-miracle\r\n', ''), 417],
  [
    'a switch of protocols',
    `GET /-/ HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n`,
    200,
  ],
  [
    'GET with a body',
    `GET /-/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello`,
    200,
  ],
]

describe('what may come on a socket', () => {
  test.each(cases)('%s', async (_title, sent, status) => {
    const { url, logged } = await start()
    const answer = await exchange(url, Buffer.from(sent, 'latin1'))
    expect(statusOf(answer)).toBe(status)
    expect(statusOf(await exchange(url, get))).toBe(200)
    expect(logged).toEqual([])
  })

  test('Expect: 100-continue is told to go on, then answered', async () => {
    const { url } = await start()
    const answer = await exchange(url, post(`Content-Length: ${compute.length}\r\nExpect: 100-continue\r\n`))
    expect(answer).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 201 /)
  })

  test('a head over the limit: 431', async () => {
    const { url } = await start({ head: 4096 })
    const answer = await exchange(
      url,
      `GET /-/ HTTP/1.1\r\nHost: localhost\r\nX: ${'a'.repeat(5000)}\r\n\r\n`,
    )
    expect(answer).toMatch(/^HTTP\/1\.1 431 [^]*\r\nServer: .*OCCI\/1\.2[^]*too large$/)
  })

  test.each([
    ['400, no HTTP', 'GARBAGE\r\n\r\n', 'this is not a well-formed HTTP request'],
    ['400, no Host', 'GET /-/ HTTP/1.1\r\n\r\n', 'a request has one Host field; this one has none'],
    [
      '400, two Hosts',
      get.replace('Host', 'Host: a\r\nHost'),
      'a request has one Host field; this one has 2',
    ],
    ['408', post('Content-Length: 1000\r\n'), 'the request took too long to arrive'],
    [
      '413',
      post('Content-Length: 5000\r\nExpect: 100-continue\r\n', ''),
      'the body is larger than 2048 bytes',
    ],
    [
      '415',
      post('Content-Length: 5\r\nContent-Encoding: gzip\r\n', 'aaaaa'),
      'bodies are read as they are, without a Content-Encoding',
    ],
    [
      '417',
      post('Content-Length: 5\r\nExpect: a-miracle\r\n', ''),
      'the only expectation that is met here is 100-continue',
    ],
    [
      '431',
      get.replace('Host', `X: ${'a'.repeat(5000)}\r\nHost`),
      'the header fields of the request are too large',
    ],
  ])('an answer of the door has the fields of any other: %s', async (status, sent, message) => {
    const { url } = await start({ bodyTime: 50, head: 4096, body: 2048 })
    const [head = '', said] = (await exchange(url, sent)).split('\r\n\r\n')
    expect(statusOf(head)).toBe(Number(status.slice(0, 3)))
    expect(said).toBe(message)
    const fields = new Map(
      head
        .split('\r\n')
        .slice(1)
        .map((line) => line.split(': ') as [string, string]),
    )
    expect(fields.get('X-Request-Id')).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/)
    expect(Object.fromEntries(fields)).toMatchObject({
      Server: expect.stringContaining('OCCI/1.2') as string,
      Accept: expect.stringContaining('text/occi') as string,
      Vary: 'Accept, User-Agent',
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Length': String(message.length),
      Date: expect.stringMatching(/ GMT$/) as string,
      Connection: 'close',
    })
  })

  test('fields are never cut: what is far behind counts, or all is refused', async () => {
    const { url, registry } = await start()
    const paths: string[] = []
    for (let count = 0; count < 2; count += 1) {
      const made = await exchange(url, post(`Content-Length: ${compute.length}\r\n`))
      paths.push(new URL(/^Location: (.*)\r$/m.exec(made)?.[1] ?? '').pathname)
    }
    const target = `X-OCCI-Location: ${paths[0]}\r\nContent-Type: text/occi\r\n`
    const remove = (more: string) =>
      `DELETE /compute/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${more}${target}\r\n`
    expect(statusOf(await exchange(url, remove('X: y\r\n'.repeat(40_000))))).toBe(431)
    expect(await registry.count({}, system)).toBe(2)
    expect(statusOf(await exchange(url, remove('X: y\r\n'.repeat(3000))))).toBe(200)
    expect([await registry.get(paths[0] ?? '', system), await registry.count({}, system)]).toEqual([
      undefined,
      1,
    ])
  })

  test("a server of one's own, on which Node counts the fields: 431 for as many as it may have cut", async () => {
    const service = createServer({ registry: new MemoryRegistry(), renderings: textRenderings })
    await using own = await ownServer(toListener(service))
    const ask = (count: number) =>
      exchange(own.url, get.replace('\r\n\r\n', `\r\n${'X: y\r\n'.repeat(count)}\r\n`))
    expect(await ask(3000)).toMatch(/^HTTP\/1\.1 431 [^]*X-Request-Id: [^]*1000 header fields or more$/)
    expect(statusOf(await ask(900))).toBe(200)
  })

  test('what is broken after a whole request is answered after it', async () => {
    const { url } = await start()
    const answer = await exchange(url, `${get.replace('Connection: close\r\n', '')}GARBAGE\r\n\r\n`)
    const statuses = [...answer.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)
    expect(statuses).toEqual(['200', '400'])
  })

  test('a body that does not come never cuts into an answer that has begun', async () => {
    class SlowRegistry extends MemoryRegistry {
      override async *locations() {
        for (;;) {
          yield ['/compute/1']
          await new Promise((resolve) => setTimeout(resolve, 1))
        }
      }
    }
    const { url } = await start({ bodyTime: 50 }, new SlowRegistry())
    const { write, ended } = await rawSocket(url)
    write('GET /compute/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n')
    const statuses = [...(await ended).matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)
    expect(statuses).toEqual(['200'])
  })

  test.each([
    ['announced', `Content-Length: 3000\r\n`, 'a'.repeat(3000)],
    ['not announced', `Transfer-Encoding: chunked\r\n`, `bb8\r\n${'a'.repeat(3000)}\r\n0\r\n\r\n`],
  ])('a body over the limit, %s: 413', async (_title, head, body) => {
    const { url, registry } = await start({ body: 2048 })
    expect(statusOf(await exchange(url, post(head, body)))).toBe(413)
    expect(await registry.count({}, system)).toBe(0)
  })

  test('a body far over the limit is refused before it has come', async () => {
    const { url } = await start({ body: 2048 })
    const { write, ended } = await rawSocket(url)
    write(post('Content-Length: 1000000000\r\n', 'a'))
    expect(statusOf(await ended)).toBe(413)
  })

  test('a body that does not come to its end: 408, and nothing is made', async () => {
    const { url, registry } = await start({ bodyTime: 50 })
    const { write, ended } = await rawSocket(url)
    write(post(`Content-Length: ${compute.length + 10}\r\n`))
    expect(statusOf(await ended)).toBe(408)
    expect(await registry.count({}, system)).toBe(0)
  })

  test('a body cut short by a client that is done: nothing is made', async () => {
    const { url, registry, logged } = await start()
    await sendAndEnd(url, post(`Content-Length: ${compute.length + 10}\r\n`))
    expect([await registry.count({}, system), logged]).toEqual([0, []])
  })

  test('several requests sent at once are answered in order', async () => {
    const { url } = await start()
    const keep = (request: string) => request.replace('Connection: close\r\n', '')
    const make = keep(post(`Content-Length: ${compute.length}\r\n`))
    const answer = await exchange(url, make + keep(get.replace('/-/', '/nowhere')) + get)
    const statuses = [...answer.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)
    expect(statuses).toEqual(['201', '404', '200'])
  })

  test('a request that was refused unread does not become the next one', async () => {
    const { url } = await start()
    const inner = 'DELETE /compute/ HTTP/1.1\r\nHost: localhost\r\n\r\n'
    const { write, ended } = await rawSocket(url)
    write(
      `POST /compute/ HTTP/1.1\r\nHost: localhost\r\nAccept: image/png\r\nContent-Length: ${inner.length + 1}\r\n\r\n${inner}`,
    )
    expect([...(await ended).matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual(['406'])
  })

  test(`random octets, seed ${seed}: no crash, nothing is changed`, async () => {
    const { url, registry, logged } = await start()
    const before = await contentOf({ registry })
    const random = createRandom(seed)
    const valid = [
      get,
      post(`Content-Length: ${compute.length}\r\n`),
      post('Transfer-Encoding: chunked\r\n', '5\r\nhello\r\n0\r\n\r\n'),
    ]
    for (let round = 0; round < 600; round += 1) {
      const octets = Buffer.from(random.pick(valid), 'latin1')
      for (let count = 1 + random.below(8); count > 0; count -= 1)
        octets[random.below(octets.length)] = random.below(256)
      const sent = octets.subarray(0, random.below(4) === 0 ? random.below(octets.length) : octets.length)
      const status = statusOf(await sendAndEnd(url, sent))
      if (status >= 500 && status !== 501)
        throw new Error(JSON.stringify({ seed, round, status, sent: sent.toString('latin1') }))
      if (status === 201)
        for await (const chunk of registry.list({}, system))
          await registry.commit(
            chunk.map((entity) => ({ type: 'delete', entity })),
            system,
          )
    }
    expect(await contentOf({ registry })).toBe(before)
    expect(logged).toEqual([])
    expect((await fetch(`${url}/-/`)).status).toBe(200)
  })

  test('connections are let go of when clients are done', async () => {
    const { url, server } = await start()
    await Promise.all(Array.from({ length: 20 }, () => exchange(url, get)))
    let left = 1
    await until(() => {
      server.getConnections((_error, count) => void (left = count))
      return left === 0
    })
  })
})
