import { describe, expect, test } from 'vitest'

import { refusal, refusalCode, small, testCloud } from './_cloud.ts'
import { Hypervisor } from './hypervisor.ts'
import { createMemoryStore } from './store.ts'

import type { TestCloud } from './_cloud.ts'
import type { Machine } from './machine.ts'

type Call = (cloud: Hypervisor, id: string) => Promise<unknown>

const calls: Readonly<Record<string, Call>> = {
  start: (cloud, id) => cloud.startMachine(id),
  stop: (cloud, id) => cloud.stopMachine(id),
  restart: (cloud, id) => cloud.restartMachine(id),
  suspend: (cloud, id) => cloud.suspendMachine(id),
  save: (cloud, id) => cloud.saveMachine(id, { method: 'deferred' }),
  kill: (cloud, id) => cloud.kill(id, 'bang'),
}

/** How to get a new machine into each state; none of them rests on a later one. */
const ways: Readonly<Record<string, (made: TestCloud, id: string) => Promise<unknown>>> = {
  stopped: async () => {},
  booting: ({ cloud }, id) => cloud.startMachine(id),
  running: boot,
  stopping: async (made, id) => [await boot(made, id), await made.cloud.stopMachine(id)],
  suspending: async (made, id) => [await boot(made, id), await made.cloud.suspendMachine(id)],
  suspended: async (made, id) => {
    await boot(made, id)
    await made.cloud.suspendMachine(id)
    made.clock.advance(1000)
  },
  saving: async (made, id) => {
    await boot(made, id)
    await made.cloud.saveMachine(id, { method: 'deferred' })
    made.clock.advance(500)
  },
  failed: async (made, id) => {
    made.cloud.faults.failNext('boot', 'no disk')
    await boot(made, id)
  },
}

async function boot({ cloud, clock }: TestCloud, id: string): Promise<void> {
  await cloud.startMachine(id)
  clock.advance(1000)
}

async function machineIn(state: string): Promise<{ made: TestCloud; id: string }> {
  const made = testCloud()
  const { id } = await made.cloud.createMachine(small)
  await ways[state]?.(made, id)
  expect((await made.cloud.getMachine(id)).state).toBe(state)
  return { made, id }
}

/** The states that a machine goes through, one after the other, until it rests. */
async function statesOf({ cloud, clock }: TestCloud, id: string): Promise<string[]> {
  const states: string[] = []
  for (let ms = 0; ms <= 5000; ms += 125) {
    const { state } = await cloud.getMachine(id)
    if (states.at(-1) !== state) states.push(state)
    clock.advance(125)
  }
  return states
}

describe('what is possible in each state', () => {
  test.each([
    ['stopped', ['start', 'save']],
    ['booting', ['kill']],
    ['running', ['stop', 'restart', 'suspend', 'save', 'kill']],
    ['stopping', ['kill']],
    ['suspending', ['kill']],
    ['suspended', ['start', 'save', 'kill']],
    ['saving', ['kill']],
    ['failed', ['start']],
  ])('%s: %j', async (state, possible) => {
    for (const [name, call] of Object.entries(calls)) {
      const { made, id } = await machineIn(state)
      const before = await made.cloud.inventory()
      if (possible.includes(name)) {
        await call(made.cloud, id)
        continue
      }
      expect(`${name}: ${await refusalCode(call(made.cloud, id))}`).toBe(`${name}: state`)
      expect(await made.cloud.inventory()).toEqual(before)
    }
  })

  test.each(Object.keys(ways))(
    'a machine that is %s can be destroyed, and nothing of it is left',
    async (state) => {
      const { made, id } = await machineIn(state)
      await made.cloud.destroyMachine(id)
      expect(made.clock.waiting).toBe(0)
      expect((await made.cloud.usage()).cores.used).toBe(0)
      made.clock.advance(10_000)
      expect((await made.cloud.inventory()).machines).toEqual([])
    },
  )

  test('the refusal says what is and what would have to be', async () => {
    const { made, id } = await machineIn('booting')
    const error = await refusal(made.cloud.stopMachine(id))
    expect(error.message).toBe('machine web is booting: it can be stopped only when it is running')
  })
})

