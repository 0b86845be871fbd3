import { serve, type Entity } from '@occi/core'
import { compute, network, networkInterface, start, stop } from '@occi/infrastructure'
import { MemoryRegistry } from '@occi/registry-memory'
import { describe, expect, test } from 'vitest'

import { gate, until } from './_gate.ts'
import { Recorder } from './_recorder.ts'
import { attribute, category, inlineLink, open } from './_service.ts'
import { contentOf, extensions, fiveBackends, machineWithLinks, targets } from './_world.ts'

async function openWithMachine() {
  const recorder = new Recorder()
  const opened = await open({ extensions, backends: fiveBackends(recorder) })
  const ends = await targets(opened)
  const vm = await opened.make('/compute/', machineWithLinks(ends))
  recorder.restart()
  return { ...opened, recorder, ends, vm, entities: opened.server.entities }
}

describe('update', () => {
  test('writes what only the server sets; no Backend is called; the tag changes', async () => {
    await using opened = await openWithMachine()
    const before = (await opened.send('GET', opened.vm)).headers.get('etag')
    opened.recorder.restart()
    const entity = await opened.entities.update({ location: opened.vm }, (draft) => {
      draft.attributes['occi.compute.state'] = 'error'
      draft.attributes['occi.compute.state.message'] = 'the host died'
      draft.actions = [start]
      draft.extras = { host: 3 }
    })
    expect(entity.attributes['occi.compute.state']).toBe('error')
    expect(opened.recorder.calls).toEqual([])
    const { body, headers } = await opened.send('GET', opened.vm)
    expect(body).toContain('occi.compute.state.message="the host died"')
    expect([body.includes('?action=start>'), body.includes('?action=stop>')]).toEqual([true, false])
    expect(headers.get('etag')).not.toBe(before)
  })

  test('many that wait for one Entity leave no listeners at a signal that they share', async () => {
    const warnings: Error[] = []
    const keep = (warning: Error) => void warnings.push(warning)
    await using opened = await openWithMachine()
    process.on('warning', keep)
    try {
      const titles = Array.from({ length: 20 }, (_, number) => `web-${number}`)
      await Promise.all(
        titles.map((title) =>
          opened.entities.update(
            { location: opened.vm },
            (draft) => void (draft.attributes['occi.core.title'] = title),
          ),
        ),
      )
      await new Promise((resolve) => setImmediate(resolve))
    } finally {
      process.off('warning', keep)
    }
    expect(warnings).toEqual([])
    expect((await opened.send('GET', opened.vm)).body).toContain('occi.core.title="web-19"')
  })

  test('a Link, with the Resource it starts from', async () => {
    await using opened = await openWithMachine()
    const before = (await opened.send('GET', opened.vm)).headers.get('etag')
    const [link = ''] =
      (await opened.send('GET', '/networkinterface/')).body.match(/\/networkinterface\/[\w-]+/) ?? []
    await opened.entities.update(
      { location: link },
      (draft) => void (draft.attributes['occi.networkinterface.mac'] = '02:00:00:00:00:01'),
    )
    const { headers, body } = await opened.send('GET', opened.vm)
    expect(body).toContain('occi.networkinterface.mac="02:00:00:00:00:01"')
    expect(headers.get('etag')).not.toBe(before)
  })

  test.each([
    [
      'does not fit',
      (draft: { attributes: Record<string, unknown> }) =>
        void (draft.attributes['occi.compute.cores'] = 'four'),
      'internal',
    ],
    [
      'throws',
      () => {
        throw new Error('never mind')
      },
      undefined,
    ],
  ] as const)('what %s changes nothing', async (_what, write, code) => {
    await using opened = await openWithMachine()
    const before = await contentOf(opened)
    const updating = opened.entities.update({ location: opened.vm }, write)
    await expect(updating).rejects.toThrow(
      code === undefined ? 'never mind' : expect.objectContaining({ code }),
    )
    expect(await contentOf(opened)).toBe(before)
  })

  test('of what is not there: not-found', async () => {
    await using opened = await openWithMachine()
    const updating = opened.entities.update({ location: '/compute/none' }, () => undefined)
    await expect(updating).rejects.toMatchObject({ code: 'not-found' })
  })

  test('waits for its turn behind what a client does, and sees its outcome', async () => {
    const { passed, open: letGo } = gate()
    let begun = false
    const slow = serve(compute, {
      update: () => {
        begun = true
        return passed
      },
    })
    await using opened = await open({ backends: [slow] })
    const location = await opened.make('/compute/', [category(compute)])
    const client = opened.send('POST', location, { body: [attribute('occi.compute.cores', 7)] })
    await until(() => begun)
    let seen: unknown
    const push = opened.server.entities.update(
      { location },
      (draft) => void (seen = draft.attributes['occi.compute.cores']),
    )
    letGo()
    await Promise.all([client, push])
    expect(seen).toBe(7)
  })
})

