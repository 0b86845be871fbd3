import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { createApp as createExpress } from '../src/express.ts'
import { createApp as createFastify } from '../src/fastify.ts'
import { createApp as createHono } from '../src/hono.ts'
import { useNotes } from './_notes.ts'

const publicUrl = 'https://notes.example/occi'

test('Express', async () => {
  const server = createExpress(publicUrl).listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    await useNodes(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  } finally {
    server.closeAllConnections()
    server.close()
  }
})

test('Fastify', async () => {
  const app = createFastify(publicUrl)
  try {
    await useNodes(await app.listen({ host: '127.0.0.1', port: 0 }))
  } finally {
    await app.close()
  }
})

test('Hono', async () => {
  const app = createHono(publicUrl)
  const send = async (path: string, init?: RequestInit) => app.request(`http://localhost${path}`, init)
  await useNotes(send, publicUrl)
  expect(await (await send('/')).text()).toBe('a page of your own')
})

async function useNodes(url: string): Promise<void> {
  await useNotes((path, init) => fetch(url + path, init), publicUrl)
  expect(await (await fetch(url)).text()).toBe('a page of your own')
}
