import { OcciError, serve, type Reservation, type Scope } from '@occi/core'
import { compute } from '@occi/infrastructure'
import { MemoryRegistry } from '@occi/registry-memory'
import { expect, test } from 'vitest'

import { attribute, category, open } from './_service.ts'

/** A Registry that other processes write too. */
class SharedRegistry extends MemoryRegistry {
  /** What another process does just before this one reserves. */
  between: (() => Promise<unknown>) | undefined
  left: readonly Reservation[] = []

  override async reserve(reservation: Omit<Reservation, 'id'>, scope: Scope): Promise<Reservation> {
    const work = this.between
    this.between = undefined
    await work?.()
    return super.reserve(reservation, scope)
  }

  async takeOver(): Promise<readonly Reservation[]> {
    const taken = this.left
    this.left = []
    return taken
  }
}

async function openShared() {
  const registry = new SharedRegistry()
  const settled: string[] = []
  const opened = await open({
    registry,
    backends: [serve(compute, { create: () => undefined, update: () => undefined, delete: () => undefined })],
    reconcile: async ({ requestId }) => {
      settled.push(requestId)
      return 'undone'
    },
  })
  const path = await opened.make('/compute/', [category(compute)])
  const touch = async () => {
    const scope: Scope = { system: true, changesShared: true }
    const entity = await registry.get(path, scope)
    if (entity === undefined) throw new OcciError('not-found', path)
    const attributes = { ...entity.attributes, 'occi.core.title': 'theirs' }
    await registry.commit([{ type: 'update', entity: { ...entity, attributes } }], scope)
  }
  return { ...opened, registry, path, touch, settled }
}

test('a change between look and reservation has the operation begin anew, on what is there then', async () => {
  const shared = await openShared()
  shared.registry.between = shared.touch
  const { status, body } = await shared.send('POST', shared.path, {
    body: attribute('occi.compute.cores', 4),
  })
  expect([status, body.includes('cores=4'), body.includes('title="theirs"')]).toEqual([200, true, true])
  shared.registry.between = shared.touch
  expect((await shared.send('DELETE', shared.path)).status).toBe(200)
  await shared.server.close()
})

test('who said on which state to build is told that it has changed', async () => {
  const shared = await openShared()
  const etag = (await shared.send('GET', shared.path)).headers.get('etag') ?? ''
  shared.registry.between = shared.touch
  const { status } = await shared.send('POST', shared.path, {
    headers: { 'if-match': etag },
    body: attribute('occi.compute.cores', 4),
  })
  expect(status).toBe(412)
  await shared.server.close()
})

test('what processes that died have left is settled when it is looked for', async () => {
  const shared = await openShared()
  const changes = [] as const
  const left = await shared.registry.reserve(
    { operation: 'create', requestId: 'theirs', changes },
    { system: true, changesShared: true },
  )
  await shared.server.settle()
  expect(shared.settled).toEqual([])
  shared.registry.left = [left]
  await shared.server.settle()
  expect([shared.settled, await shared.registry.reservations()]).toEqual([['theirs'], []])
  await shared.server.close()
})
