import type { Socket } from 'node:net'

import { serve } from '@occi/core'
import { compute } from '@occi/infrastructure'
import { textRenderings } from '@occi/render-text'
import { describe, expect, test } from 'vitest'

import { createServer, type Limits } from '../src/index.ts'
import { listen } from '../src/node.ts'
import { gate, until } from './_gate.ts'
import { category, open } from './_service.ts'
import { rawSocket, statusOf } from './_socket.ts'
import { ClosingRegistry, EndlessRegistry } from './_watched-registry.ts'

function slowMachines() {
  const { passed, open: letGo } = gate()
  let begun = 0
  const backend = serve(compute, {
    create: () => {
      begun += 1
      return passed
    },
  })
  return { backend, letGo, begun: () => begun }
}

test('a service that stops finishes what is under way, refuses the rest, and closes the Registry last', async () => {
  const registry = new ClosingRegistry()
  const { backend, letGo, begun } = slowMachines()
  await using opened = await open({ registry, backends: [backend] })
  const underWay = opened.send('POST', '/compute/', { body: category(compute) })
  await until(() => begun() === 1)
  const closing = opened.server.close()

  const late = await opened.send('GET', '/-/')
  expect([late.status, late.headers.get('retry-after'), late.body]).toEqual([
    503,
    '10',
    'the service is stopping',
  ])
  expect(late.headers.get('server')).toContain('OCCI/1.2')
  expect(registry.closed).toBe(0)

  letGo()
  expect((await underWay).status).toBe(201)
  await closing
  await opened.server.close()
  expect(registry.closed).toBe(1)
})

