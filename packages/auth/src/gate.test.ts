import { expect, test } from 'vitest'
import { Gate } from './gate.ts'

const { signal } = new AbortController()

/** A task that ends when it is told to. */
function task() {
  let end = (_value: string) => {}
  const ended = new Promise<string>((resolve) => (end = resolve))
  let begun = 0
  const run = () => {
    begun += 1
    return ended
  }
  return { run, end, begun: () => begun }
}

test('lets so many run, the others in order, and refuses what is too much', async () => {
  const gate = new Gate(1, 1)
  const [first, second] = [task(), task()]
  const running = gate.run(first.run, signal)
  const waiting = gate.run(second.run, signal)
  await expect(gate.run(task().run, signal)).rejects.toMatchObject({
    code: 'overloaded',
    details: { retryAfter: 1 },
  })
  expect([first.begun(), second.begun()]).toEqual([1, 0])
  first.end('one')
  expect(await running).toBe('one')
  second.end('two')
  expect(await waiting).toBe('two')
  const third = task()
  third.end('three')
  expect(await gate.run(third.run, signal)).toBe('three')
})

test('does not begin what nobody waits for any more, and goes on', async () => {
  const gate = new Gate(1, 5)
  const [first, second, third] = [task(), task(), task()]
  const client = new AbortController()
  const running = gate.run(first.run, signal)
  const left = gate.run(second.run, client.signal)
  const waiting = gate.run(third.run, signal)
  client.abort(new Error('gone'))
  first.end('one')
  third.end('three')
  await expect(left).rejects.toThrow('gone')
  expect([await running, await waiting, second.begun()]).toEqual(['one', 'three', 0])
})

test('a task that fails makes room too', async () => {
  const gate = new Gate(1, 0)
  await expect(gate.run(() => Promise.reject(new Error('broken')), signal)).rejects.toThrow('broken')
  expect(await gate.run(async () => 'well', signal)).toBe('well')
})

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'who comes when a place is just being given on does not get in too (%s turns later)',
  async (turns) => {
    const gate = new Gate(1, 5)
    const first = task()
    let [running, most] = [0, 0]
    const count = async () => {
      running += 1
      most = Math.max(most, running)
      await new Promise(setImmediate)
      running -= 1
    }
    const leaving = gate.run(first.run, signal)
    const waiting = gate.run(count, signal)
    first.end('one')
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve()
    await Promise.all([leaving, waiting, gate.run(count, signal)])
    expect(most).toBe(1)
  },
)
