import { existsSync } from 'node:fs'
import { OcciError } from '@occi/core'
import { asUnavailable } from '../database/faults.ts'
import { openRegistryFile } from './registry-file.ts'

/**
 * Copies a registry to a new file while services go on working with it: one state of it, compact, with nothing beside it.
 * @throws OcciError `unavailable`: there is no registry in `file`, `to` is there already, or it cannot be written
 */
export async function backup(file: string, to: string): Promise<void> {
  if (existsSync(to))
    throw new OcciError('unavailable', `${to} is there already; a backup overwrites nothing`)
  const database = await openRegistryFile(file)
  try {
    database.prepare('VACUUM INTO ?').run(to)
  } catch (error) {
    throw asUnavailable(error)
  } finally {
    database.close()
  }
}
