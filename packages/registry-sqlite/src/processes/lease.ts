import { existsSync, rmSync } from 'node:fs'
import type { Database } from '../database/database.ts'
import { loadDriver } from '../database/driver.ts'
import { isBusy } from '../database/faults.ts'

/** All that this process has taken: one that nobody held would be collected, its lock let go of, and the process be taken for dead. */
const held = new Set<Lease>()

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
      const lease = new Lease(path, lock)
      held.add(lease)
      return lease
    } catch (error) {
      lock.close()
      throw error
    }
  }

  release(): void {
    held.delete(this)
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
