import { describe, expect, test } from 'vitest'

import { refusal, refusalCode, small, testCloud } from './_cloud.ts'

describe('a call that is to fail', () => {
  test('it fails once for each time it was said, having changed nothing', async () => {
    const { cloud } = testCloud()
    const before = await cloud.inventory()
    cloud.faults.failNext('createMachine', 'the rack is on fire')
    cloud.faults.failNext('createMachine', 'still burning')
    const error = await refusal(cloud.createMachine(small))
    expect([error.code, error.message]).toEqual(['fault', 'the rack is on fire'])
    expect((await refusal(cloud.createMachine(small))).message).toBe('still burning')
    expect(await cloud.inventory()).toEqual(before)
    expect((await cloud.createMachine(small)).state).toBe('stopped')
  })

  test('other calls do not fail, and clearing takes all faults off', async () => {
    const { cloud } = testCloud({ bootMs: 0 })
    cloud.faults.failNext('destroyMachine', 'no')
    cloud.faults.failBoot(1)
    const { id } = await cloud.createMachine(small)
    expect((await cloud.startMachine(id)).state).toBe('failed')
    cloud.faults.clear()
    expect((await cloud.startMachine(id)).state).toBe('running')
    await cloud.destroyMachine(id)
  })
})

describe('a step that fails', () => {
  test.each(['stop', 'suspend', 'boot', 'resume', 'save'] as const)(
    '%s ends in failed, with the message',
    async (step) => {
      const { cloud } = testCloud({ bootMs: 0 })
      const { id } = await cloud.createMachine(small)
      if (step !== 'boot') await cloud.startMachine(id)
      if (step === 'resume') await cloud.suspendMachine(id)
      cloud.faults.failNext(step, `no ${step}`)
      if (step === 'stop') await cloud.stopMachine(id)
      else if (step === 'suspend') await cloud.suspendMachine(id)
      else if (step === 'save') await cloud.saveMachine(id, { method: 'deferred' })
      else await cloud.startMachine(id)
      expect(await cloud.getMachine(id)).toMatchObject({ state: 'failed', message: `no ${step}` })
    },
  )

  test('the message goes when the machine is started again', async () => {
    const { cloud, clock } = testCloud()
    const { id } = await cloud.createMachine(small)
    cloud.faults.failNext('boot', 'no disk')
    await cloud.startMachine(id)
    clock.advance(1000)
    expect(await cloud.getMachine(id)).toMatchObject({ state: 'failed', message: 'no disk' })
    expect(await cloud.startMachine(id)).not.toHaveProperty('message')
    clock.advance(1000)
    expect(await cloud.getMachine(id)).not.toHaveProperty('message')
  })

  test('a failed stop of a restart is not followed by a boot', async () => {
    const { cloud, clock } = testCloud()
    const { id } = await cloud.createMachine(small)
    await cloud.startMachine(id)
    clock.advance(1000)
    cloud.faults.failNext('stop', 'stuck')
    await cloud.restartMachine(id)
    clock.advance(5000)
    expect(await cloud.getMachine(id)).toMatchObject({ state: 'failed', message: 'stuck' })
    expect(clock.waiting).toBe(0)
  })
})

describe('a share of boots that fail', () => {
  async function outcomes(share: number, seed: number, withInterfaces = false): Promise<string> {
    const { cloud } = testCloud({ bootMs: 0, seed })
    cloud.faults.failBoot(share)
    const network = await cloud.createNetwork({ name: 'lan' })
    let letters = ''
    for (let count = 0; count < 40; count += 1) {
      const { id } = await cloud.createMachine(small)
      if (withInterfaces) await cloud.attachInterface(id, network.id)
      letters += (await cloud.startMachine(id)).state === 'failed' ? 'f' : 'r'
    }
    return letters
  }

  test('none and all', async () => {
    expect(await outcomes(0, 1)).toBe('r'.repeat(40))
    expect(await outcomes(1, 1)).toBe('f'.repeat(40))
  })

  test('some, the same ones for the same seed, whatever else is done', async () => {
    const some = await outcomes(0.5, 7)
    expect(some).toMatch(/^(?=.*f)(?=.*r)/)
    expect(await outcomes(0.5, 7, true)).toBe(some)
    expect(await outcomes(0.5, 8)).not.toBe(some)
  })

  test.each([-0.1, 1.1, Number.NaN])('%d is no share', (share) => {
    const { cloud } = testCloud()
    expect(() => cloud.faults.failBoot(share)).toThrow(expect.objectContaining({ code: 'invalid' }))
  })
})

test('a machine that dies can be started again, and cannot die again before', async () => {
  const { cloud, clock, events } = testCloud()
  const { id } = await cloud.createMachine(small)
  await cloud.startMachine(id)
  await cloud.kill(id, 'kernel panic')
  expect(clock.waiting).toBe(0)
  expect(events).toMatchObject([
    { type: 'machine', change: 'died', machine: { id, message: 'kernel panic' } },
  ])
  expect(await refusalCode(cloud.kill(id, 'again'))).toBe('state')
  await cloud.startMachine(id)
  clock.advance(1000)
  expect((await cloud.getMachine(id)).state).toBe('running')
})
