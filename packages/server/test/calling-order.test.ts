import { Refusal, serve, type Backend } from '@occi/core'
import { compute, ipNetworkInterface, networkInterface, start, storageLink } from '@occi/infrastructure'
import { describe, expect, test } from 'vitest'

import { Recorder } from './_recorder.ts'
import {
  attribute,
  category,
  inlineLink,
  location,
  open,
  type Answer,
  type Opened,
  type Sent,
} from './_service.ts'
import {
  backup,
  billed,
  contentOf,
  dump,
  extensions,
  fiveBackends,
  machineWithLinkMixin,
  machineWithLinks,
  targets,
  watched,
  type Targets,
} from './_world.ts'

interface Story {
  readonly title: string
  /** What is asked for, once there is a machine. */
  readonly ask: (made: Machines) => readonly [method: string, path: string, sent?: Sent]
  readonly status: number
  /** The calls, and for each the one that takes it back. */
  readonly calls: readonly (readonly [call: string, undo: string])[]
}

const stories: readonly Story[] = [
  {
    title: 'create with two Mixins and two Links',
    ask: (made) => ['POST', '/compute/', { body: machineWithLinks(made) }],
    status: 201,
    calls: [
      ['K.create compute', 'K.delete compute undo'],
      ['A.create backup', 'A.delete backup undo'],
      ['B.create billed', 'B.delete billed undo'],
      ['N.create networkinterface', 'N.delete networkinterface undo'],
      ['S.create storagelink', 'S.delete storagelink undo'],
    ],
  },
  {
    title: 'create by PUT',
    ask: () => ['PUT', '/compute/mine', { body: [category(compute), category(billed)] }],
    status: 201,
    calls: [
      ['K.create compute', 'K.delete compute undo'],
      ['B.create billed', 'B.delete billed undo'],
    ],
  },
  {
    title: 'update with a Mixin and a Link that come',
    ask: ({ vm, net }) => [
      'POST',
      vm,
      { body: [category(watched), attribute('occi.compute.cores', 4), inlineLink(net, networkInterface)] },
    ],
    status: 200,
    calls: [
      ['K.update compute', 'K.update compute undo'],
      ['A.update backup', 'A.update backup undo'],
      ['B.update billed', 'B.update billed undo'],
      ['W.create watched', 'W.delete watched undo'],
      ['N.create networkinterface', 'N.delete networkinterface undo'],
    ],
  },
  {
    title: 'replace with a Mixin that stays, one that comes and one that goes',
    ask: ({ vm }) => ['PUT', vm, { body: [category(compute), category(backup), category(watched)] }],
    status: 200,
    calls: [
      ['K.replace compute', 'K.replace compute undo'],
      ['A.replace backup', 'A.replace backup undo'],
      ['W.create watched', 'W.delete watched undo'],
      ['B.delete billed', 'B.create billed undo'],
    ],
  },
  {
    title: 'a Mixin put on',
    ask: ({ vm }) => ['POST', '/watched/', { body: [location(vm)] }],
    status: 200,
    calls: [['W.create watched', 'W.delete watched undo']],
  },
  {
    title: 'a Mixin taken off',
    ask: ({ vm }) => ['DELETE', '/billed/', { body: [location(vm)] }],
    status: 200,
    calls: [['B.delete billed', 'B.create billed undo']],
  },
  {
    title: 'an Action of the Kind',
    ask: ({ vm }) => ['POST', `${vm}?action=start`, { body: [category(start)] }],
    status: 200,
    calls: [['K.action(start) compute', '']],
  },
  {
    title: 'an Action of a Mixin',
    ask: ({ vm }) => ['POST', `${vm}?action=dump`, { body: [category(dump)] }],
    status: 200,
    calls: [['A.action(dump) backup', '']],
  },
  {
    title: 'retrieve',
    ask: ({ plain }) => ['GET', plain],
    status: 200,
    calls: [
      ['K.retrieve compute', ''],
      ['A.retrieve backup', ''],
      ['B.retrieve billed', ''],
    ],
  },
]

const refusals: readonly (readonly [how: string, status: number, fail: (gone: AbortController) => void])[] = [
  [
    'refuses',
    400,
    () => {
      throw new Refusal('not today')
    },
  ],
  [
    'refuses with a status',
    507,
    () => {
      throw new Refusal('the cloud is full', { status: 507 })
    },
  ],
  [
    'breaks',
    500,
    () => {
      throw new Error('a fault of the Backend')
    },
  ],
  [
    'refuses after the client has gone',
    400,
    (gone) => {
      gone.abort()
      throw new Refusal('not today')
    },
  ],
]

