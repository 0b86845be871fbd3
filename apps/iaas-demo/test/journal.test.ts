import { toFetch } from '@occi/server/fetch'
import { expect, test } from 'vitest'

import { createDemo } from '../src/demo.ts'
import { Hypervisor } from '../src/hypervisor/index.ts'
import { journal } from '../src/journal.ts'

const network = 'network; scheme="http://schemas.ogf.org/occi/infrastructure#"; class="kind"'

test('each request and each change is a line of JSON, with the id that the answer has', async () => {
  const lines: string[] = []
  await using hypervisor = new Hypervisor({ bootMs: 0 })
  await using server = createDemo(
    hypervisor,
    journal((line) => lines.push(line)),
  )
  const headers = {
    category: network,
    'content-type': 'text/occi',
    'x-occi-attribute': 'occi.core.title="lan"',
  }
  const made = await toFetch(server)(new Request('http://127.0.0.1/network/', { method: 'POST', headers }))
  await made.text()
  const requestId = made.headers.get('x-request-id')
  const location = new URL(made.headers.get('location') ?? '').pathname
  const told = lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>)
  expect(told).toContainEqual(
    expect.objectContaining({
      message: 'request',
      method: 'POST',
      path: '/network/',
      status: 201,
      requestId,
    }),
  )
  expect(told).toContainEqual(
    expect.objectContaining({
      message: 'change',
      operation: 'create',
      requestId,
      changes: [{ type: 'create', after: expect.objectContaining({ location }) }],
    }),
  )
})

test('what is measured can be asked for', async () => {
  await using hypervisor = new Hypervisor({ bootMs: 0 })
  await using server = createDemo(hypervisor)
  const fetch = toFetch(server)
  await fetch(new Request('http://127.0.0.1/-/')).then((reply) => reply.text())
  const measures = await fetch(new Request('http://127.0.0.1/metrics')).then((reply) => reply.text())
  expect(measures).toMatch(/^occi_requests_total\{.*operation="discover".*\} 1$/m)
})
