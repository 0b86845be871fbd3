import { existsSync } from 'node:fs'
import { OcciError } from '@occi/core'
import type { Database } from '../database/database.ts'
import { openDatabase } from '../database/open-database.ts'
import { versionOf } from '../schema/migrate.ts'
import { versions } from '../schema/versions.ts'

/**
 * Opens a file in which there is a registry, and changes nothing.
 * @throws OcciError `unavailable`: there is no such file, or no registry of a version that is known
 */
export async function openRegistryFile(file: string): Promise<Database> {
  if (!existsSync(file)) throw new OcciError('unavailable', `there is no file ${file}`)
  const database = await openDatabase(file)
  const version = versionOf(database)
  if (version > 0 && version <= versions.length) return database
  database.close()
  const what =
    version === 0 ? 'no registry' : `a registry of version ${version} of the schema, which is unknown here`
  throw new OcciError('unavailable', `${file} holds ${what}`)
}
