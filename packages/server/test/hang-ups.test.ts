import { serve } from '@occi/core'
import { compute } from '@occi/infrastructure'
import { MemoryRegistry } from '@occi/registry-memory'
import { textRenderings } from '@occi/render-text'
import { afterEach, describe, expect, test } from 'vitest'

import { createServer, type ServerOptions } from '../src/index.ts'
import { listen, type Listening } from '../src/node.ts'
import { gate, until } from './_gate.ts'
import { Recorder } from './_recorder.ts'
import { category } from './_service.ts'
import { rawSocket, type RawSocket } from './_socket.ts'
import { EndlessRegistry } from './_watched-registry.ts'
import { contentOf, extensions } from './_world.ts'

const body = category(compute)
const head = 'Host: localhost\r\nContent-Type: text/plain\r\n'
const create = `POST /compute/ HTTP/1.1\r\n${head}Content-Length: ${body.length}\r\n\r\n${body}`
const update = (vm: string, cores: number) => {
  const line = `X-OCCI-Attribute: occi.compute.cores=${cores}`
  return `POST ${vm} HTTP/1.1\r\n${head}Content-Length: ${line.length}\r\n\r\n${line}`
}

let listening: Listening | undefined
afterEach(() => listening?.close())

async function start(options: Partial<ServerOptions>) {
  const registry = new MemoryRegistry()
  const logged: string[] = []
  const log = (_level: string, message: string) => void logged.push(message)
  const server = createServer({ registry, renderings: textRenderings, extensions, log, ...options })
  listening = await listen(server, { port: 0 })
  return { registry, logged, ...listening }
}

async function makeOne(url: string): Promise<string> {
  const { headers } = await fetch(`${url}/compute/`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain', connection: 'close' },
    body,
  })
  return new URL(headers.get('location') ?? '').pathname
}

/** Does something, and waits until the request that it sends has come in and is under way. */
async function atServer(server: Listening['server'], send: () => void): Promise<void> {
  const come = new Promise((resolve) => server.once('request', resolve))
  send()
  await come
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

/** Connects, and gives what resolves when the server has seen the end of this connection. */
async function watched(
  url: string,
  server: Listening['server'],
): Promise<RawSocket & { readonly seenToEnd: Promise<void> }> {
  const seenToEnd = new Promise<void>((resolve) => {
    server.once('connection', (socket) => void socket.once('close', () => resolve()))
  })
  return { ...(await rawSocket(url)), seenToEnd }
}

/** Every connection of the server is closed, and nothing of a request is left. */
async function nothingLeaks({ server }: Pick<Listening, 'server'>): Promise<void> {
  let connections = 1
  await until(() => {
    server.getConnections((_error, count) => void (connections = count))
    return connections === 0
  })
}

describe('a client hangs up', () => {
  test('while it waits for its turn: its operation is never begun, the next one has its turn', async () => {
    const recorder = new Recorder()
    const { passed, open } = gate()
    const hold = recorder.backend('K')
    const { url, server, registry } = await start({
      backends: [
        serve(compute, {
          ...hold,
          update: async (old, draft, call, extras) => (await hold.update?.(old, draft, call, extras), passed),
        }),
      ],
    })
    const vm = await makeOne(url)
    recorder.restart()
    const first = await rawSocket(url)
    first.write(update(vm, 1))
    await until(() => recorder.calls.length === 1)
    const second = await watched(url, server)
    const third = await rawSocket(url)
    await atServer(server, () => second.write(update(vm, 2)))
    await atServer(server, () => third.write(update(vm, 3)))
    second.socket.destroy()
    await second.seenToEnd
    open()
    await until(() => third.received().includes('occi.compute.cores=3'))
    expect(first.received()).toContain('occi.compute.cores=1')
    expect(recorder.calls).toHaveLength(2)
    expect(
      (await registry.get(vm, { system: true, changesShared: true }))?.attributes['occi.compute.cores'],
    ).toBe(3)
    first.socket.destroy()
    third.socket.destroy()
    await nothingLeaks({ server })
  })

  test("during a Backend's call: the Backend is told, what it finishes is kept", async () => {
    const { passed, open } = gate()
    let signal: AbortSignal | undefined
    const { url, server, registry } = await start({
      backends: [serve(compute, { create: (_draft, call) => ((signal = call.signal), passed) })],
    })
    const { write, socket } = await rawSocket(url)
    write(create)
    await until(() => signal !== undefined)
    socket.destroy()
    await until(() => signal?.aborted === true)
    open()
    await nothingLeaks({ server })
    expect(await registry.count({}, { system: true, changesShared: true })).toBe(1)
    expect(await registry.reservations()).toEqual([])
    expect((await fetch(`${url}/-/`)).status).toBe(200)
  })

  test("during a Backend's call that heeds it: undone, the Registry as before", async () => {
    const recorder = new Recorder()
    let waiting = false
    const { url, server, registry, logged } = await start({
      backends: [
        serve(compute, {
          create: (_draft, { signal }) => {
            waiting = true
            return new Promise((_resolve, reject) => {
              signal.addEventListener('abort', () => reject(signal.reason as Error))
            })
          },
          delete: () => void recorder.calls.push('delete'),
        }),
      ],
    })
    const before = await contentOf({ registry })
    const { write, socket } = await rawSocket(url)
    write(create)
    await until(() => waiting)
    socket.destroy()
    await nothingLeaks({ server })
    expect(await contentOf({ registry })).toBe(before)
    expect([recorder.calls, logged]).toEqual([[], []])
  })

  test('in the middle of its body: nothing is done', async () => {
    const recorder = new Recorder()
    const { url, server, registry } = await start({ backends: [serve(compute, recorder.backend('K'))] })
    const { write, socket } = await rawSocket(url)
    const arrived = new Promise((resolve) => server.once('request', resolve))
    write(create.slice(0, -10))
    await arrived
    socket.destroy()
    await nothingLeaks({ server })
    expect(recorder.calls).toEqual([])
    expect(await registry.count({}, { system: true, changesShared: true })).toBe(0)
  })

  test('during a long listing: the walk ends', async () => {
    const registry = new EndlessRegistry()
    const { url, server } = await start({ registry })
    const { write, socket, received } = await rawSocket(url)
    write('GET /compute/ HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await until(() => received().includes('/compute/255'))
    socket.pause()
    socket.destroy()
    await until(() => registry.walking === 0)
    await nothingLeaks({ server })
  })
})
