import { Refusal, serve, type Call } from '@occi/core'
import { compute } from '@occi/infrastructure'
import { MemoryRegistry } from '@occi/registry-memory'
import { describe, expect, test } from 'vitest'

import { until } from './_gate.ts'
import { creation, hanging, overloaded, reading } from './_overload.ts'
import { attribute, category, edges, open } from './_service.ts'
import { rawSocket, statusOf } from './_socket.ts'

const system = { system: true, changesShared: true }
const soon = { requestTime: 400 }
const machine = { body: category(compute) }

describe.each(edges)('a request has its time, over %s', (edge) => {
  test('what heeds its signal is undone, and told so with 503', async () => {
    const heeding = ({ signal }: Call) =>
      new Promise<void>((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error))
      })
    const backends = [serve(compute, { create: (_draft, call) => heeding(call) })]
    await using opened = await open({ backends, limits: soon }, edge)
    const { status, headers, body } = await opened.send('POST', '/compute/', machine)
    expect([status, headers.get('retry-after'), body]).toEqual([
      503,
      '1',
      'the service gave up after 0.4 seconds',
    ])
    expect(await opened.registry.reservations()).toEqual([])
    expect(await opened.registry.count({}, system)).toBe(0)
  })

  test('what hangs is answered with 504, and finished when the Backend answers', async () => {
    const { entry, letGo } = hanging()
    await using opened = await open({ backends: [entry], limits: soon }, edge)
    const { status, body } = await opened.send('POST', '/compute/', machine)
    expect([status, body.slice(0, 37)]).toEqual([504, 'there is no answer after 0.4 seconds;'])
    expect(await opened.registry.reservations()).toHaveLength(1)
    letGo()
    await opened.server.close()
    expect(await opened.registry.reservations()).toEqual([])
    expect(await opened.registry.count({}, system)).toBe(1)
  })

  test('what hangs and refuses late is undone', async () => {
    const { entry, letGo, undone } = hanging(() => {
      throw new Refusal('no room')
    })
    await using opened = await open({ backends: [entry], limits: soon }, edge)
    expect((await opened.send('POST', '/compute/', machine)).status).toBe(504)
    letGo()
    await opened.server.close()
    expect([await opened.registry.reservations(), await opened.registry.count({}, system), undone]).toEqual([
      [],
      0,
      [],
    ])
  })

  test('those who wait behind it for the same Entity are answered with 503, and nothing of theirs is done', async () => {
    const { entry, letGo, begun } = hanging()
    await using opened = await open({ backends: [entry], limits: soon }, edge)
    await opened.server.entities.create({ kind: compute, location: '/compute/vm' })
    const change = (cores: number) =>
      opened.send('POST', '/compute/vm', { body: attribute('occi.compute.cores', cores) })
    const first = change(1)
    await until(() => begun() === 1)
    const waiting = await Promise.all([2, 3].map(change))
    expect(waiting.map(({ status }) => status)).toEqual([503, 503])
    expect((await first).status).toBe(504)
    letGo()
    await opened.server.close()
    expect(begun()).toBe(1)
    const entity = await opened.registry.get('/compute/vm', system)
    expect(entity?.attributes['occi.compute.cores']).toBe(1)
  })

  test('what the managed framework reports does not wait for ever either', async () => {
    const { entry, letGo, begun } = hanging()
    await using opened = await open({ backends: [entry], limits: soon }, edge)
    const key = { location: '/compute/vm' }
    await opened.server.entities.create({ kind: compute, ...key })
    const change = opened.send('POST', key.location, { body: attribute('occi.compute.cores', 1) })
    await until(() => begun() === 1)
    const report = opened.server.entities.update(key, (draft) => void (draft.extras = 'died'))
    await expect(report).rejects.toMatchObject({ code: 'unavailable' })
    expect((await change).status).toBe(504)
    letGo()
  })

  test('a reading whose Backend hangs is 504, or the last known state where the service says so', async () => {
    for (const lastKnownState of [false, true]) {
      const { entry, letGo } = hanging()
      await using opened = await open({ backends: [entry], limits: soon, lastKnownState }, edge)
      await opened.server.entities.create({ kind: compute, location: '/compute/vm' })
      const { status } = await opened.send('GET', '/compute/vm')
      expect(status).toBe(lastKnownState ? 200 : 503)
      letGo()
    }
  })

  test('so many may go on late, and no more call a Backend until one of them has ended', async () => {
    const { entry, letGo, begun } = hanging()
    await using opened = await open({ backends: [entry], limits: { ...soon, late: 2 } }, edge)
    const path = '/compute/vm'
    await opened.server.entities.create({ kind: compute, location: path })
    const late = await Promise.all([1, 2].map(() => opened.send('POST', '/compute/', machine)))
    expect(late.map(({ status }) => status)).toEqual([504, 504])
    const refused = [await opened.send('POST', '/compute/', machine), await opened.send('GET', path)]
    expect(refused.map(({ status, headers }) => [status, headers.get('retry-after')])).toEqual([
      [503, '10'],
      [503, '10'],
    ])
    expect((await opened.send('GET', '/compute/')).status).toBe(200)
    expect(begun()).toBe(2)
    letGo()
  })
})