describe('create', () => {
  test('adds what exists already: defaults, an id and a path are filled in', async () => {
    await using opened = await openWithMachine()
    const entity = await opened.entities.create({
      kind: compute,
      attributes: { 'occi.compute.state': 'active' },
      actions: [stop],
      extras: 'i-1',
    })
    expect(entity).toMatchObject({
      type: 'resource',
      extras: 'i-1',
      attributes: { 'occi.compute.state': 'active' },
    })
    expect(entity.id).toMatch(/^urn:uuid:/)
    expect(entity.location).toBe(`/compute/${entity.id.slice('urn:uuid:'.length)}`)
    expect((await opened.send('GET', entity.location)).body).toContain('occi.compute.state="active"')
    expect((await opened.entities.create({ kind: network })).attributes).toEqual({
      'occi.network.state': 'inactive',
    })
  })

  test('a Link between entities', async () => {
    await using opened = await openWithMachine()
    const { entities, vm, ends } = opened
    const machine = (await entities.get({ location: vm })) as Entity
    const net = (await entities.get({ location: ends.net })) as Entity
    const made = await entities.create({
      kind: networkInterface,
      source: { location: machine.location, id: machine.id, kind: machine.kind.id },
      target: { location: net.location, id: net.id, kind: net.kind.id },
      attributes: {
        'occi.networkinterface.interface': 'eth9',
        'occi.networkinterface.mac': '02:00:00:00:00:09',
      },
    })
    expect(made.type).toBe('link')
    expect((await opened.send('GET', vm)).body).toContain(made.location)
  })

  test('on a path that is taken: conflict; what does not fit: internal; nothing is kept', async () => {
    await using opened = await openWithMachine()
    const before = await contentOf(opened)
    const taken = opened.entities.create({ kind: compute, location: opened.vm })
    await expect(taken).rejects.toMatchObject({ code: 'conflict' })
    const unfit = opened.entities.create({ kind: compute, attributes: { 'occi.compute.state': 'dreaming' } })
    await expect(unfit).rejects.toMatchObject({ code: 'internal' })
    expect(await contentOf(opened)).toBe(before)
  })
})

describe('delete, get and list', () => {
  test('delete takes the Links along; what is gone already is no error', async () => {
    await using opened = await openWithMachine()
    await opened.entities.delete({ location: opened.vm })
    await opened.entities.delete({ location: opened.vm })
    expect(opened.recorder.calls).toEqual([])
    expect((await opened.send('GET', opened.vm)).status).toBe(404)
    expect((await opened.send('GET', '/networkinterface/')).body).toBe('')
  })

  test('delete of what others link to takes these Links along', async () => {
    await using opened = await openWithMachine()
    await opened.entities.delete({ location: opened.ends.net })
    expect((await opened.send('GET', opened.vm)).body).not.toContain('networkinterface#')
    expect((await opened.send('GET', '/networkinterface/')).body).toBe('')
  })

  test('all by owner and path', async () => {
    class OwningRegistry extends MemoryRegistry {
      override owner(extras: unknown): string | undefined {
        return extras as string | undefined
      }
    }
    await using opened = await open({
      registry: new OwningRegistry(),
      authenticate: ({ headers }) => headers.get('authorization')?.[0],
    })
    const { entities } = opened.server
    const location = '/compute/mine'
    for (const owner of ['ann', 'bob']) {
      await entities.create({ kind: compute, owner, location })
      await entities.update(
        { location, owner },
        (draft) => void (draft.attributes['occi.core.title'] = `${owner}'s`),
      )
    }
    expect((await opened.send('GET', location, { headers: { authorization: 'ann' } })).body).toContain(
      `"ann's"`,
    )
    expect(await entities.get({ location })).toBeUndefined()
    await entities.delete({ location, owner: 'ann' })
    expect(await entities.get({ location, owner: 'ann' })).toBeUndefined()
    expect((await entities.get({ location, owner: 'bob' }))?.attributes['occi.core.title']).toBe(`bob's`)
    const seen: (string | undefined)[] = []
    for await (const chunk of entities.list({ kind: compute.id }))
      seen.push(...chunk.map(({ owner }) => owner))
    expect(seen).toEqual(['bob'])
  })
})

test('what `retrieve` finds is committed like any other change, once for all who ask together', async () => {
  const { passed, open: letGo } = gate()
  let asked = 0
  const backend = serve(compute, {
    retrieve: async (draft) => {
      asked += 1
      await passed
      draft.attributes['occi.compute.state'] = 'active'
    },
  })
  await using opened = await open({ extensions, backends: [backend] })
  const { net } = await targets(opened)
  const vm = await opened.make('/compute/', [category(compute), inlineLink(net, networkInterface)])
  const together = Array.from({ length: 5 }, () => opened.send('GET', vm))
  await until(() => asked > 0)
  letGo()
  const answers = await Promise.all(together)
  expect(asked).toBe(1)
  expect(new Set(answers.map(({ headers }) => headers.get('etag'))).size).toBe(1)
  for (const { body } of answers) expect(body).toContain('occi.compute.state="active"')
  const stored = await opened.registry.get(vm, { system: true, changesShared: true })
  expect(stored?.attributes['occi.compute.state']).toBe('active')
  const again = await opened.send('GET', vm)
  expect([asked, again.headers.get('etag')]).toEqual([2, answers[0]?.headers.get('etag')])
})
