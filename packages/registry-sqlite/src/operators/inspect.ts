import { statSync } from 'node:fs'
import { Connection } from '../database/connection.ts'
import { everyone, shared } from '../rows/owners.ts'
import { fromColumn } from '../rows/text.ts'
import { openRegistryFile } from './registry-file.ts'

/** A name and how many entities it stands for. */
export interface Count {
  readonly name: string
  readonly number: number
}

/** What there is in a registry, for operators. */
export interface Inspection {
  /** The version of the schema. */
  readonly version: number
  /** The counter that every commit raises. */
  readonly revision: number
  /** Size of the file, in bytes; what is still in the log beside it is not counted. */
  readonly bytes: number
  readonly entities: number
  /** By type identifier of the Kind. */
  readonly kinds: readonly Count[]
  /** By owner; those of nobody are under the empty name. */
  readonly owners: readonly Count[]
  /** How many Mixins users have made. */
  readonly mixins: number
  /** What is reserved at this moment, oldest first. */
  readonly reservations: readonly {
    readonly id: string
    readonly operation: string
    readonly requestId: string
  }[]
}

/** Looks into a registry while services go on working with it. @throws OcciError `unavailable`: there is no registry in the file */
export async function inspect(file: string): Promise<Inspection> {
  const database = await openRegistryFile(file)
  try {
    const connection = new Connection(database)
    return connection.reading(() => inspectionOf(connection, statSync(file).size))
  } finally {
    database.close()
  }
}

function inspectionOf(connection: Connection, bytes: number): Inspection {
  const { version, revision } = one<Inspection>(connection, 'SELECT version, revision FROM occi_registry')
  return {
    version,
    revision,
    bytes,
    entities: numberOf(connection, `${countsOf('below /')} AND view = ${everyone}`),
    kinds: counts(
      connection,
      `SELECT substr(t.name, 6) AS name, c.number FROM occi_term t JOIN occi_count c ON c.term = t.number
       WHERE t.name >= 'kind ' AND t.name < 'kind!' AND c.view = ${everyone} ORDER BY t.name`,
    ),
    owners: counts(
      connection,
      `SELECT coalesce(o.name, '') AS name, c.number FROM (${countsOf('below /')}) c
       LEFT JOIN occi_owner o ON o.number = c.view WHERE c.view >= ${shared} ORDER BY name`,
    ),
    mixins: numberOf(connection, 'SELECT count(*) AS number FROM occi_mixin'),
    reservations: connection
      .all<Inspection['reservations'][number]>(
        'SELECT id, operation, request AS requestId FROM occi_reservation ORDER BY number',
      )
      .map((row) => ({ ...row, requestId: fromColumn(row.requestId) })),
  }
}

function countsOf(term: string): string {
  return `SELECT view, number FROM occi_count WHERE term = (SELECT number FROM occi_term WHERE name = '${term}')`
}

function counts(connection: Connection, sql: string): readonly Count[] {
  return connection.all<Count>(sql).map(({ name, number }) => ({ name: fromColumn(name), number }))
}

function numberOf(connection: Connection, sql: string): number {
  return connection.get<{ readonly number: number }>(sql)?.number ?? 0
}

function one<Row>(connection: Connection, sql: string): Row {
  return connection.get<Row>(sql) as Row
}
