import { expect, test } from 'vitest'

import { ManualClock, realClock } from './clock.ts'

test('what falls due is called in the order of time, then of setting', () => {
  const clock = new ManualClock(100)
  const calls: string[] = []
  const note = (name: string) => () => calls.push(`${name} at ${clock.now()}`)
  clock.after(20, note('late'))
  clock.after(10, note('early'))
  clock.after(10, note('early too'))
  clock.advance(9)
  expect(calls).toEqual([])
  clock.advance(11)
  expect(calls).toEqual(['early at 110', 'early too at 110', 'late at 120'])
  expect(clock.now()).toBe(120)
})

test('a timer that is set on the way is called on the way', () => {
  const clock = new ManualClock()
  const times: number[] = []
  clock.after(10, () => {
    times.push(clock.now())
    clock.after(10, () => times.push(clock.now()))
    clock.after(100, () => times.push(clock.now()))
  })
  clock.advance(50)
  expect(times).toEqual([10, 20])
  expect(clock.waiting).toBe(1)
})

test('a cancelled timer is not called', () => {
  const clock = new ManualClock()
  let called = false
  const cancel = clock.after(10, () => {
    called = true
  })
  cancel()
  clock.advance(20)
  expect([called, clock.waiting]).toEqual([false, 0])
})

test('the real clock calls, and can be cancelled', async () => {
  const clock = realClock()
  const calls: string[] = []
  clock.after(0, () => calls.push('cancelled'))()
  const kept = setTimeout(() => {}, 10_000)
  await new Promise<void>((resolve) => {
    clock.after(1, resolve)
  })
  clearTimeout(kept)
  expect(calls).toEqual([])
  expect(clock.now()).toBeGreaterThan(1_600_000_000_000)
})
