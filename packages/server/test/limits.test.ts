import { OcciError, serve } from '@occi/core'
import { compute, network, networkInterface } from '@occi/infrastructure'
import { MemoryRegistry } from '@occi/registry-memory'
import { describe, expect, test } from 'vitest'

import { until } from './_gate.ts'
import { creation, hanging, overloaded, reading } from './_overload.ts'
import { attribute, category, edges, inlineLink, location, open } from './_service.ts'
import { rawSocket, statusOf } from './_socket.ts'
import { EndlessRegistry } from './_watched-registry.ts'
import { backup, billed, extensions } from './_world.ts'

const byUser = {
  registry: () => new MemoryRegistry({ owner: (extras) => extras as string | undefined }),
  authenticate: ({ headers }: { headers: ReadonlyMap<string, readonly string[]> }) =>
    headers.get('x-user')?.[0],
}

describe.each(edges)('sizes, over %s', (edge) => {
  test.each([
    ['path', `/compute/${'a'.repeat(50)}`, {}, 414, 'the path has 59 characters; 40 are read'],
    ['query', `/compute/?page=${'1'.repeat(50)}`, {}, 414, 'the query has 55 characters; 40 are read'],
    [
      'conditions',
      '/compute/',
      { 'content-type': 'text/occi', 'x-occi-attribute': 'a.b=1, a.c=2, a.d=3' },
      413,
      'the filter has 3 conditions; 2 at the most are looked at',
    ],
  ] as const)('a request with too long a %s is refused', async (_what, path, headers, status, message) => {
    const limits = { path: 40, query: 40, conditions: 2 }
    await using opened = await open({ limits }, edge)
    const answer = await opened.send('GET', path, { headers })
    expect([answer.status, answer.body]).toEqual([status, message])
  })

  test('of Links, Mixins and attributes nothing grows beyond its bounds, whichever way', async () => {
    const limits = { links: 1, mixins: 1, attributes: 3 }
    await using opened = await open({ limits, extensions }, edge)
    const { send, make } = opened
    const net = await make('/network/', [category(network)])
    const vm = await make('/compute/', [category(compute), category(billed)])
    const link = inlineLink(net, networkInterface)
    const many = ['architecture="x86"', 'cores=1', 'memory=1'].map(
      (one) => `X-OCCI-Attribute: occi.compute.${one}`,
    )
    for (const [method, path, body] of [
      ['POST', '/compute/', [category(compute), link, link]],
      ['POST', vm, [link, link]],
      ['POST', '/compute/', [category(compute), category(billed), category(backup)]],
      ['POST', vm, [category(backup)]],
      ['PUT', vm, [category(compute), category(billed), category(backup)]],
      ['POST', '/backup/', [location(vm)]],
      ['POST', '/compute/', [category(compute), ...many, attribute('occi.core.title', 'x')]],
      ['POST', vm, [...many, attribute('occi.core.title', 'x')]],
    ] as const) {
      const { status, body: text } = await send(method, path, { body })
      expect([status, text], `${method} ${path}`).toEqual([413, expect.stringContaining('at ')])
    }
    expect((await send('DELETE', '/billed/')).status).toBe(200)
  })
})

describe('requests in hand', () => {
  test('more than so many are refused before their bodies are read, and the others are served', async () => {
    const { entry, letGo, begun } = hanging()
    await using opened = await overloaded({ backends: [entry], limits: { concurrent: 2 } })
    const { url } = opened
    const busy = await Promise.all([1, 2].map(() => rawSocket(url)))
    for (const { write } of busy) write(creation)
    await until(() => begun() === 2)
    const third = await rawSocket(url)
    // The body never comes.
    third.write(creation.slice(0, creation.indexOf('\r\n\r\n') + 4))
    expect(await third.ended).toMatch(
      /^HTTP\/1\.1 503 [^]*\r\nRetry-After: 1\r\n[^]*too many requests in hand$/,
    )
    letGo()
    await until(() => busy.every(({ received }) => statusOf(received()) === 201))
    const later = await rawSocket(url)
    later.socket.end(reading('/-/'))
    expect(statusOf(await later.ended)).toBe(200)
    for (const { socket } of busy) socket.destroy()
  })

  test('more connections than so many are closed', async () => {
    await using opened = await overloaded({ limits: { connections: 1 } })
    const { url } = opened
    const first = await rawSocket(url)
    first.write(reading('/-/'))
    await until(() => statusOf(first.received()) === 200)
    const second = await rawSocket(url)
    expect(await second.ended).toBe('')
    first.socket.destroy()
  })
})

