import { describe, expect, test } from 'vitest'

import type { Claims } from './claims.ts'
import { endless, Patience, type Waiting } from './patience.ts'
import { EntityQueue } from './queue.ts'

const at = (...paths: readonly string[]) => paths.map((location) => ({ location }))

/** Runs operations that end when they are told to, and notes in which order they begin and end. */
function openQueue(longest = 1000) {
  const queue = new EntityQueue(longest)
  const events: string[] = []
  const ends = new Map<string, () => void>()
  const run = (name: string, claims: Claims, patience: Waiting = endless) =>
    queue
      .run(claims, patience, async () => {
        events.push(`${name} begins`)
        await new Promise<void>((resolve) => ends.set(name, resolve))
        events.push(`${name} ends`)
      })
      .catch((error: unknown) => void events.push(`${name}: ${(error as Error).message}`))
  const end = async (name: string) => {
    ends.get(name)?.()
    await settled()
  }
  return { queue, events, run, end }
}

/** Lets everything go on that can. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

describe('operations on one Entity', () => {
  test('have their turns in the order in which they came', async () => {
    const { events, run, end } = openQueue()
    for (const name of ['a', 'b', 'c']) void run(name, { change: at('/1') })
    await settled()
    expect(events).toEqual(['a begins'])
    await end('a')
    await end('b')
    await end('c')
    expect(events).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
  })

  test('the same path of another owner is another Entity', async () => {
    const { events, run } = openQueue()
    void run('ann', { change: [{ location: '/1', owner: 'ann' }] })
    void run('bob', { change: [{ location: '/1', owner: 'bob' }] })
    void run('shared', { change: at('/1') })
    await settled()
    expect(events).toEqual(['ann begins', 'bob begins', 'shared begins'])
  })

  test('one that fails leaves its place to the next', async () => {
    const { queue, events, run } = openQueue()
    const failing = queue.run({ change: at('/1') }, endless, () => Promise.reject(new Error('no')))
    void run('next', { change: at('/1') })
    await expect(failing).rejects.toThrow('no')
    await settled()
    expect(events).toEqual(['next begins'])
  })

  test('what is claimed twice by one operation does not block it', async () => {
    const { events, run } = openQueue()
    void run('a', { change: at('/1', '/1'), keep: at('/1') })
    await settled()
    expect(events).toEqual(['a begins'])
  })
})

describe('claims', () => {
  test.each([
    ['change and change', { change: at('/1') }, { change: at('/1') }, false],
    ['keep and keep', { change: [], keep: at('/1') }, { change: [], keep: at('/1') }, true],
    ['keep, then change', { change: [], keep: at('/1') }, { change: at('/1') }, false],
    ['change, then keep', { change: at('/1') }, { change: [], keep: at('/1') }, false],
    ['other entities', { change: at('/1') }, { change: at('/2') }, true],
    ['one of several', { change: at('/1', '/2') }, { change: at('/2', '/3') }, false],
    ['nothing', { change: at('/1') }, { change: [] }, true],
  ])('%s: together %s', async (_title, first, second, together) => {
    const { events, run, end } = openQueue()
    void run('a', first)
    void run('b', second)
    await settled()
    expect(events).toEqual(together ? ['a begins', 'b begins'] : ['a begins'])
    await end('a')
    expect(events).toContain('b begins')
  })

  test('a change that waits is not overtaken by those who only keep', async () => {
    const { events, run, end } = openQueue()
    void run('keeper', { change: [], keep: at('/1') })
    void run('changer', { change: at('/1') })
    void run('late', { change: [], keep: at('/1') })
    await settled()
    expect(events).toEqual(['keeper begins'])
    await end('keeper')
    expect(events.at(-1)).toBe('changer begins')
    await end('changer')
    expect(events.at(-1)).toBe('late begins')
  })

  test('an operation that waits for one Entity does not stop others on the rest', async () => {
    const { events, run } = openQueue()
    void run('a', { change: at('/1') })
    void run('b', { change: at('/1', '/2') })
    void run('c', { change: at('/3') })
    await settled()
    expect(events).toEqual(['a begins', 'c begins'])
  })
})

describe('giving up', () => {
  test('before it began: the task is not run, the next one has its turn', async () => {
    const { events, run, end } = openQueue()
    const gone = new AbortController()
    void run('a', { change: at('/1') })
    void run('b', { change: at('/1') }, new Patience(gone))
    void run('c', { change: at('/1') })
    gone.abort(new Error('gone'))
    await settled()
    expect(events).toEqual(['a begins', 'b: gone'])
    await end('a')
    expect(events.slice(2)).toEqual(['a ends', 'c begins'])
  })

  test('frees at once what waited behind it alone', async () => {
    const { events, run } = openQueue()
    const gone = new AbortController()
    void run('a', { change: at('/1') })
    void run('b', { change: at('/1', '/2') }, new Patience(gone))
    void run('c', { change: at('/2') })
    gone.abort(new Error('gone'))
    await settled()
    expect(events).toEqual(['a begins', 'c begins', 'b: gone'])
  })

  test('after it began: it goes on', async () => {
    const { events, run, end } = openQueue()
    const gone = new AbortController()
    void run('a', { change: at('/1') }, new Patience(gone))
    await settled()
    gone.abort(new Error('gone'))
    await end('a')
    expect(events).toEqual(['a begins', 'a ends'])
  })

  test('before it came: nothing is left of it', async () => {
    const { queue, events, run } = openQueue()
    await run('a', { change: at('/1') }, new Patience({ signal: AbortSignal.abort(new Error('gone')) }))
    expect(events).toEqual(['a: gone'])
    expect(await queue.runIfFree({ change: at('/1') }, async () => 'free')).toBe('free')
  })
})

describe('bounds', () => {
  test('more than may wait are refused, with a time to try again', async () => {
    const { queue, events, run, end } = openQueue(2)
    for (const name of ['a', 'b', 'c']) void run(name, { change: at('/1') })
    await expect(queue.run({ change: at('/2', '/1') }, endless, async () => undefined)).rejects.toMatchObject(
      {
        code: 'overloaded',
        details: { retryAfter: 1 },
      },
    )
    expect(await queue.runIfFree({ change: at('/2') }, async () => 'free')).toBe('free')
    await end('a')
    void run('d', { change: at('/1') })
    await end('b')
    await end('c')
    expect(events.at(-1)).toBe('d begins')
  })

  test('runIfFree does not wait', async () => {
    const { queue, run, end } = openQueue()
    void run('a', { change: at('/1') })
    expect(await queue.runIfFree({ change: at('/1', '/2') }, async () => 'free')).toBeUndefined()
    await end('a')
    expect(await queue.runIfFree({ change: at('/1', '/2') }, async () => 'free')).toBe('free')
  })
})

/** Patience that ends after some turns of the event loop. */
function abortedAfter(turns: number): Waiting {
  const gone = new AbortController()
  const wait = async () => {
    for (let turn = 0; turn < turns; turn += 1) await settled()
    gone.abort(new Error('gone'))
  }
  void wait()
  return new Patience(gone)
}

