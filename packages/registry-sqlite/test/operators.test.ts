import { systemScope } from '@occi/core'
import { aCompute, aLink, aNetwork, aUserMixin, attachment, compute, network } from '@occi/testing'
import { describe, expect, test } from 'vitest'
import { backup, inspect, openDatabase, SqliteRegistry } from '../src/index.ts'
import { run } from '../src/operators/command.ts'
import { newFiles } from './_files.ts'

const newFile = newFiles()

async function openFilled(file: string): Promise<SqliteRegistry> {
  const registry = await SqliteRegistry.open({ file })
  const [a, n] = [aCompute('a', { owner: 'alice' }), aNetwork('n')]
  const entities = [a, n, aLink('l', a, n, { owner: 'alice' }), aCompute('b', { owner: 'b\u0000b' })]
  await registry.commit(
    entities.map((entity) => ({ type: 'create', entity })),
    systemScope,
  )
  await registry.commit([{ type: 'add-mixin', mixin: aUserMixin('tag') }], systemScope)
  return registry
}

describe('inspect', () => {
  test('says what is there, and what is reserved', async () => {
    const file = newFile()
    const registry = await openFilled(file)
    const { id } = await registry.reserve({ operation: 'delete', requestId: 'r-1', changes: [] }, systemScope)
    expect(await inspect(file)).toEqual({
      version: 2,
      revision: 2,
      bytes: expect.any(Number) as number,
      entities: 4,
      kinds: [
        { name: attachment.id, number: 1 },
        { name: compute.id, number: 2 },
        { name: network.id, number: 1 },
      ],
      owners: [
        { name: '', number: 1 },
        { name: 'alice', number: 2 },
        { name: 'b\u0000b', number: 1 },
      ],
      mixins: 1,
      reservations: [{ id, operation: 'delete', requestId: 'r-1' }],
    })
    await registry.close()
  })

  test('refuses what is no registry, and makes no file', async () => {
    const [absent, foreign] = [newFile(), newFile()]
    await expect(inspect(absent)).rejects.toMatchObject({ message: `there is no file ${absent}` })
    await expect(inspect(absent)).rejects.toMatchObject({ message: `there is no file ${absent}` })
    const database = await openDatabase(foreign)
    database.exec('CREATE TABLE song (title TEXT)')
    database.close()
    await expect(inspect(foreign)).rejects.toMatchObject({ message: `${foreign} holds no registry` })
  })
})

describe('backup', () => {
  test('copies one state while the registry is written', async () => {
    const [file, copy] = [newFile(), newFile()]
    const registry = await openFilled(file)
    const writing = registry.commit([{ type: 'create', entity: aCompute('later') }], systemScope)
    await backup(file, copy)
    await writing
    const copied = await SqliteRegistry.open({ file: copy })
    expect([4, 5]).toContain(await copied.count({}, systemScope))
    expect(await copied.secret()).toBe(await registry.secret())
    await Promise.all([copied.close(), registry.close()])
  })

  test('overwrites nothing', async () => {
    const [file, copy] = [newFile(), newFile()]
    await (await openFilled(file)).close()
    await backup(file, copy)
    const message = `${copy} is there already; a backup overwrites nothing`
    await expect(backup(file, copy)).rejects.toMatchObject({ code: 'unavailable', message })
  })
})

describe('the command', () => {
  test('prints what inspect finds', async () => {
    const file = newFile()
    await (await openFilled(file)).close()
    const { text, ok } = await run(['inspect', file])
    expect(ok).toBe(true)
    const [first = '', ...rest] = text.split('\n')
    expect(first).toMatch(/^schema 2, revision 2, \d+ bytes$/)
    expect(rest).toEqual([
      '4 entities, 1 Mixins of users, 0 reservations',
      `         1 ${attachment.id}`,
      `         2 ${compute.id}`,
      `         1 ${network.id}`,
      '         1 of nobody',
      '         2 of alice',
      '         1 of b\u0000b',
    ])
  })

  test('makes backups', async () => {
    const [file, copy] = [newFile(), newFile()]
    await (await openFilled(file)).close()
    expect(await run(['backup', file, copy])).toEqual({ text: `${copy} holds what ${file} held`, ok: true })
    expect((await inspect(copy)).entities).toBe(4)
  })

  test.each([[], ['inspect'], ['backup', 'a'], ['destroy', 'a']])(
    'tells how it is used: %j',
    async (...args) => {
      const { text, ok } = await run(args)
      expect([text.split('\n')[0], ok]).toEqual([
        'occi-sqlite inspect FILE       says what is in a registry',
        false,
      ])
    },
  )

  test('says what is wrong', async () => {
    const file = newFile()
    expect(await run(['inspect', file])).toEqual({ text: `there is no file ${file}`, ok: false })
  })
})
