import { systemScope, type EntityQuery, type Registry } from '@occi/core'
import { expectEqual, expectTrue } from '../expect.ts'
import { aCompute, aNetwork, compute, turbo } from '../fixtures.ts'
import { registryCase, type RegistryCase } from './harness.ts'
import { alice, create, createOne, gather, listed, mustGet, remove, update } from './steps.ts'

const many = 1000
const names = Array.from({ length: many }, (_, index) => `/compute/${index}`)

const queries: readonly (readonly [string, EntityQuery])[] = [
  ['everything', {}],
  ['one Kind', { kind: compute.id }],
  ['one path', { below: '/compute/' }],
  ['an intersection', { kind: compute.id, below: '/compute/' }],
  ['an attribute', { attributes: new Map([['com.example.cores', 1]]) }],
]

/** Pages of long Collections, and reading them while they change. */
export const pageCases: readonly RegistryCase[] = [
  ...queries.map(([what, query], index) =>
    registryCase(
      `page:long-${index}`,
      `${what}: a long Collection is read whole, in order, in several chunks, and by pages`,
      async (registry) => {
        await fill(registry)
        const chunks: (readonly string[])[] = []
        for await (const chunk of registry.locations(query, systemScope)) chunks.push(chunk)
        expectEqual(chunks.flat(), names)
        expectTrue(
          chunks.length > 1 && chunks.every(({ length }) => length > 0),
          'a long answer comes in chunks, none of them empty',
        )
        expectEqual(
          (await listed(registry, query)).map(({ location }) => location),
          names,
        )
        const pages: readonly (readonly [number, number])[] = [
          [0, 10],
          [250, 20],
          [511, 3],
          [990, 100],
          [999, 1],
          [1000, 5],
          [5000, 5],
        ]
        for (const [offset, limit] of pages) {
          const page = await listed(registry, query, systemScope, { offset, limit })
          expectEqual(
            page.map(({ location }) => location),
            names.slice(offset, offset + limit),
            `the page at ${offset}`,
          )
        }
      },
    ),
  ),
  registryCase(
    'page:missing',
    'without a limit the rest is given, with a limit of 0 nothing',
    async (registry) => {
      await create(registry, aCompute('a'), aCompute('b'), aCompute('c'))
      expectEqual(await gather(registry.locations({}, systemScope, { offset: 1 })), [
        '/compute/b',
        '/compute/c',
      ])
      expectEqual(await gather(registry.locations({}, systemScope, { limit: 2 })), [
        '/compute/a',
        '/compute/b',
      ])
      expectEqual(await gather(registry.locations({}, systemScope, {})), [
        '/compute/a',
        '/compute/b',
        '/compute/c',
      ])
      expectEqual(await gather(registry.locations({}, systemScope, { limit: 0 })), [])
    },
  ),
  registryCase('page:after-holes', 'pages count what is there, not what was', async (registry) => {
    await fill(registry)
    const doomed = (await listed(registry)).filter((_, index) => index % 3 === 0)
    await remove(registry, ...doomed)
    const left = names.filter((_, index) => index % 3 !== 0)
    expectEqual(
      await gather(registry.locations({}, systemScope, { offset: 400, limit: 50 })),
      left.slice(400, 450),
    )
    expectEqual(await registry.count({}, systemScope), left.length)
  }),
  registryCase(
    'page:own-and-shared',
    'pages of own and shared entities are in one order of creation',
    async (registry) => {
      const mixed = names
        .slice(0, 400)
        .map((name, index) => aCompute(name, index % 3 === 0 ? { owner: 'alice' } : {}))
      await create(registry, ...mixed)
      await create(registry, aCompute('of-bob', { owner: 'bob' }))
      for (const offset of [0, 1, 7, 133, 256, 398, 399, 400]) {
        expectEqual(
          await gather(registry.locations({}, alice, { offset, limit: 5 })),
          names.slice(offset, Math.min(offset + 5, 400)),
          `at ${offset}`,
        )
      }
    },
  ),
  registryCase(
    'stream:deletes',
    'what is deleted while a list is read disturbs nothing else',
    async (registry) => {
      await fill(registry)
      const early = await Promise.all(names.slice(0, 40).map((name) => mustGet(registry, name)))
      const late = await mustGet(registry, '/compute/900')
      const read = await readWhile(registry, {}, () => remove(registry, ...early, late))
      expectInOrder(read)
      const lost = new Set([...early, late].map(({ location }) => location))
      expectEqual(
        read.filter((name) => !lost.has(name)),
        names.filter((name) => !lost.has(name)),
      )
    },
  ),
  registryCase(
    'stream:creations',
    'what is created while a list is read neither repeats nor displaces anything',
    async (registry) => {
      await fill(registry)
      const read = await readWhile(registry, { kind: compute.id }, async () => {
        await create(registry, aCompute('/compute/1000'), aCompute('/compute/1001'))
      })
      expectInOrder(read)
      expectEqual(read.slice(0, many), names)
    },
  ),
  registryCase('stream:updates', 'what is changed while a list is read keeps its place', async (registry) => {
    await fill(registry)
    const read = await readWhile(registry, {}, async () => {
      for (const name of [names[3], names[700]])
        await update(registry, await mustGet(registry, name ?? ''), {
          attributes: { 'com.example.cores': 7 },
        })
    })
    expectEqual(read, names)
  }),
  registryCase(
    'stream:joins',
    'what joins a Collection while it is read is not read twice',
    async (registry) => {
      await fill(registry)
      const members = await listed(registry, {}, systemScope, { offset: 300 })
      await registry.commit(
        members.map((entity) => ({ type: 'update', entity: { ...entity, mixins: [turbo] } })),
        systemScope,
      )
      const first = await mustGet(registry, '/compute/5')
      const read = await readWhile(registry, { mixins: [turbo.id] }, async () => {
        await update(registry, first, { mixins: [turbo] })
      })
      expectEqual(read, names.slice(300))
    },
  ),
  registryCase(
    'stream:limit',
    'a limit counts what is given while the Collection changes',
    async (registry) => {
      await fill(registry)
      const doomed = await mustGet(registry, '/compute/2')
      const read = await readWhile(registry, {}, () => remove(registry, doomed), 600)
      expectEqual(read.length, 600)
      expectInOrder(read)
    },
  ),
  registryCase('stream:left', 'a reader may stop early', async (registry) => {
    await fill(registry)
    for await (const chunk of registry.list({}, systemScope)) {
      expectTrue(chunk.length > 0, 'a chunk holds something')
      break
    }
    await createOne(registry, aNetwork('n'))
    expectEqual(await registry.count({}, systemScope), many + 1)
  }),
  registryCase('stream:parallel', 'two readers do not disturb each other', async (registry) => {
    await fill(registry)
    const [one, other] = await Promise.all([
      gather(registry.locations({}, systemScope)),
      gather(registry.locations({}, systemScope)),
    ])
    expectEqual(one, names)
    expectEqual(other, names)
  }),
]

async function fill(registry: Registry): Promise<void> {
  await create(registry, ...names.map((name) => aCompute(name, { attributes: { 'com.example.cores': 1 } })))
}

/** Reads locations and does something after the first chunk. */
async function readWhile(
  registry: Registry,
  query: EntityQuery,
  act: () => Promise<unknown>,
  limit?: number,
): Promise<readonly string[]> {
  const read: string[] = []
  let acted = false
  for await (const chunk of registry.locations(query, systemScope, limit === undefined ? {} : { limit })) {
    read.push(...chunk)
    if (!acted) await act()
    acted = true
  }
  return read
}

function expectInOrder(read: readonly string[]): void {
  const numbers = read.map((name) => Number(asNumber(name)))
  expectTrue(
    numbers.every((number, index) => index === 0 || number > asPresent(numbers[index - 1])),
    'each comes once, in order of creation',
  )
}

function asNumber(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1)
}

function asPresent(number: number | undefined): number {
  return number ?? Number.NaN
}
