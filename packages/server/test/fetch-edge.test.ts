import { MemoryRegistry } from '@occi/registry-memory'
import { textRenderings } from '@occi/render-text'
import { expect, test } from 'vitest'

import { toFetch } from '../src/fetch.ts'
import { createServer } from '../src/index.ts'
import { until } from './_gate.ts'
import { EndlessRegistry } from './_watched-registry.ts'
import { contentOf, extensions } from './_world.ts'

const compute = 'Category: compute; scheme="http://schemas.ogf.org/occi/infrastructure#"; class="kind"'
const encode = (text: string) => new TextEncoder().encode(text)

function start(registry = new MemoryRegistry(), body = 1024) {
  const logged: string[] = []
  const log = (_level: string, message: string) => void logged.push(message)
  const limits = { body }
  const handle = toFetch(createServer({ registry, renderings: textRenderings, extensions, limits, log }))
  return { registry, handle, logged }
}

/** A creation whose body comes in parts, and may end in an error. */
function post(parts: readonly (Uint8Array | Error)[], headers: Record<string, string> = {}): Request {
  const left = [...parts]
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const part = left.shift()
      if (part === undefined) controller.close()
      else if (part instanceof Error) controller.error(part)
      else controller.enqueue(part)
    },
  })
  const init = {
    method: 'POST',
    headers: { 'content-type': 'text/plain', ...headers },
    body,
    duplex: 'half',
  } as const
  return new Request('http://127.0.0.1/compute/', init)
}

test.each([
  ['whole', [encode(compute)], 201],
  [
    'in parts that cut a character',
    [
      encode(`${compute}\n`),
      encode('X-OCCI-Attribute: occi.core.title="ä"').subarray(0, 36),
      encode('ä"').subarray(1),
    ],
    201,
  ],
  ['after a mark of its order', [encode(`\ufeff${compute}`)], 201],
  ['cut short by an error', [encode(compute), new Error('the network is gone')], 400],
  ['no UTF-8', [encode(compute), new Uint8Array([0xff])], 400],
  ['cut inside a character', [encode(compute), encode('ä').subarray(0, 1)], 400],
  ['over the limit', [encode(compute), new Uint8Array(2000)], 413],
])('a body that comes %s', async (_title, parts, status) => {
  const { registry, handle, logged } = start()
  const before = await contentOf({ registry })
  expect((await handle(post(parts))).status).toBe(status)
  if (status >= 400) expect(await contentOf({ registry })).toBe(before)
  expect(logged).toEqual([])
})

test('a body that is announced over the limit is not read', async () => {
  const { handle } = start()
  const request = post([encode(compute)], { 'content-length': '5000' })
  expect([(await handle(request)).status, request.bodyUsed]).toEqual([413, false])
})

test.each([
  ['gzip', 415],
  ['identity, br', 415],
  ['Identity', 201],
])('a body with the coding %s', async (coding, status) => {
  const { registry, handle } = start()
  const request = post([encode(compute)], { 'content-encoding': coding })
  const answer = await handle(request)
  expect([answer.status, request.bodyUsed]).toEqual([status, status === 201])
  if (status === 201) return
  expect(await answer.text()).toBe('bodies are read as they are, without a Content-Encoding')
  expect(await registry.count({}, { system: true, changesShared: true })).toBe(0)
})

test('an answer that nobody reads holds up no stop', async () => {
  const service = createServer({ registry: new MemoryRegistry(), renderings: textRenderings, extensions })
  const answer = await toFetch(service)(new Request('http://127.0.0.1/compute/'))
  await service.close()
  expect([answer.status, answer.bodyUsed]).toEqual([200, false])
})

test('a client that gives up reading a listing ends the walk', async () => {
  const registry = new EndlessRegistry()
  const { handle } = start(registry)
  const { body } = await handle(new Request('http://127.0.0.1/compute/'))
  const reader = body?.getReader()
  await reader?.read()
  expect(registry.walking).toBe(1)
  await reader?.cancel()
  await until(() => registry.walking === 0)
})

test('a client that has gone before it is served changes nothing', async () => {
  const { registry, handle, logged } = start()
  const before = await contentOf({ registry })
  const init = { method: 'POST', headers: { 'content-type': 'text/plain' }, body: compute }
  const { status } = await handle(
    new Request('http://127.0.0.1/compute/', { ...init, signal: AbortSignal.abort() }),
  )
  expect([status, await contentOf({ registry }), logged]).toEqual([503, before, []])
})
