import { Refusal, serve } from '@occi/core'
import { compute, start } from '@occi/infrastructure'
import { describe, expect, test } from 'vitest'

import { gate, until } from './_gate.ts'
import { Recorder } from './_recorder.ts'
import { attribute, category, location, open } from './_service.ts'
import { backup, contentOf, dump, extensions, watched } from './_world.ts'

async function openWithThree() {
  const recorder = new Recorder()
  const backends = [serve(compute, recorder.backend('K')), serve([backup, watched], recorder.backend('A'))]
  const opened = await open({ extensions, backends, deleteUnbound: true })
  const vms = ['/compute/a', '/compute/b', '/compute/c']
  for (const path of vms) await opened.send('PUT', path, { body: category(compute) })
  recorder.restart()
  return { ...opened, recorder, vms }
}

const refuse = () => {
  throw new Refusal('not today', { status: 409 })
}
const broken = () => {
  throw new Error('a fault of the Backend')
}

describe('deleting many', () => {
  test.each([
    ['DELETE /compute/', '/compute/', undefined],
    ['DELETE of an unbound path', '/', undefined],
    ['DELETE of those that are named', '/compute/', ['/compute/a', '/compute/b', '/compute/c'].map(location)],
  ])('%s: one after the other; what fails stays, the answer says which', async (_title, path, body) => {
    await using opened = await openWithThree()
    opened.recorder.restart(2, refuse)
    const answer = await opened.send('DELETE', path, body === undefined ? {} : { body })
    expect(answer.status).toBe(409)
    expect(answer.body).toContain('1 of 3 failed')
    expect(answer.body).toContain('/compute/b')
    expect(answer.body).toContain('not today')
    expect(opened.recorder.calls).toHaveLength(3)
    expect((await opened.send('GET', '/compute/')).body).toBe(
      'X-OCCI-Location: http://127.0.0.1:8888/compute/b',
    )
  })

  test('a fault of one is logged and not told', async () => {
    await using opened = await openWithThree()
    opened.recorder.restart(1, broken)
    const { status, body } = await opened.send('DELETE', '/compute/')
    expect([status, body.includes('a fault of the Backend'), body.includes('/compute/a')]).toEqual([
      500,
      false,
      true,
    ])
    expect(opened.logged.join()).toContain('a fault of the Backend')
  })

  test('those that are named: one that is not there: nothing is touched', async () => {
    await using opened = await openWithThree()
    const before = await contentOf(opened)
    const body = ['/compute/a', '/compute/none'].map(location)
    expect((await opened.send('DELETE', '/compute/', { body })).status).toBe(400)
    expect((await opened.send('DELETE', '/network/', { body: location('/compute/a') })).status).toBe(400)
    expect([opened.recorder.calls, await contentOf(opened)]).toEqual([[], before])
  })
})

describe('acting on many', () => {
  test('all is checked before the first is touched', async () => {
    await using opened = await openWithThree()
    await opened.server.entities.update({ location: '/compute/c' }, (draft) => void (draft.actions = []))
    const before = await contentOf(opened)
    const { status, body } = await opened.send('POST', '/compute/?action=start', { body: category(start) })
    expect([status, body.includes('/compute/c')]).toEqual([409, true])
    expect([opened.recorder.calls, await contentOf(opened)]).toEqual([[], before])
  })

  test('one after the other; the answer says which failed', async () => {
    await using opened = await openWithThree()
    opened.recorder.restart(2, refuse)
    const { status, body } = await opened.send('POST', '/compute/?action=start', { body: category(start) })
    expect([status, opened.recorder.calls.length]).toEqual([409, 3])
    expect(body).toContain('1 of 3 failed')
    expect(body).toContain('/compute/b')
  })

  test('an Action of the Mixin whose Collection it is', async () => {
    await using opened = await openWithThree()
    await opened.send('POST', '/backup/', { body: opened.vms.slice(0, 2).map(location) })
    opened.recorder.restart()
    expect((await opened.send('POST', '/backup/?action=dump', { body: category(dump) })).status).toBe(200)
    expect(opened.recorder.calls).toEqual(['A.action(dump) backup', 'A.action(dump) backup'])
  })
})

describe('changing the members of a Mixin', () => {
  test('all or none: what was put on is taken off again, newest first', async () => {
    await using opened = await openWithThree()
    const before = await contentOf(opened)
    opened.recorder.restart(3, refuse)
    const { status } = await opened.send('POST', '/backup/', { body: opened.vms.map(location) })
    expect([status, ...opened.recorder.calls]).toEqual([
      409,
      ...['A.create backup', 'A.create backup', 'A.create backup'],
      ...['A.delete backup undo', 'A.delete backup undo'],
    ])
    expect(await contentOf(opened)).toBe(before)
  })

  test('a replacement puts on and takes off, all or none', async () => {
    await using opened = await openWithThree()
    await opened.send('POST', '/backup/', { body: ['/compute/a', '/compute/b'].map(location) })
    const before = await contentOf(opened)
    const body = ['/compute/b', '/compute/c'].map(location)
    opened.recorder.restart(2, refuse)
    expect((await opened.send('PUT', '/backup/', { body })).status).toBe(409)
    expect(await contentOf(opened)).toBe(before)
    opened.recorder.restart()
    expect((await opened.send('PUT', '/backup/', { body })).status).toBe(200)
    expect(opened.recorder.calls).toEqual(['A.create backup', 'A.delete backup'])
    expect((await opened.send('GET', '/backup/')).body.match(/\/compute\/\w/g)).toEqual([
      '/compute/b',
      '/compute/c',
    ])
  })
})

