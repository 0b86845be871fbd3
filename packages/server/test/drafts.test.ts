import { serve, type Backend, type Draft } from '@occi/core'
import { compute, start, stop, storage } from '@occi/infrastructure'
import { describe, expect, test } from 'vitest'

import { Recorder } from './_recorder.ts'
import { attribute, category, open, type Opened } from './_service.ts'
import { backup, contentOf, extensions } from './_world.ts'

const system = { system: true, changesShared: true }

async function openWith(backend: Backend): Promise<Opened> {
  return open({ extensions, backends: [serve(compute, backend)] })
}

const machine = [category(compute), attribute('occi.compute.cores', 2)]

describe('what a Backend writes on a draft', () => {
  test("is kept: attributes that are the server's too, applicable Actions, extras", async () => {
    await using opened = await openWith({
      create(draft) {
        draft.attributes['occi.compute.state'] = 'active'
        draft.attributes['occi.compute.hostname'] = 'vm-1'
        delete draft.attributes['occi.compute.cores']
        draft.actions = [stop]
        draft.extras = { handle: 'i-1' }
      },
    })
    const vm = await opened.make('/compute/', machine)
    const { body } = await opened.send('GET', vm)
    expect(body).toContain('X-OCCI-Attribute: occi.compute.state="active"')
    expect(body).toContain('X-OCCI-Attribute: occi.compute.hostname="vm-1"')
    expect(body).not.toContain('occi.compute.cores')
    expect(body).toContain('?action=stop>')
    expect(body).not.toContain('?action=start>')
    expect(body).not.toContain('i-1')
    expect((await opened.registry.get(vm, system))?.extras).toEqual({ handle: 'i-1' })
    expect((await opened.send('POST', `${vm}?action=start`, { body: [category(start)] })).status).toBe(409)
  })

  test('after it has answered is lost', async () => {
    let kept: Draft | undefined
    await using opened = await openWith({ create: (draft) => void (kept = draft) })
    const vm = await opened.make('/compute/', machine)
    if (kept !== undefined) kept.attributes['occi.compute.hostname'] = 'too-late'
    expect((await opened.send('GET', vm)).body).not.toContain('too-late')
  })

  test('a partial change is merged before the Backend sees it', async () => {
    const seen: unknown[] = []
    await using opened = await openWith({
      update: (old, draft) => void seen.push(old.attributes['occi.compute.cores'], { ...draft.attributes }),
    })
    const vm = await opened.make('/compute/', [...machine, attribute('occi.compute.hostname', 'a')])
    const { body } = await opened.send('POST', vm, { body: [attribute('occi.compute.cores', 8)] })
    expect(seen).toEqual([
      2,
      { 'occi.compute.state': 'inactive', 'occi.compute.cores': 8, 'occi.compute.hostname': 'a' },
    ])
    expect(body).toContain('occi.compute.cores=8')
  })

  test("a Mixin's Backend sees what the Kind's has written", async () => {
    let seen: unknown
    await using opened = await openWith({
      create: (draft) => void (draft.attributes['occi.compute.hostname'] = 'vm-1'),
    })
    opened.registry.setBackend(backup, {
      create: (draft) => void (seen = draft.attributes['occi.compute.hostname']),
    })
    await opened.make('/compute/', [...machine, category(backup)])
    expect(seen).toBe('vm-1')
  })
})

const faults: readonly (readonly [what: string, write: (draft: Draft) => void])[] = [
  ['a wrong type', (draft) => void (draft.attributes['occi.compute.cores'] = 'four')],
  [
    'a value that does not fit its pattern',
    (draft) => void (draft.attributes['occi.compute.state'] = 'dreaming'),
  ],
  ['an attribute that nobody knows', (draft) => void (draft.attributes['com.example.secret'] = 'four')],
  ['a member of the Entity as an attribute', (draft) => void (draft.attributes['occi.core.id'] = 'urn:x:1')],
  ['no list of Actions', (draft) => void Object.assign(draft, { actions: undefined })],
]

describe.each(faults)('a Backend that writes %s', (_what, write) => {
  test.each([
    ['create', 'POST', '/compute/', machine],
    ['update', 'POST', 'vm', [attribute('occi.compute.cores', 3)]],
    ['replace', 'PUT', 'vm', machine],
    ['action', 'POST', 'vm?action=start', [category(start)]],
    ['retrieve', 'GET', 'vm', undefined],
  ] as const)('in %s: 500, logged, not told, nothing kept', async (operation, method, path, body) => {
    let careless = false
    const call = (draft: Draft) => careless && write(draft)
    await using opened = await openWith({
      create: (draft) => void call(draft),
      retrieve: (draft) => void call(draft),
      update: (_old, draft) => void call(draft),
      replace: (_old, draft) => void call(draft),
      action: (draft) => void call(draft),
    })
    const vm = await opened.make('/compute/', machine)
    const before = await contentOf(opened)
    careless = true

    const answer = await opened.send(method, path.replace('vm', vm), body === undefined ? {} : { body })

    expect([operation, answer.status]).toEqual([operation, 500])
    expect(answer.body).toMatch(/^an internal error; the operator finds it under [0-9a-f-]{36}$/)
    expect(answer.headers.get('x-request-id')).toBe(answer.body.slice(-36))
    expect(opened.logged).toHaveLength(1)
    expect(await contentOf(opened)).toBe(before)
  })
})

test('what others did before a draft turned out wrong is taken back', async () => {
  const recorder = new Recorder()
  await using opened = await openWith(recorder.backend('K'))
  opened.registry.setBackend(backup, {
    create: (draft) => void (draft.attributes['com.example.hour'] = 'noon'),
  })
  const { status } = await opened.send('POST', '/compute/', { body: [...machine, category(backup)] })
  expect([status, ...recorder.calls]).toEqual([500, 'K.create compute', 'K.delete compute undo'])
})

test('what is thrown and is no Error is a fault like others', async () => {
  await using opened = await openWith({
    create() {
      return Promise.reject('a word')
    },
  })
  const { status, body } = await opened.send('POST', '/compute/', { body: machine })
  expect([status, body.includes('a word'), opened.logged.length]).toEqual([500, false, 1])
})

test('a Kind without a Backend is stored and nothing else', async () => {
  await using opened = await openWith({})
  const disk = await opened.make('/storage/', [category(storage), attribute('occi.storage.size', 1)])
  expect((await opened.send('GET', disk)).status).toBe(200)
})