test('the door of node:http: what is under way is answered whole, and connections that are kept alive do not hold it up', async () => {
  const registry = new ClosingRegistry()
  const { backend, letGo, begun } = slowMachines()
  const service = createServer({ registry, renderings: textRenderings, backends: [backend] })
  const listening = await listen(service, { port: 0 })
  const idle = await rawSocket(listening.url)
  idle.write('GET /-/ HTTP/1.1\r\nHost: localhost\r\n\r\n')
  await until(() => idle.received().includes('core#entity') || idle.received().includes('entity;'))
  const busy = await rawSocket(listening.url)
  const body = category(compute)
  busy.write(
    `POST /compute/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  )
  await until(() => begun() === 1)

  const closing = listening.close()
  await idle.ended
  expect(registry.closed).toBe(0)
  letGo()
  expect(await busy.ended).toMatch(/^HTTP\/1\.1 201 [^]*X-OCCI-Location: http/)
  await closing
  expect(registry.closed).toBe(1)
  await expect(fetch(`${listening.url}/-/`)).rejects.toThrow('fetch failed')
})

test('a listing that is being read is sent to its end before the Registry is closed', async () => {
  class WatchedRegistry extends ClosingRegistry {
    readonly next = gate()
    closedWhileReading = false
    override async *locations() {
      yield ['/compute/1']
      await this.next.passed
      this.closedWhileReading = this.closed > 0
      yield ['/compute/2']
    }
  }
  const registry = new WatchedRegistry()
  const service = createServer({ registry, renderings: textRenderings })
  const listening = await listen(service, { port: 0 })
  const reader = await rawSocket(listening.url)
  reader.write('GET / HTTP/1.1\r\nHost: localhost\r\nAccept: text/uri-list\r\n\r\n')
  await until(() => reader.received().includes('/compute/1'))
  const closing = listening.close()
  for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setTimeout(resolve, 0))
  registry.next.open()
  expect(await reader.ended).toContain('/compute/2')
  await closing
  expect([registry.closedWhileReading, registry.closed]).toEqual([false, 1])
})

/** Longer than any test: what ends before it did not wait for it. */
const never = 600_000
const body = category(compute)
const creation = `POST /compute/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: ${body.length}\r\n\r\n${body}`

async function start(limits: Partial<Limits>, registry = new ClosingRegistry(), backends = [slowMachines()]) {
  const options = { registry, renderings: textRenderings, backends: backends.map(({ backend }) => backend) }
  const listening = await listen(createServer({ ...options, limits }), { port: 0 })
  return { registry, ...listening }
}

/** Connects, and waits until the server knows; `read` counts what it has read. */
async function connected({ url, server }: Awaited<ReturnType<typeof start>>) {
  const known = new Promise<Socket>((resolve) => server.once('connection', resolve))
  const client = await rawSocket(url)
  const socket = await known
  return { ...client, read: () => socket.bytesRead }
}

describe('clients that do not move hold up no stop', () => {
  test.each([
    ['nothing', ''],
    ['half a head', 'GET /-/ HTTP/1.1\r\nHost: loc'],
  ])('one that has sent %s is cut off at once', async (_title, sent) => {
    const service = await start({ stopTime: never })
    const { write, ended, read } = await connected(service)
    write(sent)
    await until(() => read() === sent.length)
    await service.close()
    expect([await ended, service.registry.closed]).toEqual(['', 1])
  })

  test.each([
    ['of a length', creation.slice(0, -10)],
    [
      'in chunks',
      creation.slice(0, -body.length).replace(/Content-Length: \d+/, 'Transfer-Encoding: chunked'),
    ],
    [
      'that waits to be asked for it',
      creation.slice(0, -body.length).replace('\r\n\r\n', '\r\nExpect: 100-continue\r\n\r\n'),
    ],
  ])('one that has sent half a body %s is told, and nothing is made', async (_title, sent) => {
    const service = await start({ stopTime: never })
    const { write, ended, received } = await connected(service)
    const come = new Promise<void>((resolve) => {
      service.server.once('request', () => resolve()).once('checkContinue', () => resolve())
    })
    write(sent)
    await come
    if (sent.includes('Expect')) await until(() => received().includes('100 Continue'))
    await service.close()
    const answer = (await ended).replace('HTTP/1.1 100 Continue\r\n\r\n', '')
    expect(answer).toMatch(/^HTTP\/1\.1 503 [^]*Retry-After: 10\r\n[^]*the service is stopping$/)
    expect(await service.registry.count({}, { system: true, changesShared: true })).toBe(0)
  })

  test('many that send their bodies at once are told, and no leak is suspected', async () => {
    const warned: string[] = []
    const warn = ({ message }: Error) => void warned.push(message)
    process.on('warning', warn)
    const service = await start({ stopTime: never })
    let come = 0
    service.server.on('request', () => (come += 1))
    const clients = await Promise.all(Array.from({ length: 20 }, () => rawSocket(service.url)))
    for (const { write } of clients) write(creation.slice(0, -10))
    await until(() => come === 20)
    await service.close()
    const statuses = (await Promise.all(clients.map(({ ended }) => ended))).map(statusOf)
    await new Promise((resolve) => setImmediate(resolve))
    process.off('warning', warn)
    expect([new Set(statuses), warned]).toEqual([new Set([503]), []])
  })

  test('one that has begun its next request is cut off when the one before is answered', async () => {
    const machines = slowMachines()
    const service = await start({ stopTime: never }, new ClosingRegistry(), [machines])
    const { write, ended } = await rawSocket(service.url)
    write(`${creation}GET /-/ HTTP/1.1\r\nHost: loc`)
    await until(() => machines.begun() === 1)
    const closing = service.close()
    machines.letGo()
    await closing
    expect(await ended).toMatch(/^HTTP\/1\.1 201 [^]*\r\nConnection: close\r\n/)
  })

  test('one that does not read its answer is cut off after the grace time, and the walk ends', async () => {
    const registry = new EndlessRegistry()
    const service = await start({ stopTime: 20 }, registry)
    const { write, socket } = await rawSocket(service.url)
    socket.pause()
    write('GET /compute/ HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await until(() => registry.walking === 1)
    await service.close()
    expect([registry.walking, registry.closed]).toEqual([0, 1])
  })

  test('one whose second answer waits behind a first that it does not read', async () => {
    const registry = new EndlessRegistry()
    const service = await start({ stopTime: 20 }, registry)
    const { write, socket } = await rawSocket(service.url)
    socket.pause()
    write('GET /compute/ HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(2))
    await until(() => registry.walking === 2)
    await service.close()
    expect([registry.walking, registry.closed]).toEqual([0, 1])
  })

  test('a Backend that is slower than the grace time is told, and waited for', async () => {
    const { passed, open: letGo } = gate()
    let signal: AbortSignal | undefined
    const backend = serve(compute, { create: (_draft, call) => ((signal = call.signal), passed) })
    const service = await start({ stopTime: 20 }, new ClosingRegistry(), [{ ...slowMachines(), backend }])
    const { write, ended } = await rawSocket(service.url)
    write(creation)
    await until(() => signal !== undefined)
    const closing = service.close()
    expect(statusOf(await ended)).toBe(0)
    await until(() => signal?.aborted === true)
    expect(service.registry.closed).toBe(0)
    letGo()
    await closing
    expect(service.registry.closed).toBe(1)
    expect(await service.registry.count({}, { system: true, changesShared: true })).toBe(1)
  })
})
