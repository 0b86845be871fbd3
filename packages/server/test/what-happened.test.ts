import { serve, Refusal } from '@occi/core'
import { compute } from '@occi/infrastructure'
import { MemoryRegistry } from '@occi/registry-memory'
import { describe, expect, test } from 'vitest'

import { PrometheusMetrics, type ServerOptions } from '../src/index.ts'
import { gate, until } from './_gate.ts'
import { category, edges, open } from './_service.ts'

interface Line {
  readonly level: string
  readonly message: string
  readonly fields: Readonly<Record<string, unknown>>
}

function logging(more: Partial<ServerOptions> = {}) {
  const lines: Line[] = []
  const log: ServerOptions['log'] = (level, message, fields) => void lines.push({ level, message, fields })
  return { lines, options: { log, logRequests: true, ...more } }
}

describe.each(edges)('a line for each request, over %s', (edge) => {
  test('says who asked for what, and what came of it', async () => {
    const { lines, options } = logging({
      authenticate: ({ headers }) => ({ name: headers.get('x-user')?.[0] }),
      who: (extras) => (extras as { name?: string }).name,
      backends: [
        serve(compute, {
          create: () => Promise.reject(new Refusal('later', { status: 503 })),
          delete: () => Promise.reject(new Error('broken')),
        }),
      ],
    })
    await using opened = await open(options, edge)
    await opened.server.entities.create({ kind: compute, location: '/compute/vm' })
    const answers = [
      await opened.send('GET', '/compute/vm', { headers: { 'x-user': 'ann' } }),
      await opened.send('GET', '/compute/'),
      await opened.send('GET', '/nothing'),
      await opened.send('PATCH', '/compute/'),
      await opened.send('POST', '/compute/', { body: category(compute) }),
      await opened.send('DELETE', '/compute/vm'),
      await opened.send('HEAD', '/compute/'),
    ]
    const told = lines.filter(({ message }) => message === 'request')
    expect(
      told.map(({ level, fields }) =>
        [level, fields['method'], fields['path'], fields['operation'], fields['who'], fields['status']]
          .map(String)
          .join(' '),
      ),
    ).toEqual([
      'info GET /compute/vm retrieve ann 200',
      'info GET /compute/ list undefined 200',
      'info GET /nothing retrieve undefined 404',
      'info PATCH /compute/ none undefined 405',
      'warn POST /compute/ create undefined 503',
      'error DELETE /compute/vm delete undefined 500',
      'info HEAD /compute/ list undefined 200',
    ])
    expect(told.map(({ fields }) => fields['requestId'])).toEqual(
      answers.map(({ headers }) => headers.get('x-request-id')),
    )
    expect(told.slice(0, 6).map(({ fields }) => fields['bytes'])).toEqual(
      answers.slice(0, 6).map(({ body }) => new TextEncoder().encode(body).length),
    )
    expect(told.every(({ fields }) => Number(fields['milliseconds']) >= 0)).toBe(true)
    expect(told[0]?.fields['peer']).toBe(edge === 'node' ? '127.0.0.1' : undefined)
  })

  test('keeps the id that a trusted proxy gave, and no other', async () => {
    for (const [trustProxy, kept] of [
      [undefined, false],
      [{ fields: 'forwarded' } as const, true],
    ] as const) {
      const { lines, options } = logging(trustProxy === undefined ? {} : { trustProxy })
      await using opened = await open(options, edge)
      const { headers } = await opened.send('GET', '/-/', { headers: { 'x-request-id': 'from-the-proxy' } })
      expect(headers.get('x-request-id') === 'from-the-proxy').toBe(kept)
      expect(lines[0]?.fields['requestId']).toBe(headers.get('x-request-id'))
    }
  })
})

