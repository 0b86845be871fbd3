import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Entity, Kind } from '@occi/core'
import type { Database } from '@occi/registry-sqlite'
import { doorOf } from '../service/packages.ts'
import type { RegistrySpec } from '../service/registry.ts'
import { computeOf, computePath, hostOf } from '../service/seed.ts'
import type { Store } from './stores.ts'

/**
 * The limit: bare calls of the driver that answer the same questions with the same durability. Each Entity has a row with three indexes, each of its
 * attributes a row by which it is found, each Kind a kept number. Nothing is checked, and there are no owners, Mixins, paths or Links.
 */
export async function driverStore({ tree, directory, entities }: RegistrySpec): Promise<Store> {
  const { openDatabase, transaction } = await doorOf(tree, 'registry-sqlite/index')
  const { compute } = await doorOf(tree, 'infrastructure/index')
  const file = join(directory, `${process.pid}-driver.db`)
  const database = await openDatabase(file)
  database.exec(tables)
  const rows = new ComputeRows(database, compute)
  transaction(database, () => rows.putAll(0, entities))
  return {
    create: async (number) => transaction(database, () => rows.put(number)),
    createTogether: async (first, amount) => transaction(database, () => rows.putAll(first, amount)),
    get: async (number) => rows.get(number),
    update: async (number, title) => transaction(database, () => rows.rename(number, title)),
    delete: async (number) => transaction(database, () => rows.drop(number)),
    page: async () => rows.page(),
    filter: async (number) => rows.filter('occi.compute.hostname', hostOf(number)),
    count: async () => rows.count(),
    size: () => statSync(file).size,
  }
}

const tables = `
  CREATE TABLE entity (
    sequence INTEGER PRIMARY KEY, id TEXT UNIQUE, location TEXT UNIQUE, kind TEXT, revision INTEGER, attributes TEXT
  );
  CREATE INDEX by_kind ON entity (kind, sequence);
  CREATE TABLE attribute (name TEXT, value, sequence INTEGER, PRIMARY KEY (name, value, sequence)) WITHOUT ROWID;
  CREATE TABLE counted (kind TEXT PRIMARY KEY, number INTEGER) WITHOUT ROWID;
`

type Attributes = Readonly<Record<string, string | number>>

interface Row {
  readonly sequence: number
  readonly id: string
  readonly location: string
  readonly revision: number
  readonly attributes: string
}

/** Computes as rows, and back. */
class ComputeRows {
  readonly #kind: Kind
  readonly #statements: ReturnType<typeof statementsOf>

  constructor(database: Database, kind: Kind) {
    this.#kind = kind
    this.#statements = statementsOf(database)
    database.prepare('INSERT INTO counted VALUES (?, 0)').run(kind.id)
  }

  put(number: number): void {
    const { id, location, kind, attributes } = computeOf(this.#kind, number)
    const row = this.#statements.insert.get(id, location, kind.id, JSON.stringify(attributes))
    this.#addValues((row as Row).sequence, attributes as Attributes)
    this.#statements.count.run(1, kind.id)
  }

  putAll(first: number, amount: number): void {
    for (let number = first; number < first + amount; number += 1) this.put(number)
  }

  rename(number: number, title: string): void {
    const [sequence, before] = this.#stateOf(number)
    const name = 'occi.core.title'
    this.#statements.change.run(JSON.stringify({ ...before, [name]: title }), sequence)
    this.#statements.removeValue.run(name, before[name] ?? '', sequence)
    this.#statements.addValue.run(name, title, sequence)
  }

  drop(number: number): void {
    const [sequence, before] = this.#stateOf(number)
    for (const [name, value] of Object.entries(before))
      this.#statements.removeValue.run(name, value, sequence)
    this.#statements.remove.run(sequence)
    this.#statements.count.run(-1, this.#kind.id)
  }

  get(number: number): Entity {
    return this.#entityOf(this.#statements.byLocation.get(computePath(number)))
  }

  page(): readonly Entity[] {
    return this.#statements.byKind.all(this.#kind.id).map((row) => this.#entityOf(row))
  }

  filter(name: string, value: string): readonly Entity[] {
    return this.#statements.byValue.all(name, value, this.#kind.id).map((row) => this.#entityOf(row))
  }

  count(): unknown {
    return this.#statements.counted.get(this.#kind.id)
  }

  #addValues(sequence: number, attributes: Attributes): void {
    for (const [name, value] of Object.entries(attributes))
      this.#statements.addValue.run(name, value, sequence)
  }

  #stateOf(number: number): readonly [number, Attributes] {
    const { sequence, attributes } = this.#statements.byLocation.get(computePath(number)) as Row
    return [sequence, JSON.parse(attributes) as Attributes]
  }

  #entityOf(row: unknown): Entity {
    const { id, location, revision, attributes } = row as Row
    const { actions } = this.#kind
    const held = JSON.parse(attributes) as Attributes
    const common = { id, location, kind: this.#kind, mixins: [], attributes: held, actions, revision }
    return { type: 'resource', ...common, links: [] }
  }
}

function statementsOf(database: Database) {
  return {
    insert: database.prepare(
      'INSERT INTO entity (id, location, kind, revision, attributes) VALUES (?, ?, ?, 1, ?) RETURNING sequence',
    ),
    change: database.prepare('UPDATE entity SET revision = revision + 1, attributes = ? WHERE sequence = ?'),
    remove: database.prepare('DELETE FROM entity WHERE sequence = ?'),
    addValue: database.prepare('INSERT INTO attribute VALUES (?, ?, ?)'),
    removeValue: database.prepare('DELETE FROM attribute WHERE name = ? AND value = ? AND sequence = ?'),
    count: database.prepare('UPDATE counted SET number = number + ? WHERE kind = ?'),
    counted: database.prepare('SELECT number FROM counted WHERE kind = ?'),
    byLocation: database.prepare('SELECT * FROM entity WHERE location = ?'),
    byKind: database.prepare('SELECT * FROM entity WHERE kind = ? ORDER BY sequence LIMIT 100'),
    byValue: database.prepare(
      `SELECT e.* FROM attribute a JOIN entity e ON e.sequence = a.sequence
       WHERE a.name = ? AND a.value = ? AND e.kind = ? ORDER BY a.sequence`,
    ),
  }
}
