import type { Database } from '@occi/registry-sqlite'

/** How many rows are compared in one go, so that requests come in between. */
const window = 10_000

/** The sorts of things that the hypervisor has, and their tables. A machine takes its interfaces and attachments along: it comes first. */
const tables = {
  machine: 'hypervisor_machine',
  interface: 'hypervisor_interface',
  attachment: 'hypervisor_attachment',
  network: 'hypervisor_network',
  volume: 'hypervisor_volume',
} as const

/** A sort of things that entities stand for. */
export type ThingSort = keyof typeof tables

/** A thing that no Entity stands for. */
export interface StrayThing {
  readonly sort: ThingSort
  readonly id: string
}

/** The things of which the Registry's table knows nothing; only the two tables are compared, and only what differs is given. */
export async function* strayThings(database: Database): AsyncGenerator<StrayThing> {
  for (const sort of Object.keys(tables) as ThingSort[]) {
    const without = `NOT EXISTS (SELECT 1 FROM occi_entity WHERE occi_entity.id = ${tables[sort]}.id)`
    for await (const id of idsIn(database, tables[sort], without)) yield { sort, id }
  }
}

/** The ids of entities for which the hypervisor has nothing: Links out of the service are among them, which need nothing. */
export function strayEntities(database: Database): AsyncGenerator<string> {
  return idsIn(database, 'occi_entity', `NOT (${hasThing('occi_entity.id')})`)
}

/** Whether the hypervisor has a thing with that id. */
export function isThing(database: Database, id: string): boolean {
  return database.prepare(`SELECT 1 WHERE ${hasThing('?1')}`).get(id) !== undefined
}

/** Whether a reservation, of whichever process, names the id. */
export function isReserved(database: Database, id: string): boolean {
  return database.prepare('SELECT 1 FROM occi_reservation WHERE instr(changes, ?) > 0').get(id) !== undefined
}

function hasThing(id: string): string {
  const each = Object.values(tables).map(
    (table) => `EXISTS (SELECT 1 FROM ${table} WHERE ${table}.id = ${id})`,
  )
  return each.join(' OR ')
}

async function* idsIn(database: Database, table: string, condition: string): AsyncGenerator<string> {
  const newest = database.prepare(`SELECT max(sequence) AS sequence FROM ${table}`)
  const ids = database.prepare(
    `SELECT id FROM ${table} WHERE sequence > ? AND sequence <= ? AND ${condition}`,
  )
  const { sequence: end } = newest.get() as { readonly sequence: number | null }
  for (let from = 0; from < (end ?? 0); from += window) {
    for (const row of ids.all(from, from + window)) yield (row as { readonly id: string }).id
    await new Promise((resolve) => setImmediate(resolve))
  }
}
