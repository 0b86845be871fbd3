import { systemScope, type EntityQuery, type Scope } from '@occi/core'
import { aCompute, aLink, aNetwork, aUserMixin, compute, registryCases, turbo } from '@occi/testing'
import { describe, expect, test } from 'vitest'
import { openDatabase, SqliteRegistry } from '../src/index.ts'
import { RecordingDatabase } from './_recording.ts'

const alice: Scope = { system: false, owner: 'alice', changesShared: false }

/** What holds one row, or one for each process; the schema itself, which is read at the start. */
const tiny =
  /^SCAN (occi_registry|occi_process|sqlite_schema|CONSTANT ROW|\(subquery-\d+\)|\d+-ROW VALUES CLAUSE)$/
/** All users' Mixins make up the system's catalogue; it is kept until one comes or goes. */
const whole = /^SCAN occi_mixin$/

async function openRecording() {
  const database = new RecordingDatabase(await openDatabase(':memory:'))
  return { database, registry: await SqliteRegistry.open({ database }) }
}

test('no statement that the contract suite leads to walks through a table', { timeout: 60_000 }, async () => {
  const databases: RecordingDatabase[] = []
  const open = async () => {
    const { database, registry } = await openRecording()
    databases.push(database)
    return registry
  }
  for (const { run, unless } of registryCases) if (unless === undefined) await run({ open })
  const database = databases.at(-1)
  const statements = new Set(databases.flatMap((one) => [...one.statements]))
  const scans = [...statements]
    .filter((sql) => /^(SELECT|INSERT|UPDATE|DELETE)/.test(sql))
    .map((sql) => ({ sql, scans: database?.planOf(sql).filter(isScan) }))
    .filter((one) => one.scans?.length !== 0)
  expect(statements.size).toBeGreaterThan(60)
  expect(scans).toEqual([])
})

const posting = 'SEARCH c USING PRIMARY KEY (term=? AND view=? AND sequence>? AND sequence<?)'
const attribute = 'SEARCH c USING PRIMARY KEY (term=? AND value=? AND owner=? AND sequence>? AND sequence<?)'
const entity = 'SEARCH e USING INTEGER PRIMARY KEY (rowid=?)'
const id = 'SEARCH c USING COVERING INDEX occi_entity_id (id=? AND owner=? AND rowid>? AND rowid<?)'
const alsoTerm = 'SEARCH x USING PRIMARY KEY (term=? AND view=? AND sequence=?)'

const lists: readonly (readonly [string, EntityQuery, readonly string[]])[] = [
  ['everything', {}, [posting, entity]],
  ['a Kind', { kind: compute.id }, [posting, entity]],
  ['a Mixin', { mixins: [turbo.id] }, [posting, entity]],
  ['a path', { below: '/compute/' }, [posting, entity]],
  ['a source', { source: { location: '/compute/a' } }, [posting, entity]],
  ['a target', { target: { location: '/network/n' } }, [posting, entity]],
  ['an attribute', { attributes: new Map([['com.example.cores', 1]]) }, [attribute, entity]],
  ['an id', { attributes: new Map([['occi.core.id', 'urn:x']]) }, [id, entity]],
  ['a Kind and a Mixin', { kind: compute.id, mixins: [turbo.id] }, [posting, alsoTerm, entity]],
]

describe('a page of', () => {
  test.each(lists)('%s is found by its index, in order', async (_what, query, wanted) => {
    const { database, registry } = await openRecording()
    await fill(registry)
    for await (const _chunk of registry.list(query, { system: false, changesShared: true })) break
    // The first page and all others are read by one statement.
    const [sql = ''] = [...database.statements].filter((one) => one.includes('LIMIT ?'))
    expect(database.planOf(sql).toSorted()).toEqual([...wanted].toSorted())
  })

  test.each(lists)(
    '%s at an offset walks over the index alone',
    async (_what, query, [walked = '', ...others]) => {
      const { database, registry } = await openRecording()
      await fill(registry)
      const page = { offset: 1, limit: 10 }
      for await (const _chunk of registry.list(query, { system: false, changesShared: true }, page)) break
      const [sql = ''] = [...database.statements].filter((one) => one.includes('OFFSET'))
      const index = walked
        .replace(' AND sequence>? AND sequence<?', '')
        .replace(' AND rowid>? AND rowid<?', '')
      expect(database.planOf(sql)).toEqual([index, ...others.filter((step) => step !== entity)])
    },
  )

  test('own and shared entities is merged, not sorted', async () => {
    const { database, registry } = await openRecording()
    await fill(registry)
    for await (const _chunk of registry.list({ kind: compute.id }, alice)) break
    const [sql = ''] = [...database.statements].filter((one) => one.includes('LIMIT ?'))
    expect(database.planOf(sql)).toEqual([
      'MERGE (UNION ALL)',
      'LEFT',
      posting,
      entity,
      'RIGHT',
      posting,
      entity,
    ])
  })
})

test('a count of one condition is a kept number', async () => {
  const { database, registry } = await openRecording()
  await fill(registry)
  database.statements.clear()
  await registry.count({ kind: compute.id }, { system: false, changesShared: true })
  const counting = [...database.statements].filter((sql) => sql.includes('number'))
  expect(counting).toEqual(['SELECT number FROM occi_count WHERE term = ? AND view = ?'])
})

function isScan(step: string): boolean {
  return step.startsWith('SCAN') && !tiny.test(step) && !whole.test(step)
}

async function fill(registry: SqliteRegistry): Promise<void> {
  const [a, n] = [aCompute('a', { mixins: [turbo], attributes: { 'com.example.cores': 1 } }), aNetwork('n')]
  const entities = [a, n, aLink('l', a, n), aCompute('own', { owner: 'alice' })]
  await registry.commit(
    entities.map((one) => ({ type: 'create', entity: one })),
    systemScope,
  )
  await registry.commit([{ type: 'add-mixin', mixin: aUserMixin('tag', { owner: 'alice' }) }], systemScope)
}
