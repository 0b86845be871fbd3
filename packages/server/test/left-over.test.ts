import { OcciError, serve, type Change, type Reservation, type Scope } from '@occi/core'
import { compute, start } from '@occi/infrastructure'
import { MemoryRegistry } from '@occi/registry-memory'
import { expect, test } from 'vitest'

import { category, open } from './_service.ts'

/** Once told to, it fails to finish what it has reserved. */
class FailingRegistry extends MemoryRegistry {
  failing = false

  override commit(changes: readonly Change[], scope: Scope, reservation?: Reservation) {
    if (!this.failing || reservation === undefined) return super.commit(changes, scope, reservation)
    this.failing = false
    return Promise.reject(new OcciError('unavailable', 'the store is full'))
  }
}

const invocation = `Category: start; scheme="${start.scheme}"; class="action"`

test.each([
  ['a deletion', 'DELETE', '', undefined],
  ['an Action', 'POST', '?action=start', invocation],
] as const)(
  '%s that cannot be taken back or written is told to reconcile',
  async (_title, method, query, body) => {
    const registry = new FailingRegistry()
    const told: string[] = []
    await using opened = await open({
      registry,
      backends: [serve(compute, { delete: () => undefined, action: () => undefined })],
      reconcile: async ({ operation, changes }) => {
        told.push(operation, ...changes.map(({ type }) => type))
        return 'done'
      },
    })
    const path = await opened.make('/compute/', [category(compute)])
    registry.failing = true
    const answer = await opened.send(method, path + query, body === undefined ? {} : { body })
    expect(answer).toMatchObject({ status: 503, body: 'the store is full' })
    expect(told).toEqual(method === 'DELETE' ? ['delete', 'delete'] : ['action', 'update'])
    expect(opened.logged[0]).toBe('error: what a Backend did could not be written')
    expect((await opened.send('GET', path)).status).toBe(method === 'DELETE' ? 404 : 200)
    expect(await registry.reservations()).toEqual([])
  },
)
