import { createServer, request, type RequestOptions } from 'node:https'
import type { AddressInfo } from 'node:net'

import { toListener } from '@occi/server/node'
import { expect, test } from 'vitest'

import { anyOf, basic, hashPassword } from '../src/index.ts'
import { selfSigned } from './_certificate.ts'
import { serviceWith } from './_edges.ts'
import { basicOf, cheap } from './_request.ts'

const users = [{ name: 'ann', password: await hashPassword('secret', cheap) }]
const authenticate = anyOf(basic({ realm: 'cloud', users, cost: cheap }))

/** The service behind TLS, and a client that trusts the certificates it is told to. */
async function openTls() {
  const tls = selfSigned()
  const service = serviceWith(authenticate)
  const server = createServer(tls, toListener(service))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const get = (options: RequestOptions) =>
    new Promise<{ readonly status: number; readonly text: string }>((resolve, reject) => {
      const sent = request({ host: 'localhost', port, agent: false, ...options }, (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => void (text += chunk))
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
      })
      sent.on('error', reject)
      sent.end()
    })
  const close = async () => {
    server.close()
    server.closeAllConnections()
    await service.close()
  }
  return { get, port, tls, [Symbol.asyncDispose]: close }
}

// verifies('HTTP-80', 'CORE-80', 'H11-141', 'I-150')
test('the service speaks TLS, and the client knows whom it speaks with', async () => {
  await using service = await openTls()
  const ca = service.tls.cert
  const headers = { authorization: basicOf('ann', 'secret') }
  const { status, text } = await service.get({ ca, headers, path: '/-/' })
  expect([status, text.slice(0, 9)]).toEqual([200, 'Category:'])
  expect((await service.get({ ca, path: '/-/' })).status).toBe(401)
  await expect(service.get({ path: '/-/' })).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
  await expect(service.get({ ca, servername: 'elsewhere.example', path: '/-/' })).rejects.toMatchObject({
    code: 'ERR_TLS_CERT_ALTNAME_INVALID',
  })
})

test('what it makes has addresses of https', async () => {
  await using service = await openTls()
  const headers = {
    authorization: basicOf('ann', 'secret'),
    category: 'compute; scheme="http://schemas.ogf.org/occi/infrastructure#"',
    'content-type': 'text/occi',
    accept: 'text/uri-list',
  }
  const { status, text } = await service.get({
    ca: service.tls.cert,
    headers,
    method: 'POST',
    path: '/compute/',
  })
  expect(status).toBe(201)
  expect(text).toMatch(new RegExp(`^https://localhost:${service.port}/compute/[0-9a-f-]{36}\n?$`))
})
