import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Entity, EntityQuery, Registry } from '@occi/core'
import { doorOf } from '../service/packages.ts'
import { fileOf, filledRegistry, type RegistrySpec } from '../service/registry.ts'
import { computeOf, computePath } from '../service/seed.ts'

/** What is measured of a store: the same for all. */
export interface Store {
  create(number: number): Promise<unknown>
  get(number: number): Promise<unknown>
  update(number: number, title: string): Promise<unknown>
  /** The first 100. */
  page(): Promise<unknown>
  /** By the host name of one. */
  filter(number: number): Promise<unknown>
  count(): Promise<unknown>
  /** Bytes of its file; 0: it has none. */
  size(): number
}

/** A registry of ours, as the server calls it. */
export async function registryStore(spec: RegistrySpec): Promise<Store> {
  const { systemScope } = await doorOf(spec.tree, 'core/index')
  const { compute } = await doorOf(spec.tree, 'infrastructure/index')
  const registry = await filledRegistry(spec)
  const scope = { system: false, changesShared: true } as const
  const computes: EntityQuery = { kind: compute.id }
  const get = (number: number) => registry.get(computePath(number), scope)
  return {
    create: (number) =>
      registry.commit([{ type: 'create', entity: computeOf(compute, number) }], systemScope),
    get,
    update: async (number, title) => {
      const entity = await get(number)
      if (entity === undefined) throw new Error(`there is no compute ${number}`)
      return registry.commit([{ type: 'update', entity: titled(entity, title) }], scope)
    },
    page: () => all(registry, computes, 100),
    filter: (number) =>
      all(registry, { ...computes, attributes: new Map([['occi.compute.hostname', hostOf(number)]]) }),
    count: () => registry.count(computes, scope),
    size: () => (spec.registry === 'memory' ? 0 : statSync(fileOf(spec)).size),
  }

  async function all(from: Registry, query: EntityQuery, limit = Infinity): Promise<readonly Entity[]> {
    const found: Entity[] = []
    for await (const chunk of from.list(query, scope, { limit })) found.push(...chunk)
    return found
  }
}

/** The same rows and the same durability by bare calls of the driver: the limit. Nothing is checked, and nobody owns anything. */
export async function driverStore({ tree, directory, entities }: RegistrySpec): Promise<Store> {
  const { openDatabase, transaction } = await doorOf(tree, 'registry-sqlite/index')
  const { compute } = await doorOf(tree, 'infrastructure/index')
  const file = join(directory, `${process.pid}-driver.db`)
  const database = await openDatabase(file)
  database.exec(`CREATE TABLE entity (sequence INTEGER PRIMARY KEY, id TEXT UNIQUE, location TEXT UNIQUE, kind TEXT, host TEXT, body TEXT);
    CREATE INDEX by_kind ON entity (kind, sequence); CREATE INDEX by_host ON entity (host)`)
  const insert = database.prepare(
    'INSERT INTO entity (id, location, kind, host, body) VALUES (?, ?, ?, ?, ?)',
  )
  const byLocation = database.prepare('SELECT * FROM entity WHERE location = ?')
  const byKind = database.prepare('SELECT * FROM entity WHERE kind = ? ORDER BY sequence LIMIT 100')
  const byHost = database.prepare('SELECT * FROM entity WHERE host = ?')
  const change = database.prepare('UPDATE entity SET body = ? WHERE location = ?')
  const counted = database.prepare('SELECT max(sequence) AS count FROM entity')
  const put = (number: number) => {
    const { id, location, kind, attributes } = computeOf(compute, number)
    insert.run(id, location, kind.id, hostOf(number), JSON.stringify(attributes))
  }
  transaction(database, () => {
    for (let number = 0; number < entities; number += 1) put(number)
  })
  return {
    create: async (number) => put(number),
    get: async (number) => entityOf(byLocation.get(computePath(number))),
    update: async (number, title) => {
      const { body } = entityOf(byLocation.get(computePath(number)))
      return change.run(JSON.stringify({ ...body, 'occi.core.title': title }), computePath(number))
    },
    page: async () => byKind.all(compute.id).map(entityOf),
    filter: async (number) => byHost.all(hostOf(number)).map(entityOf),
    count: async () => counted.get(),
    size: () => statSync(file).size,
  }
}

function titled(entity: Entity, title: string): Entity {
  return { ...entity, attributes: { ...entity.attributes, 'occi.core.title': title } }
}

function hostOf(number: number): string {
  return `host-${number}.example.com`
}

function entityOf(row: unknown): { readonly body: object } {
  const { body, ...columns } = row as { readonly body: string }
  return { ...columns, body: JSON.parse(body) as object }
}
