import type { Database } from './database.ts'

/**
 * Does work as one write: all of it or, if it throws, nothing. The right to write is taken at the beginning, so that what is read inside stays
 * true until the end. The work is synchronous; transactions do not nest.
 */
export function transaction<T>(database: Database, work: () => T): T {
  database.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    database.exec('COMMIT')
    return result
  } catch (error) {
    rollback(database)
    throw error
  }
}

function rollback(database: Database): void {
  try {
    database.exec('ROLLBACK')
  } catch {
    // SQLite has rolled back by itself: after a full disk, say. The first error is the one that counts.
  }
}
