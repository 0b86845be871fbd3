import { systemScope, type Registry } from '@occi/core'
import { compute, createRandom } from '@occi/testing'
import { expect, test } from 'vitest'
import { openDatabase, SqliteRegistry } from '../src/index.ts'
import { newFiles } from './_files.ts'
import { kill, start, type Child } from './_processes.ts'

const newFile = newFiles()
const writers = 4
const seed = Number(process.env['OCCI_KILL_SEED'] ?? Date.now() % 1_000_000)
const rounds = Number(process.env['OCCI_KILL_ROUNDS'] ?? 4)

/** How many steps each writer was told to be done, by its path. */
type Acknowledged = Map<string, number>

test(
  `what was acknowledged is there after a kill, what was not is there wholly or not at all (seed ${seed})`,
  { timeout: rounds * 20_000 },
  async () => {
    const random = createRandom(seed)
    const file = newFile()
    const acknowledged: Acknowledged = new Map()
    for (let round = 0; round < rounds; round += 1) {
      const child = start('_writing-process.ts', file, String(writers))
      await readLines(child, 1 + random.below(200), acknowledged)
      await kill(child)
      await checkFile(file, acknowledged, random.below(2) === 0)
    }
  },
)

/** Reads so many lines and asks for the end; goes on reading what was written until then. */
async function readLines({ lines }: Child, number: number, acknowledged: Acknowledged): Promise<void> {
  await new Promise<void>((resolve) => {
    let count = 0
    lines.on('line', (line) => {
      const [path = '', step = ''] = line.split(' ')
      acknowledged.set(path, Number(step))
      count += 1
      if (count === number) resolve()
    })
  })
}

async function checkFile(file: string, acknowledged: Acknowledged, finish: boolean): Promise<void> {
  const registry = await SqliteRegistry.open({ file })
  await settle(registry, finish)
  for (let writer = 0; writer < writers; writer += 1)
    await checkWriter(registry, `/compute/${writer}`, acknowledged)
  await checkCounts(registry)
  await registry.close()
  const database = await openDatabase(file)
  expect(database.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
  database.close()
}

/** Each writer left one reservation at the most; it can be finished, or given up. */
async function settle(registry: Registry, finish: boolean): Promise<void> {
  const left = await registry.reservations()
  expect(left.length).toBeLessThanOrEqual(writers)
  for (const reservation of left) {
    if (finish) await registry.commit(reservation.changes, systemScope, reservation)
    else await registry.release(reservation)
  }
  expect(await registry.reservations()).toEqual([])
}

async function checkWriter(registry: Registry, path: string, acknowledged: Acknowledged): Promise<void> {
  const head = await registry.get(`${path}/head`, systemScope)
  const told = acknowledged.get(path) ?? -1
  const step = Number(head?.attributes['com.example.cores'] ?? -1)
  expect([told, told + 1]).toContain(step)
  const pairs = [step - 2, step - 1, step].filter((one) => one >= 0)
  const wanted = pairs.flatMap((one) => [`${path}/${one}-a`, `${path}/${one}-b`])
  const there = await locationsBelow(registry, `${path}/`)
  expect(there).toEqual([...(head === undefined ? [] : [`${path}/head`]), ...wanted])
  acknowledged.set(path, step)
}

/** The kept numbers are those of what is there. */
async function checkCounts(registry: Registry): Promise<void> {
  const all = await locationsBelow(registry, '/')
  expect(await registry.count({}, systemScope)).toBe(all.length)
  expect(await registry.count({ kind: compute.id }, systemScope)).toBe(all.length)
}

async function locationsBelow(registry: Registry, below: string): Promise<readonly string[]> {
  const all: string[] = []
  for await (const chunk of registry.locations({ below }, systemScope)) all.push(...chunk)
  return all
}