test('whatever is claimed, in any order: all have their turn, none two at a time', async () => {
  const queue = new EntityQueue(10_000)
  const changing = new Set<string>()
  const keeping = new Map<string, number>()
  let state = 20_161_019
  const below = (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
  const some = () => Array.from({ length: below(4) }, () => `/${below(6)}`)
  let done = 0
  const tasks = Array.from({ length: 500 }, () => {
    const change = [...new Set(some())]
    const keep = [...new Set(some())].filter((path) => !change.includes(path))
    const gone = below(5) === 0 ? abortedAfter(below(20)) : endless
    const task = async () => {
      for (const path of change) {
        expect([changing.has(path), keeping.get(path) ?? 0]).toEqual([false, 0])
        changing.add(path)
      }
      for (const path of keep) {
        expect(changing.has(path)).toBe(false)
        keeping.set(path, (keeping.get(path) ?? 0) + 1)
      }
      for (let turn = below(3); turn > 0; turn -= 1) await settled()
      for (const path of change) changing.delete(path)
      for (const path of keep) keeping.set(path, (keeping.get(path) ?? 1) - 1)
      done += 1
    }
    return queue.run({ change: at(...change), keep: at(...keep) }, gone, task).catch((error: unknown) => {
      if ((error as Error).message !== 'gone') throw error
      done += 1
    })
  })
  await Promise.all(tasks)
  expect(done).toBe(500)
  expect(await queue.runIfFree({ change: at('/0', '/1', '/2', '/3', '/4', '/5') }, async () => 'free')).toBe(
    'free',
  )
})