interface Machines extends Targets {
  /** With two Mixins and two Links. */
  readonly vm: string
  /** The same without Links. */
  readonly plain: string
}

interface Made extends Opened {
  readonly recorder: Recorder
  readonly made: Machines
}

async function openWithMachine(): Promise<Made> {
  const recorder = new Recorder()
  const opened = await open({ extensions, backends: fiveBackends(recorder) })
  const ends = await targets(opened)
  const vm = await opened.make('/compute/', machineWithLinks(ends))
  const plain = await opened.make('/compute/', machineWithLinks(ends).slice(0, 4))
  recorder.restart()
  return { ...opened, recorder, made: { ...ends, vm, plain } }
}

async function ask(story: Story, { send, made }: Made, signal: AbortSignal): Promise<Answer> {
  const [method, path, sent = {}] = story.ask(made)
  return send(method, path, { ...sent, signal })
}

describe.each(stories)('$title', (story) => {
  const expected = story.calls.map(([call]) => call)

  test('calls, in order', async () => {
    await using opened = await openWithMachine()
    const answer = await ask(story, opened, new AbortController().signal)
    expect([answer.status, ...opened.recorder.calls]).toEqual([story.status, ...expected])
    expect(await opened.registry.reservations()).toEqual([])
  })

  describe.each(expected.map((call, index) => [call, index] as const))('%s', (_call, index) => {
    test.each(refusals)('%s: all is taken back, newest first', async (_how, status, fail) => {
      await using opened = await openWithMachine()
      const before = await contentOf(opened)
      const gone = new AbortController()
      opened.recorder.restart(index + 1, () => fail(gone))

      const answer = await ask(story, opened, gone.signal)

      const undone = story.calls
        .slice(0, index)
        .map(([, undo]) => undo)
        .filter((undo) => undo !== '')
      expect(answer.status).toBe(status)
      expect(opened.recorder.calls).toEqual([...expected.slice(0, index + 1), ...undone.toReversed()])
      expect(await contentOf(opened)).toBe(before)
      expect(answer.body).not.toContain('a fault of the Backend')
      expect(opened.logged.some((line) => line.includes('a fault of the Backend'))).toBe(status === 500)
    })
  })
})

describe('retrieve of an Entity with Links', () => {
  test('calls each Link, then the Kind and the Mixins', async () => {
    await using opened = await openWithMachine()
    expect((await opened.send('GET', opened.made.vm)).status).toBe(200)
    const { calls } = opened.recorder
    expect(calls.slice(0, 2).toSorted()).toEqual(['N.retrieve networkinterface', 'S.retrieve storagelink'])
    expect(calls.slice(2)).toEqual(['K.retrieve compute', 'A.retrieve backup', 'B.retrieve billed'])
  })

  test('a Link that refuses: the Entity is not asked', async () => {
    await using opened = await openWithMachine()
    opened.recorder.restart(1, () => {
      throw new Refusal('not today')
    })
    expect((await opened.send('GET', opened.made.vm)).status).toBe(400)
    expect(opened.recorder.calls.join()).not.toContain('compute')
  })
})

