import { MemoryRegistry } from '@occi/registry-memory'
import { textRenderings } from '@occi/render-text'
import { describe, expect, test } from 'vitest'

import { createServer, PrometheusMetrics } from '../src/index.ts'

const good = { registry: new MemoryRegistry(), renderings: textRenderings }
const make = (options: object) => () => createServer({ ...good, ...options })

describe('a service is not made', () => {
  const cases: readonly (readonly [options: object, message: string])[] = [
    [{ registry: undefined }, 'the option registry is undefined; wanted is a Registry'],
    [{ renderings: [] }, 'the option renderings is a list; wanted is one Rendering or more'],
    [{ authenticate: 'basic' }, 'the option authenticate is "basic"; wanted is a function'],
    [{ authorize: true }, 'the option authorize is true; wanted is a function'],
    [{ limits: { body: -1 } }, 'the option limits.body is -1; wanted is a number above 0'],
    [{ limits: { body: '1M' } }, 'the option limits.body is "1M"; wanted is a number above 0'],
    [{ limits: { waiting: NaN } }, 'the option limits.waiting is null; wanted is a number from 0'],
    [{ limits: { bodies: 1 } }, 'there is no such limit, but body, head, '],
    [{ publicUrl: 'cloud.example' }, 'the option publicUrl is "cloud.example"; wanted is an absolute URL'],
    [{ publicUrl: 'https://cloud.example/?a' }, 'the option publicUrl'],
    [{ prefix: 'occi' }, 'the option prefix is "occi"; wanted is a path such as /occi'],
    [{ allowedHosts: ['cloud.example:8888'] }, 'names of hosts without port'],
    [{ trustProxy: { fields: 'via' } }, '"forwarded" or "x-forwarded"'],
    [{ trustProxy: { fields: 'forwarded', hops: 0 } }, 'a whole number from 1'],
    [
      { probes: { health: 'healthz' } },
      'the option probes.health is "healthz"; wanted is a path such as /healthz',
    ],
    [{ probes: { health: '/up', ready: '/up' } }, 'a path of its own'],
    [{ probes: { metrics: '/metrics' } }, 'measures that can be told, for probes.metrics'],
  ]
  test.each(cases)('of %j', (options, message) => {
    expect(make(options)).toThrow(message)
  })
})

test('a service is made of options that can be', () => {
  const options = {
    publicUrl: 'https://cloud.example/occi/',
    prefix: '/occi',
    allowedHosts: ['localhost', '[::1]'],
    trustProxy: { fields: 'forwarded', hops: 2 },
    probes: { metrics: '/metrics' },
    metrics: new PrometheusMetrics(),
    limits: { rate: Infinity, waiting: 0 },
  }
  expect(make(options)).not.toThrow()
  expect(make({ probes: false })).not.toThrow()
})