describe.each(edges)('probes, over %s', (edge) => {
  test('say that the process is up and the service ready, asking nobody who he is', async () => {
    const { lines, options } = logging({
      authenticate: () => Promise.reject(new Error('nobody')),
      prefix: '/occi',
    })
    await using opened = await open(options, edge)
    for (const [path, said] of [
      ['/healthz', 'up'],
      ['/readyz', 'ready'],
    ] as const) {
      const { status, body, headers } = await opened.send('GET', path)
      expect([status, body, headers.get('cache-control')]).toEqual([200, said, 'no-store'])
      expect((await opened.send('HEAD', path)).status).toBe(200)
      const put = await opened.send('PUT', path, { body: category(compute) })
      expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
    }
    expect(lines).toEqual([])
  })

  test('say that the service is not ready', async () => {
    class AwayRegistry extends MemoryRegistry {
      override get(): Promise<never> {
        return Promise.reject(new Error('the disk is away'))
      }
    }
    await using opened = await open({ registry: new AwayRegistry() }, edge)
    const { status, body } = await opened.send('GET', '/readyz')
    expect([status, body]).toEqual([503, 'the Registry does not answer'])
    expect((await opened.send('GET', '/healthz')).status).toBe(200)
  })

  test('can be elsewhere, or nowhere', async () => {
    await using moved = await open({ probes: { health: '/-/up' } }, edge)
    expect((await moved.send('GET', '/-/up')).body).toBe('up')
    expect((await moved.send('GET', '/healthz')).status).toBe(404)
    await using off = await open({ probes: false }, edge)
    expect((await off.send('GET', '/readyz')).status).toBe(404)
  })
})

test('a service that stops is not ready', async () => {
  const { passed, open: letGo } = gate()
  let begun = false
  const backends = [serve(compute, { create: () => ((begun = true), passed) })]
  await using opened = await open({ backends })
  const underWay = opened.send('POST', '/compute/', { body: category(compute) })
  await until(() => begun)
  const closing = opened.server.close()
  const { status, body } = await opened.send('GET', '/readyz')
  expect([status, body]).toEqual([503, 'stopping'])
  letGo()
  await Promise.all([underWay, closing])
})

describe.each(edges)('measures, over %s', (edge) => {
  test('are told in the text format of Prometheus', async () => {
    const metrics = new PrometheusMetrics()
    const backends = [serve(compute, { create: () => undefined })]
    await using opened = await open({ metrics, backends, probes: { metrics: '/metrics' } }, edge)
    await opened.make('/compute/', [category(compute)])
    await opened.send('GET', '/compute/')
    await opened.send('GET', '/compute/nothing')
    const { status, headers, body } = await opened.send('GET', '/metrics')
    expect([status, headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8'])
    const lines = body.split('\n')
    for (const line of [
      '# TYPE occi_requests_total counter',
      'occi_requests_total{operation="create",status="201"} 1',
      'occi_requests_total{operation="list",status="200"} 1',
      'occi_requests_total{operation="retrieve",status="404"} 1',
      'occi_requests_in_flight 0',
      'occi_registry_commits_total{outcome="ok"} 1',
      'occi_request_duration_seconds_count{operation="create"} 1',
      'occi_backend_call_duration_seconds_bucket{operation="create",outcome="ok",le="+Inf"} 1',
      'occi_queue_wait_seconds_count 1',
    ])
      expect(lines).toContain(line)
    expect(
      lines.filter((line) => !/^(# (HELP|TYPE) \w+ .+|\w+(\{[^{}]*\})? [\d.e+-]+|)$/.test(line)),
    ).toEqual([])
  })

  test('nowhere unless it is wanted', async () => {
    await using opened = await open({ metrics: new PrometheusMetrics() }, edge)
    expect((await opened.send('GET', '/metrics')).status).toBe(404)
  })
})

test('a histogram counts what is at or below each bound, and labels cannot break a line', () => {
  const metrics = new PrometheusMetrics()
  for (const seconds of [0.001, 0.003, 99]) metrics.observe('occi_queue_wait_seconds', seconds)
  metrics.count('occi_requests_total', { operation: 'a"b\\c\nd', status: '200' })
  const text = metrics.text()
  expect(text).toContain('occi_queue_wait_seconds_bucket{le="0.001"} 1\n')
  expect(text).toContain('occi_queue_wait_seconds_bucket{le="0.005"} 2\n')
  expect(text).toContain('occi_queue_wait_seconds_bucket{le="60"} 2\n')
  expect(text).toContain('occi_queue_wait_seconds_bucket{le="+Inf"} 3\n')
  expect(text).toContain(String.raw`occi_requests_total{operation="a\"b\\c\nd",status="200"} 1`)
})
