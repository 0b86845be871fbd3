import { Refusal, serve } from '@occi/core'
import { compute, network, networkInterface } from '@occi/infrastructure'
import { describe, expect, test } from 'vitest'

import type { AuditEvent } from '../src/index.ts'
import { until } from './_gate.ts'
import { attribute, category, edges, inlineLink, location, open } from './_service.ts'
import { extensions } from './_world.ts'

const mine = { scheme: 'http://example.com/mine#', term: 'mine', class: 'mixin' }

/** An event as one line: what was done to what, and a title before and after. */
function told({ operation, changes }: AuditEvent): string {
  const each = changes.map(({ type, before, after, mixin }) => {
    const title = (entity: typeof before) => JSON.stringify(entity?.attributes['occi.core.title'] ?? null)
    return [type, (after ?? before)?.kind.term ?? mixin?.term, title(before), title(after)].join(' ')
  })
  return `${operation}: ${each.join(', ')}`
}

describe.each(edges)('the hook that is told what was done, over %s', (edge) => {
  test('hears of every write, with what was before and after', async () => {
    const events: AuditEvent[] = []
    await using opened = await open(
      { extensions, authenticate: () => 'alice', audit: (event) => void events.push(event) },
      edge,
    )
    const { send, make, server } = opened
    const net = await make('/network/', [category(network)])
    const vm = await make('/compute/', [
      category(compute),
      attribute('occi.core.title', 'one'),
      inlineLink(net, networkInterface),
    ])
    const updated = await send('POST', vm, { body: attribute('occi.core.title', 'two') })
    await send('POST', '/billed/', { body: location(vm) })
    await send('POST', '/-/', { body: `${category(mine)}; location="/mine/"` })
    await send('DELETE', '/-/', { body: category(mine) })
    await server.entities.update({ location: vm }, (draft) => {
      draft.attributes['occi.core.title'] = 'three'
    })
    await server.entities.create({ kind: network, attributes: { 'occi.core.title': 'found' } })
    await send('DELETE', vm)
    await until(() => events.length === 10)
    expect(events.map(told)).toEqual([
      'create: create network null null',
      'create: create compute null "one", create networkinterface null null',
      'update: update compute "one" "two"',
      'associate: update compute "two" "two"',
      'add-mixin: add-mixin mine null null',
      'remove-mixin: remove-mixin mine null null',
      'report: update compute "two" "three"',
      'report: create network null "found"',
      'delete: delete networkinterface null null',
      'delete: delete compute "three" null',
    ])
    const [event] = events.filter(({ operation }) => operation === 'update')
    expect([event?.requestId, event?.extras]).toEqual([updated.headers.get('x-request-id'), 'alice'])
    expect(event?.revision).toBe(event?.changes[0]?.after?.revision)
    expect(events.find(({ operation }) => operation === 'report')).not.toHaveProperty('requestId')
  })
})

test('it hears of nothing that was refused', async () => {
  const events: AuditEvent[] = []
  const backends = [serve(compute, { create: () => Promise.reject(new Refusal('no')) })]
  await using opened = await open({ audit: (event) => void events.push(event), backends })
  expect((await opened.send('POST', '/compute/', { body: category(compute) })).status).toBe(400)
  expect((await opened.send('POST', '/network/', { body: category(compute) })).status).toBe(400)
  expect(events).toEqual([])
})

test('it holds up no answer, and what it throws is logged', async () => {
  await using opened = await open({ audit: () => Promise.reject(new Error('the log is full')) })
  expect((await opened.send('POST', '/network/', { body: category(network) })).status).toBe(201)
  await until(() => opened.logged.length > 0)
  expect(opened.logged).toEqual(['error: the audit hook failed: the log is full'])
  await using waiting = await open({ audit: () => new Promise(() => undefined) })
  expect((await waiting.send('POST', '/network/', { body: category(network) })).status).toBe(201)
})
