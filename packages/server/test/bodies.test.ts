import { once } from 'node:events'
import { createServer as createHttpServer, request, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

import { compute } from '@occi/infrastructure'
import { expect, test } from 'vitest'

import { listen, toListener } from '../src/node.ts'
import { attribute, category, open } from './_service.ts'

test('a body that somebody in front of the service has read is none, and nobody waits for it', async () => {
  await using opened = await open()
  const listener = toListener(opened.server)
  const server = createHttpServer((asked, response) => {
    asked.resume().on('end', () => listener(asked, response))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const headers = { 'content-type': 'text/plain', connection: 'close' }
  const answer = await fetch(`http://127.0.0.1:${port}/compute/`, {
    method: 'POST',
    headers,
    body: category(compute),
  })
  expect([answer.status, await answer.text()]).toEqual([
    400,
    expect.stringContaining('the request has no body'),
  ])
  server.close()
})

test('a body in pieces, cut within a character, is one text', async () => {
  await using opened = await open()
  await using listening = await listen(opened.server, { port: 0 })
  const title = 'ü'.repeat(1000)
  const bytes = new TextEncoder().encode(`${category(compute)}\n${attribute('occi.core.title', title)}`)
  const asked = request(`${listening.url}/compute/`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
  })
  asked.write(bytes.slice(0, -100))
  await new Promise((resolve) => setTimeout(resolve, 20))
  asked.end(bytes.slice(-100))
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  answer.resume()
  expect(answer.statusCode).toBe(201)
  const made = await opened.send('GET', new URL(answer.headers.location ?? '').pathname)
  expect(made.body).toContain(title)
})