describe('delete', () => {
  const all = [
    'N.delete networkinterface',
    'S.delete storagelink',
    'A.delete backup',
    'B.delete billed',
    'K.delete compute',
  ]

  test('calls Links, then Mixins, then the Kind', async () => {
    await using opened = await openWithMachine()
    const { status } = await opened.send('DELETE', opened.made.vm)
    expect([status, ...opened.recorder.calls]).toEqual([200, ...all])
    expect((await opened.send('GET', opened.made.vm)).status).toBe(404)
    expect((await opened.send('GET', '/networkinterface/')).body).toBe('')
  })

  test('takes along Links that end at the Entity', async () => {
    await using opened = await openWithMachine()
    expect((await opened.send('DELETE', opened.made.net)).status).toBe(200)
    expect(opened.recorder.calls).toEqual(['N.delete networkinterface'])
    expect((await opened.send('GET', opened.made.vm)).body).not.toContain('networkinterface#')
  })

  test.each([
    [1, { links: 2, mixins: ['backup', 'billed'], says: ' stays, as its Link /networkinterface/' }],
    [2, { links: 1, mixins: ['backup', 'billed'], says: ' stays, as its Link /storagelink/' }],
    [3, { links: 0, mixins: ['backup', 'billed'], says: 'not today' }],
    [4, { links: 0, mixins: ['billed'], says: 'not today' }],
    [5, { links: 0, mixins: [], says: 'not today' }],
  ])(
    'refused at call %i: what was deleted stays deleted, the rest stays, and the answer says which',
    async (failAt, left) => {
      await using opened = await openWithMachine()
      const { vm } = opened.made
      opened.recorder.restart(failAt, () => {
        throw new Refusal('not today')
      })

      const { status, body } = await opened.send('DELETE', vm)

      expect(status).toBe(400)
      expect(body).toContain(left.says)
      expect(body).toContain('not today')
      expect(opened.recorder.calls).toEqual(all.slice(0, failAt))
      const entity = await opened.registry.get(vm, { system: true, changesShared: true })
      expect(entity?.mixins.map(({ term }) => term)).toEqual(left.mixins)
      expect(entity?.type === 'resource' ? entity.links.length : -1).toBe(left.links)
      expect(await opened.registry.reservations()).toEqual([])

      opened.recorder.restart()
      expect((await opened.send('DELETE', vm)).status).toBe(200)
      expect(opened.recorder.calls).toEqual(all.slice(failAt - 1))
    },
  )

  test('a client that hangs up after the first call does not leave it half done', async () => {
    await using opened = await openWithMachine()
    const gone = new AbortController()
    opened.recorder.restart(1, () => gone.abort())
    await opened.send('DELETE', opened.made.vm, { signal: gone.signal })
    expect(opened.recorder.calls).toEqual(all)
    expect((await opened.send('GET', opened.made.vm)).status).toBe(404)
  })
})

describe('a Backend that breaks after part of a deletion', () => {
  test('is answered with 500, told nothing, and kept apart', async () => {
    await using opened = await openWithMachine()
    opened.recorder.restart(2, () => {
      throw new Error('a fault of the Backend')
    })
    const { status, body } = await opened.send('DELETE', opened.made.vm)
    expect(status).toBe(500)
    expect(body).not.toContain('a fault of the Backend')
    expect(opened.logged.join()).toContain('a fault of the Backend')
    expect((await opened.send('GET', '/networkinterface/')).body).toBe('')
  })
})

describe('an object that serves several Categories is called once for an Entity and operation', () => {
  async function openWith(serveAll: (one: Backend) => Parameters<typeof serve>[0]) {
    const recorder = new Recorder()
    const one = recorder.backend('O')
    const opened = await open({ extensions, backends: [serve(serveAll(one), one)] })
    const ends = await targets(opened)
    recorder.restart()
    return { ...opened, recorder, ends }
  }

  test('Kind, Mixins and Links by one object: a call for each Entity', async () => {
    await using opened = await openWith(() => [compute, backup, billed, networkInterface, storageLink])
    const vm = await opened.make('/compute/', machineWithLinks(opened.ends))
    expect(opened.recorder.calls).toEqual([
      'O.create compute+backup+billed',
      'O.create networkinterface',
      'O.create storagelink',
    ])
    opened.recorder.restart()
    expect((await opened.send('PUT', vm, { body: [category(compute), category(backup)] })).status).toBe(200)
    expect(opened.recorder.calls).toEqual(['O.replace compute+backup', 'O.delete billed'])
    opened.recorder.restart()
    expect((await opened.send('DELETE', vm)).status).toBe(200)
    expect(opened.recorder.calls).toEqual([
      'O.delete networkinterface',
      'O.delete storagelink',
      'O.delete backup+compute',
    ])
  })

  test('two Mixins by one object', async () => {
    await using opened = await openWith(() => [backup, billed])
    await opened.make('/compute/', machineWithLinks(opened.ends))
    expect(opened.recorder.calls).toEqual(['O.create backup+billed'])
  })

  test('a Link with a Mixin of its own: its Kind, then its Mixin', async () => {
    await using opened = await openWith(() => [networkInterface])
    opened.registry.setBackend(ipNetworkInterface, opened.recorder.backend('I'))
    await opened.make('/compute/', machineWithLinkMixin(opened.ends))
    expect(opened.recorder.calls).toEqual(['O.create networkinterface', 'I.create ipnetworkinterface'])
  })
})