describe('the states on the way', () => {
  test.each<[string, string, Call, string[]]>([
    ['stopped', 'start', (cloud, id) => cloud.startMachine(id), ['booting', 'running']],
    ['suspended', 'start', (cloud, id) => cloud.startMachine(id), ['booting', 'running']],
    ['failed', 'start', (cloud, id) => cloud.startMachine(id), ['booting', 'running']],
    ['running', 'graceful stop', (cloud, id) => cloud.stopMachine(id, 'graceful'), ['stopping', 'stopped']],
    ['running', 'acpioff', (cloud, id) => cloud.stopMachine(id, 'acpioff'), ['stopping', 'stopped']],
    ['running', 'poweroff', (cloud, id) => cloud.stopMachine(id, 'poweroff'), ['stopped']],
    [
      'running',
      'graceful restart',
      (cloud, id) => cloud.restartMachine(id),
      ['stopping', 'booting', 'running'],
    ],
    ['running', 'warm restart', (cloud, id) => cloud.restartMachine(id, 'warm'), ['booting', 'running']],
    ['running', 'cold restart', (cloud, id) => cloud.restartMachine(id, 'cold'), ['booting', 'running']],
    ['running', 'suspend', (cloud, id) => cloud.suspendMachine(id, 'suspend'), ['suspending', 'suspended']],
    [
      'running',
      'hibernate',
      (cloud, id) => cloud.suspendMachine(id, 'hibernate'),
      ['suspending', 'suspended'],
    ],
    ['running', 'hot save', (cloud, id) => cloud.saveMachine(id, { method: 'hot' }), ['running']],
    ['stopped', 'save', (cloud, id) => cloud.saveMachine(id, { method: 'deferred' }), ['stopped']],
    [
      'running',
      'deferred save',
      (cloud, id) => cloud.saveMachine(id, { method: 'deferred' }),
      ['stopping', 'saving', 'booting', 'running'],
    ],
  ])('%s, %s', async (from, _name, call, states) => {
    const { made, id } = await machineIn(from)
    await call(made.cloud, id)
    expect(await statesOf(made, id)).toEqual(states)
    expect(made.clock.waiting).toBe(0)
  })

  test('a boot takes the time it was given, to the millisecond', async () => {
    const { made, id } = await machineIn('booting')
    made.clock.advance(999)
    expect((await made.cloud.getMachine(id)).state).toBe('booting')
    made.clock.advance(1)
    expect((await made.cloud.getMachine(id)).state).toBe('running')
  })

  test('with no time to boot in, each call answers with the end of it', async () => {
    const { cloud, clock, events } = testCloud({ bootMs: 0 })
    const { id } = await cloud.createMachine(small)
    const answers: Machine[] = [
      await cloud.startMachine(id),
      await cloud.suspendMachine(id),
      await cloud.startMachine(id),
      await cloud.restartMachine(id),
      await cloud.stopMachine(id),
    ]
    expect(answers.map(({ state }) => state)).toEqual([
      'running',
      'suspended',
      'running',
      'running',
      'stopped',
    ])
    expect([clock.waiting, events]).toEqual([0, []])
  })

  test('a machine that is changed on the way arrives with the change', async () => {
    const { made, id } = await machineIn('booting')
    await made.cloud.updateMachine(id, { name: 'db' })
    await made.cloud.updateMachine(id, { cores: 2 })
    made.clock.advance(1000)
    expect(await made.cloud.getMachine(id)).toMatchObject({ name: 'db', cores: 2, state: 'running' })
  })
})

describe('waiting for a machine to rest', () => {
  test('it resolves when all steps are done', async () => {
    const { made, id } = await machineIn('running')
    await made.cloud.restartMachine(id)
    const settled = made.cloud.settled(id)
    made.clock.advance(2000)
    expect((await settled).state).toBe('running')
  })

  test('it resolves with a machine that failed, and at once with one that rests', async () => {
    const { made, id } = await machineIn('booting')
    const settled = made.cloud.settled(id)
    await made.cloud.kill(id, 'bang')
    expect(await settled).toMatchObject({ state: 'failed', message: 'bang' })
    expect(await made.cloud.settled(id)).toMatchObject({ state: 'failed' })
  })

  test('it is refused when the machine is destroyed, and when the hypervisor is closed', async () => {
    const { made, id } = await machineIn('booting')
    const first = refusalCode(made.cloud.settled(id))
    await made.cloud.destroyMachine(id)
    expect(await first).toBe('not-found')
    const other = await made.cloud.createMachine(small)
    await made.cloud.startMachine(other.id)
    const second = refusalCode(made.cloud.settled(other.id))
    made.cloud.close()
    expect(await second).toBe('closed')
    expect(made.clock.waiting).toBe(0)
  })

  test('it can be aborted, before and meanwhile', async () => {
    const { made, id } = await machineIn('booting')
    const reason = new Error('enough')
    await expect(made.cloud.settled(id, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    const controller = new AbortController()
    const settled = made.cloud.settled(id, { signal: controller.signal })
    queueMicrotask(() => controller.abort(reason))
    await expect(settled).rejects.toBe(reason)
  })
})

test('a hypervisor that finds machines half-way in its store goes on with them', async () => {
  const store = createMemoryStore()
  const first = testCloud({ store })
  const { id } = await first.cloud.createMachine(small)
  await boot(first, id)
  await first.cloud.restartMachine(id)
  first.cloud.close()
  const second = testCloud({ store })
  expect(await statesOf(second, id)).toEqual(['stopping', 'booting', 'running'])
  expect((await second.cloud.usage()).cores.used).toBe(1)
})

test.each([-1, Number.NaN, 2 ** 31])('%d ms is no time to boot in', (bootMs) => {
  expect(() => new Hypervisor({ bootMs })).toThrow(expect.objectContaining({ code: 'invalid' }))
})
