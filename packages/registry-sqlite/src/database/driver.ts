import { OcciError } from '@occi/core'
import type { Database } from './database.ts'

/** The module `node:sqlite`, or one with the same classes. */
interface Driver {
  readonly DatabaseSync: new (file: string, options?: { readonly readOnly?: boolean }) => Database
}

let loaded: Promise<Driver> | undefined

/** The SQLite of Node where it has one (22.13 and later), else `@photostructure/sqlite`. @throws OcciError `unavailable`: neither is there */
export function loadDriver(): Promise<Driver> {
  loaded ??= findDriver()
  return loaded
}

async function findDriver(): Promise<Driver> {
  // Asked at run time, so that no bundler looks for what an older Node does not have.
  const builtIn: unknown = process.getBuiltinModule('node:sqlite')
  if (isDriver(builtIn)) return builtIn
  try {
    return await import('@photostructure/sqlite')
  } catch (cause) {
    const message = `Node ${process.versions.node} has no SQLite of its own: install @photostructure/sqlite, or use Node 22.13 or later`
    throw new OcciError('unavailable', message, {}, cause)
  }
}

function isDriver(module: unknown): module is Driver {
  return typeof module === 'object' && module !== null && 'DatabaseSync' in module
}
