import { OcciError } from '@occi/core'
import type { Database } from '../database/database.ts'
import { transaction } from '../database/transaction.ts'
import { versions } from './versions.ts'

/** What marks a file as that of a registry (`PRAGMA application_id`): "OCCI". */
const applicationId = 0x4f434349

/** Whose database it is: a file of the registry's own, or one of an application that has other tables too. */
export type Ownership = 'own' | 'shared'

/**
 * Brings a database to the newest version of the schema; a new one gets it whole.
 * The version is kept in a table, since `user_version` may be the application's; in a file of our own both say it.
 * @param name how messages name the database
 * @param steps what leads from each version to the next
 * @throws OcciError `unavailable`: it is of a later version, or a file with other things in it and no registry
 */
export function migrate(
  database: Database,
  ownership: Ownership,
  name: string,
  steps: readonly string[] = versions,
): void {
  if (check(versionOf(database), name, steps) === steps.length) return
  transaction(database, () => {
    // Asked again: another process may have been faster.
    const version = check(versionOf(database), name, steps)
    if (version === 0 && ownership === 'own') claim(database, name)
    for (const step of steps.slice(version)) database.exec(step)
    database.prepare('UPDATE occi_registry SET version = ?').run(steps.length)
    if (isMarked(database)) database.exec(`PRAGMA user_version = ${steps.length}`)
  })
}

/** The version of the registry in a database; 0: it has none. */
export function versionOf(database: Database): number {
  const table = database
    .prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'occi_registry'")
    .get()
  if (table === undefined) return 0
  const row = database.prepare('SELECT version FROM occi_registry').get() as { readonly version: number }
  return row.version
}

function check(version: number, name: string, steps: readonly string[]): number {
  if (version <= steps.length) return version
  const message = `${name} has version ${version} of the schema; this version of @occi/registry-sqlite knows ${steps.length} at the most`
  throw new OcciError('unavailable', message)
}

/** Marks an empty file as ours. @throws OcciError `unavailable`: it is not empty */
function claim(database: Database, name: string): void {
  const foreign = database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() !== undefined
  if (foreign || idOf(database) !== 0)
    throw new OcciError('unavailable', `${name} is no registry: it holds the tables of something else`)
  database.exec(`PRAGMA application_id = ${applicationId}`)
}

function isMarked(database: Database): boolean {
  return idOf(database) === applicationId
}

function idOf(database: Database): number {
  const row = database.prepare('PRAGMA application_id').get() as { readonly application_id: number }
  return row.application_id
}