test('a client that takes nothing of its answer is cut off, and the walk ends', async () => {
  const registry = new EndlessRegistry()
  await using opened = await overloaded({ registry, limits: { requestTime: 200, bodyTime: 200 } })
  const { socket, write } = await rawSocket(opened.url)
  socket.pause()
  write(reading('/compute/'))
  await until(() => registry.walking === 1)
  while (registry.walking > 0) await new Promise((resolve) => setTimeout(resolve, 10))
  socket.destroy()
})

describe('too many requests', () => {
  test.each(edges)(
    'of an owner: 429 with Retry-After, and nobody else has to wait, over %s',
    async (edge) => {
      const limits = { rate: 0.001, burst: 2 }
      await using opened = await open({ ...byUser, registry: byUser.registry(), limits }, edge)
      const ask = async (user: string) =>
        (await opened.send('GET', '/compute/', { headers: { 'x-user': user } })).status
      expect([await ask('ann'), await ask('ann'), await ask('ann'), await ask('bob')]).toEqual([
        200, 200, 429, 200,
      ])
      const { headers, body } = await opened.send('GET', '/compute/', { headers: { 'x-user': 'ann' } })
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(900)
      expect(body).toBe('too many requests; try again later')
    },
  )

  test('of nobody: by address, where the door knows it', async () => {
    const limits = { rate: 0.001, burst: 1 }
    await using known = await open({ limits }, 'node')
    expect([(await known.send('GET', '/')).status, (await known.send('GET', '/')).status]).toEqual([200, 429])
    await using unknown = await open({ limits }, 'fetch')
    expect([(await unknown.send('GET', '/')).status, (await unknown.send('GET', '/')).status]).toEqual([
      200, 200,
    ])
  })

  test('a client of a trusted proxy counts by its own address', async () => {
    const limits = { rate: 0.001, burst: 1 }
    await using opened = await open({ limits, trustProxy: { fields: 'x-forwarded' } }, 'node')
    const ask = async (address: string) =>
      (await opened.send('GET', '/', { headers: { 'x-forwarded-for': address } })).status
    expect([
      await ask('203.0.113.1'),
      await ask('203.0.113.2'),
      await ask('203.0.113.1'),
      await ask('2001:db8::1'),
      await ask('2001:db8:0:0:7::2'),
      await ask('2001:db8:0:1::1'),
    ]).toEqual([200, 200, 429, 200, 429, 200])
  })
})

test('wrong credentials cost whoever guesses, and asking who one should be costs nothing', async () => {
  let asked = 0
  const authenticate = ({ headers }: { headers: ReadonlyMap<string, readonly string[]> }) => {
    asked += 1
    if (headers.get('authorization')?.[0] !== 'Bearer right')
      throw new OcciError('unauthenticated', 'who are you', { challenge: ['Bearer'] })
    return 'alice'
  }
  await using opened = await open({ authenticate, limits: { failures: 2, failureTime: 3_600_000 } }, 'node')
  const ask = async (authorization?: string) =>
    (await opened.send('GET', '/', { headers: authorization === undefined ? {} : { authorization } })).status
  expect([await ask(), await ask(), await ask(), await ask('Bearer right')]).toEqual([401, 401, 401, 200])
  expect([await ask('Bearer 1'), await ask('Bearer 2'), await ask('Bearer 3')]).toEqual([401, 401, 429])
  expect([await ask('Bearer right'), asked]).toEqual([429, 6])
})

test('a Backend is not called for what is refused', async () => {
  let calls = 0
  const backends = [serve(compute, { create: () => void (calls += 1) })]
  await using opened = await open({ backends, limits: { attributes: 1 } })
  const body = [category(compute), attribute('occi.compute.cores', 1), attribute('occi.compute.memory', 1)]
  expect((await opened.send('POST', '/compute/', { body })).status).toBe(413)
  expect(calls).toBe(0)
})
