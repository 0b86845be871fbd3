import { serve } from '@occi/core'
import { compute } from '@occi/infrastructure'
import { MemoryRegistry } from '@occi/registry-memory'
import { textRenderings } from '@occi/render-text'
import { expect, test } from 'vitest'

import { createServer } from '../src/index.ts'
import { listen } from '../src/node.ts'
import { gate, until } from './_gate.ts'
import { category, open } from './_service.ts'
import { rawSocket } from './_socket.ts'

class ClosingRegistry extends MemoryRegistry {
  closed = 0
  override async close(): Promise<void> {
    this.closed += 1
  }
}

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