test('a deletion of many that takes too long says what is done and what is not', async () => {
  const { entry } = { entry: serve(compute, { delete: slowly() }) }
  await using opened = await open({ backends: [entry], limits: { requestTime: 400 } })
  for (const name of ['a', 'b', 'c'])
    await opened.server.entities.create({ kind: compute, location: `/compute/${name}` })
  const { status, body } = await opened.send('DELETE', '/compute/')
  expect([status, body]).toEqual([
    503,
    '2 of 3 failed, the others are done: /compute/b: the service gave up after 0.4 seconds; /compute/c: the service gave up after 0.4 seconds',
  ])
  expect(await opened.registry.count({}, system)).toBe(2)
})

/** The first call succeeds, the second waits until it is told to stop. */
function slowly() {
  let calls = 0
  return (_entity: unknown, { signal }: Call) => {
    calls += 1
    return calls === 1
      ? undefined
      : new Promise<void>((_resolve, reject) => {
          if (signal.aborted) reject(signal.reason as Error)
          signal.addEventListener('abort', () => reject(signal.reason as Error))
        })
  }
}

describe('a service that stops', () => {
  class ClosingRegistry extends MemoryRegistry {
    closed = 0
    override async close() {
      this.closed += 1
    }
  }

  test('by itself waits no longer than it says, and leaves what is open reserved', async () => {
    const { entry, begun } = hanging()
    const registry = new ClosingRegistry()
    const opened = await open({ registry, backends: [entry], limits: { stopTime: 10, finishTime: 10 } })
    const answer = opened.send('POST', '/compute/', machine)
    await until(() => begun() === 1)
    await opened.server.close()
    expect(registry.closed).toBe(1)
    expect(await registry.reservations()).toHaveLength(1)
    expect(opened.logged).toEqual(['error: the Registry is closed although operations are under way'])
    expect((await answer).status).toBe(504)
  })

  test('at the door the same', async () => {
    const { entry, begun } = hanging()
    const registry = new ClosingRegistry()
    const limits = { stopTime: 10, finishTime: 10 }
    await using opened = await overloaded({ registry, backends: [entry], limits })
    const { url } = opened
    const { write, ended } = await rawSocket(url)
    write(creation)
    await until(() => begun() === 1)
    await opened.close()
    expect([statusOf(await ended), registry.closed]).toEqual([0, 1])
  })
})

describe('a client that has sent its request and closed its half', () => {
  test('gets its answer, a long one too', async () => {
    await using opened = await overloaded({})
    const { url, service } = opened
    for (let index = 0; index < 600; index += 1)
      await service.entities.create({ kind: compute, location: `/compute/${index}` })
    const { socket, ended } = await rawSocket(url)
    socket.end(reading('/compute/'))
    expect((await ended).match(/X-OCCI-Location: /g)).toHaveLength(600)
  })

  test('is told what became of what had begun; what waits is cancelled, for it may have gone', async () => {
    const { entry, letGo, begun } = hanging()
    await using opened = await overloaded({ backends: [entry] })
    const { url, registry } = opened
    const slow = await rawSocket(url)
    slow.write(creation)
    await until(() => begun() === 1)
    slow.socket.end()
    letGo()
    expect(statusOf(await slow.ended)).toBe(201)
    expect(await registry.count({}, system)).toBe(1)
  })
})
