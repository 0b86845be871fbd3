import type { CollectionResult, Entity, Result } from '@occi/core'
import { expectEqual, expectTrue } from '../expect.ts'
import { renderingCase, roundTripCase, type RenderingCase } from './harness.ts'
import { aMachine, aWire, fullMachine } from './model.ts'
import { collectionOf, watchedCollection } from './results.ts'
import { expectNames } from './same-entity.ts'
import type { ContextOptions, Trial } from './trial.ts'

const [a, b, c] = [aMachine('a'), aMachine('b'), aMachine('c')]
const odd = ['a b', 'a,b', 'a"b', 'ü', '世界', 'a<b>', 'a;b=c', 'a%20b', "it's", '__proto__']

const collections: readonly (readonly [
  id: string,
  what: string,
  of: CollectionResult['of'],
  parts: readonly (readonly Entity[])[],
])[] = [
  ['one', 'one member', 'resources', [[a]]],
  ['chunk', 'several members in one chunk', 'resources', [[a, b, c]]],
  ['chunks', 'several chunks', 'resources', [[a], [b, c]]],
  ['empty-chunks', 'empty chunks among others', 'resources', [[], [a], [], [], [b], []]],
  ['links', 'Links', 'links', [[aWire('a'), aWire('b')], [aWire('c')]]],
  ['mixed', 'Resources, then Links', 'entities', [[a, b], [aWire('a')]]],
  ['full', 'members with all that they can have', 'resources', [[fullMachine], [a]]],
]