describe('several things created at once', () => {
  test('all or none', async () => {
    const recorder = new Recorder()
    await using opened = await open({ extensions, backends: [serve(compute, recorder.backend('K'))] })
    const before = await contentOf(opened)
    const one = (title: string) => `${category(compute)}\n${attribute('occi.core.title', title)}`
    recorder.restart(2, refuse)
    const sent = { body: `${one('a')}\n${one('b')}` }
    const answer = await opened.send('POST', '/compute/', sent)
    // Where a format holds one Entity in a message, two are no message of it, and nothing is called.
    if (recorder.calls.length === 0) expect(answer.status).toBe(400)
    else expect(recorder.calls).toEqual(['K.create compute', 'K.create compute', 'K.delete compute undo'])
    expect(await contentOf(opened)).toBe(before)
  })
})

describe('operations on one Entity at the same time', () => {
  async function openSlow() {
    const { passed, open: letGo } = gate()
    const seen: unknown[] = []
    const backend = serve(compute, {
      update: (old, draft) => {
        seen.push([old.attributes['occi.compute.cores'], draft.attributes['occi.compute.cores']])
        return passed
      },
      action: () => {
        seen.push('action')
        return passed
      },
    })
    const opened = await open({ extensions, backends: [backend] })
    const vm = await opened.make('/compute/', [category(compute), attribute('occi.compute.cores', 1)])
    return { ...opened, vm, seen, letGo }
  }

  test('each sees what the one before has done', async () => {
    await using opened = await openSlow()
    const send = (cores: number) =>
      opened.send('POST', opened.vm, { body: attribute('occi.compute.cores', cores) })
    const both = [send(2), send(3)]
    await until(() => opened.seen.length === 1)
    opened.letGo()
    expect((await Promise.all(both)).map(({ status }) => status)).toEqual([200, 200])
    expect(opened.seen).toEqual([
      [1, 2],
      [2, 3],
    ])
  })

  test('of two that name the same revision one is refused', async () => {
    await using opened = await openSlow()
    const etag = (await opened.send('GET', opened.vm)).headers.get('etag') ?? ''
    const send = (cores: number) =>
      opened.send('POST', opened.vm, {
        headers: { 'if-match': etag },
        body: attribute('occi.compute.cores', cores),
      })
    const both = [send(2), send(3)]
    await until(() => opened.seen.length === 1)
    opened.letGo()
    expect((await Promise.all(both)).map(({ status }) => status)).toEqual([200, 412])
    expect(opened.seen).toEqual([[1, 2]])
  })

  test.each(['update', 'action'])(
    'an %s that succeeded is answered with success though a deletion waits behind it',
    async (what) => {
      await using opened = await openSlow()
      const changing =
        what === 'update'
          ? opened.send('POST', opened.vm, { body: attribute('occi.compute.cores', 2) })
          : opened.send('POST', `${opened.vm}?action=start`, { body: category(start) })
      await until(() => opened.seen.length === 1)
      const deleting = opened.send('DELETE', opened.vm)
      for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
      opened.letGo()
      expect([(await changing).status, (await deleting).status]).toEqual([200, 200])
      expect((await opened.send('GET', opened.vm)).status).toBe(404)
    },
  )

  test('GET reads what was committed last, without waiting', async () => {
    await using opened = await openSlow()
    const changing = opened.send('POST', opened.vm, { body: attribute('occi.compute.cores', 2) })
    await until(() => opened.seen.length === 1)
    expect((await opened.send('GET', opened.vm)).body).toContain('occi.compute.cores=1')
    opened.letGo()
    expect((await changing).body).toContain('occi.compute.cores=2')
  })

  // verifies('HTTP-47', 'HTTP-51')
  test.each([
    ['nothing said: the second replaces', {}, [201, 200]],
    ['If-None-Match: *: the second is refused', { 'if-none-match': '*' }, [201, 412]],
    ['If-Match: *: there is nothing to match', { 'if-match': '*' }, [412, 412]],
  ])('two PUTs on one free path: %s', async (_title, headers: Record<string, string>, statuses) => {
    await using opened = await open({ extensions, backends: [serve(compute, {})] })
    const put = () => opened.send('PUT', '/compute/mine', { headers, body: category(compute) })
    expect((await Promise.all([put(), put()])).map(({ status }) => status)).toEqual(statuses)
  })
})
