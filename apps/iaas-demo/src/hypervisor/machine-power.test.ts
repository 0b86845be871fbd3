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
const ways: Readonly<Record<string, (test: TestCloud, id: string) => Promise<unknown>>> = {
  stopped: async () => {},
  booting: ({ cloud }, id) => cloud.startMachine(id),
  running: boot,
  stopping: async (test, id) => [await boot(test, id), await test.cloud.stopMachine(id)],
  suspending: async (test, id) => [await boot(test, id), await test.cloud.suspendMachine(id)],
  suspended: async (test, id) => {
    await boot(test, id)
    await test.cloud.suspendMachine(id)
    test.clock.advance(1000)
  },
  saving: async (test, id) => {
    await boot(test, id)
    await test.cloud.saveMachine(id, { method: 'deferred' })
    test.clock.advance(500)
  },
  failed: async (test, id) => {
    test.cloud.faults.failNext('boot', 'no disk')
    await boot(test, id)
  },
}

async function boot({ cloud, clock }: TestCloud, id: string): Promise<void> {
  await cloud.startMachine(id)
  clock.advance(1000)
}

async function machineIn(state: string): Promise<{ test: TestCloud; id: string }> {
  const test = testCloud()
  const { id } = await test.cloud.createMachine(small)
  await ways[state]?.(test, id)
  expect((await test.cloud.getMachine(id)).state).toBe(state)
  return { test, id }
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
      const { test, id } = await machineIn(state)
      const before = await test.cloud.inventory()
      if (possible.includes(name)) {
        await call(test.cloud, id)
        continue
      }
      expect(await refusalCode(call(test.cloud, id)), name).toBe('state')
      expect(await test.cloud.inventory()).toEqual(before)
    }
  })

  test.each(Object.keys(ways))('a machine that is %s can be destroyed, and nothing of it is left', async (state) => {
    const { test, id } = await machineIn(state)
    await test.cloud.destroyMachine(id)
    expect(test.clock.waiting).toBe(0)
    expect((await test.cloud.usage()).cores.used).toBe(0)
    test.clock.advance(10_000)
    expect((await test.cloud.inventory()).machines).toEqual([])
  })

  test('the refusal says what is and what would have to be', async () => {
    const { test, id } = await machineIn('booting')
    const error = await refusal(test.cloud.stopMachine(id))
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
    ['running', 'graceful restart', (cloud, id) => cloud.restartMachine(id), ['stopping', 'booting', 'running']],
    ['running', 'warm restart', (cloud, id) => cloud.restartMachine(id, 'warm'), ['booting', 'running']],
    ['running', 'cold restart', (cloud, id) => cloud.restartMachine(id, 'cold'), ['booting', 'running']],
    ['running', 'suspend', (cloud, id) => cloud.suspendMachine(id, 'suspend'), ['suspending', 'suspended']],
    ['running', 'hibernate', (cloud, id) => cloud.suspendMachine(id, 'hibernate'), ['suspending', 'suspended']],
    ['running', 'hot save', (cloud, id) => cloud.saveMachine(id, { method: 'hot' }), ['running']],
    ['stopped', 'save', (cloud, id) => cloud.saveMachine(id, { method: 'deferred' }), ['stopped']],
    [
      'running',
      'deferred save',
      (cloud, id) => cloud.saveMachine(id, { method: 'deferred' }),
      ['stopping', 'saving', 'booting', 'running'],
    ],
  ])('%s, %s', async (from, _name, call, states) => {
    const { test, id } = await machineIn(from)
    await call(test.cloud, id)
    expect(await statesOf(test, id)).toEqual(states)
    expect(test.clock.waiting).toBe(0)
  })

  test('a boot takes the time it was given, to the millisecond', async () => {
    const { test, id } = await machineIn('booting')
    test.clock.advance(999)
    expect((await test.cloud.getMachine(id)).state).toBe('booting')
    test.clock.advance(1)
    expect((await test.cloud.getMachine(id)).state).toBe('running')
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
    expect(answers.map(({ state }) => state)).toEqual(['running', 'suspended', 'running', 'running', 'stopped'])
    expect([clock.waiting, events]).toEqual([0, []])
  })

  test('a machine that is changed on the way arrives with the change', async () => {
    const { test, id } = await machineIn('booting')
    await test.cloud.updateMachine(id, { name: 'db' })
    await test.cloud.resizeMachine(id, { cores: 2 })
    test.clock.advance(1000)
    expect(await test.cloud.getMachine(id)).toMatchObject({ name: 'db', cores: 2, state: 'running' })
  })
})

describe('waiting for a machine to rest', () => {
  test('it resolves when all steps are done', async () => {
    const { test, id } = await machineIn('running')
    await test.cloud.restartMachine(id)
    const settled = test.cloud.settled(id)
    test.clock.advance(2000)
    expect((await settled).state).toBe('running')
  })

  test('it resolves with a machine that failed, and at once with one that rests', async () => {
    const { test, id } = await machineIn('booting')
    const settled = test.cloud.settled(id)
    await test.cloud.kill(id, 'bang')
    expect(await settled).toMatchObject({ state: 'failed', message: 'bang' })
    expect(await test.cloud.settled(id)).toMatchObject({ state: 'failed' })
  })

  test('it is refused when the machine is destroyed, and when the hypervisor is closed', async () => {
    const { test, id } = await machineIn('booting')
    const first = refusalCode(test.cloud.settled(id))
    await test.cloud.destroyMachine(id)
    expect(await first).toBe('not-found')
    const other = await test.cloud.createMachine(small)
    await test.cloud.startMachine(other.id)
    const second = refusalCode(test.cloud.settled(other.id))
    await Promise.resolve()
    await Promise.resolve()
    test.cloud.close()
    expect(await second).toBe('closed')
    expect(test.clock.waiting).toBe(0)
  })

  test('it can be aborted, before and meanwhile', async () => {
    const { test, id } = await machineIn('booting')
    const reason = new Error('enough')
    await expect(test.cloud.settled(id, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    const controller = new AbortController()
    const settled = test.cloud.settled(id, { signal: controller.signal })
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