/** Collections are written as they come. */
export const collectionCases: readonly RenderingCase[] = [
  ...collections.map(([id, what, of, parts]) =>
    roundTripCase(
      `collection:${id}`,
      `a Collection with ${what} is read as it was written`,
      ['collection', 'members'],
      (trial) => expectMembers(trial, collectionOf(of, ...parts), parts.flat()),
    ),
  ),
  roundTripCase(
    'collection:mixed-up',
    'a Collection in which Resources and Links take turns has all of them',
    ['collection', 'members'],
    async (trial) => {
      const entities = [aWire('a'), a, aWire('b'), b]
      const members = await trial.readBack('members', collectionOf('entities', entities.slice(0, 3), [b]))
      const names = (members ?? []).map(({ reference }) => reference).sort()
      const wanted = entities.filter(({ location, id }) =>
        [location, `https://cloud.example${location}`, id].some((name) => names.includes(name)),
      )
      expectEqual([names.length, wanted.length], [4, 4], 'the members')
    },
  ),
  roundTripCase(
    'collection:empty',
    'an empty Collection has no members, in whatever chunks it comes',
    ['collection', 'members'],
    async (trial) => {
      for (const parts of [[], [[]], [[], []]])
        for (const of of ['resources', 'links', 'entities'] as const)
          expectEqual((await trial.readBack('members', collectionOf(of, ...parts))) ?? [], [], 'the members')
    },
  ),
  roundTripCase(
    'collection:odd-paths',
    'paths with odd characters are read as they were, percent-encoded at the most',
    ['collection', 'members'],
    async (trial) => {
      const entities = odd.map((name) => aMachine(name, { id: `urn:odd:${encodeURIComponent(name)}` }))
      const members = (await trial.readBack('members', collectionOf('resources', entities))) ?? []
      expectEqual(members.length, entities.length, 'the number of members')
      for (const [index, { reference }] of members.entries()) {
        const entity = entities[index] ?? a
        const path = `https://cloud.example${entity.location}`
        const same = [path, encodeURI(path), entity.id].includes(reference)
        expectTrue(same || decodes(reference, path), `${reference} names ${entity.location}`)
      }
    },
  ),
  streamingCase(
    'streamed',
    'a long Collection is written in parts, none of them long, and never whole',
    async (trial) => {
      const { result } = watchedCollection((index) => aMachine(String(index)), 2_000)
      const parts = await partsOf(trial, result)
      expectTrue(parts.length > 200, `there are many parts (${parts.length})`)
      expectTrue(Math.max(...parts.map(({ length }) => length)) < 10_000, 'no part is long')
    },
  ),
  streamingCase('lazy', 'a Collection is walked no faster than its reader reads', async (trial) => {
    const { result, asked } = watchedCollection((index) => aMachine(String(index)), Infinity)
    const reader = await readerOf(trial, result)
    expectTrue(asked() <= 2, `${asked()} chunks are asked for before the first read`)
    for (let read = 1; read <= 20; read += 1) {
      await reader.next()
      expectTrue(asked() <= read + 2, `${asked()} chunks are asked for in ${read} reads`)
    }
    await reader.return?.()
  }),
  streamingCase('stops', 'when the reader stops, the walk ends', async (trial) => {
    const { result, asked, open } = watchedCollection((index) => aMachine(String(index)), Infinity)
    const reader = await readerOf(trial, result)
    for (let read = 0; read < 5; read += 1) await reader.next()
    expectTrue(open() > 0, 'a walk has begun')
    const before = asked()
    await reader.return?.()
    expectEqual(open(), 0, 'the number of open walks')
    expectEqual(asked(), before, 'the number of chunks asked for')
  }),
  renderingCase(
    'collection:fails',
    'a Collection that fails on the way is never taken for a whole one',
    { writes: ['collection'] },
    async (trial) => {
      const failure = new Error('the store is gone')
      const { result, open } = watchedCollection((index) => aMachine(String(index)), 3, failure)
      const outcome = await trial.write(result).then(
        () => undefined,
        (error: unknown) => error,
      )
      expectTrue(outcome === failure, 'the failure reaches the reader')
      expectEqual(open(), 0, 'the number of open walks')
    },
  ),
  renderingCase(
    'collection:page',
    'a Collection without end is written as a page of it, and the walk ends',
    { writes: ['collection'], byPages: true },
    async (trial) => {
      const { result, asked, open } = watchedCollection((index) => aMachine(`m${index}z`), Infinity)
      const { body } = await trial.write(result)
      expectTrue(body.includes('m0z'), 'the first member is there')
      expectTrue(asked() <= 1000, `${asked()} chunks are asked for`)
      expectEqual(open(), 0, 'the number of open walks')
    },
  ),
  renderingCase(
    'collection:long',
    'a Collection of many members is written whole',
    { writes: ['collection'], whole: true },
    async (trial) => {
      const { result, open } = watchedCollection((index) => aMachine(`m${index}z`), 3_000)
      const { headers, body } = await trial.write(result)
      const text = body + headers.map(([, value]) => value).join()
      for (const index of [0, 1, 1499, 2999])
        expectTrue(text.includes(`m${index}z`), `member ${index} is there`)
      expectEqual(open(), 0, 'the number of open walks')
    },
  ),
]

/** A case on a body that is written while it is read. */
function streamingCase(id: string, title: string, run: (trial: Trial) => Promise<void>): RenderingCase {
  return renderingCase(`collection:${id}`, title, { writes: ['collection'], inBody: true, whole: true }, run)
}

async function readerOf(trial: Trial, result: Result): Promise<AsyncIterator<string>> {
  const { body } = await trial.rendering.render(result, trial.context())
  expectTrue(body !== undefined && typeof body !== 'string', 'the body comes in parts')
  return body[Symbol.asyncIterator]()
}

async function partsOf(trial: Trial, result: Result): Promise<readonly string[]> {
  const reader = await readerOf(trial, result)
  const parts: string[] = []
  for (let next = await reader.next(); next.done !== true; next = await reader.next()) parts.push(next.value)
  return parts
}

async function expectMembers(
  trial: Trial,
  result: Result,
  entities: readonly Entity[],
  options: ContextOptions = {},
): Promise<void> {
  const members = (await trial.readBack('members', result, options)) ?? []
  expectEqual(members.length, entities.length, 'the number of members')
  for (const [index, entity] of entities.entries())
    expectNames(members[index]?.reference, entity, trial.context(options), 'the reference')
}

function decodes(reference: string, path: string): boolean {
  try {
    return decodeURIComponent(reference) === decodeURIComponent(path)
  } catch {
    return false
  }
}
