import { existsSync, rmSync } from 'node:fs'
import type { Database } from '../database/database.ts'
import { loadDriver } from '../database/driver.ts'
import { isBusy } from '../database/faults.ts'

/**
 * A sign of life. A process keeps a small file beside the database locked as long as it lives; the system lets go of the lock when the process ends,
 * however it ends. Nothing depends on clocks, and no later process with the same number can be taken for it.
 */
export class Lease {
  readonly #path: string
  readonly #lock: Database

  private constructor(path: string, lock: Database) {
    this.#path = path
    this.#lock = lock
  }

  static async take(path: string): Promise<Lease> {
    const { DatabaseSync } = await loadDriver()
    const lock = new DatabaseSync(path)
    try {
      lock.exec('PRAGMA journal_mode = MEMORY')
      lock.exec('BEGIN EXCLUSIVE')
      return new Lease(path, lock)
    } catch (error) {
      lock.close()
      throw error
    }
  }

  release(): void {
    this.#lock.close()
    rmSync(this.#path, { force: true })
  }
}

/** Makes the function that tells whether somebody holds a lease. */
export async function leaseChecker(): Promise<(path: string) => boolean> {
  const { DatabaseSync } = await loadDriver()
  return (path) => {
    if (!existsSync(path)) return false
    const lock = new DatabaseSync(path)
    try {
      lock.exec('PRAGMA busy_timeout = 0')
      lock.exec('BEGIN EXCLUSIVE')
      return false
    } catch (error) {
      if (isBusy(error)) return true
      throw error
    } finally {
      lock.close()
    }
  }
}
