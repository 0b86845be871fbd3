import { OcciError } from '@occi/core'
import type { Database } from './database.ts'
import { loadDriver } from './driver.ts'

/** How much of a file a connection keeps in memory at the most: the inner pages of all indexes of a million entities. */
const cacheKilobytes = 32_768

/** How much of a file is mapped, and so read without a call to the system: as much as SQLite allows. It is the system's memory, which processes share. */
const mappedBytes = 0x7fff_0000

/** How a file is opened. */
export interface OpenOptions {
  /**
   * What an answered write outlives: `power-loss` waits for the disk with every commit; `crash` does not, so that the last commits may be
   * lost (whole, never in part) when the machine, not only the process, goes down. Missing: `power-loss`.
   */
  readonly survives?: 'power-loss' | 'crash'
  /**
   * Whether the file is mapped, so that reading takes no calls to the system. A disk that cannot be read, or a file that somebody cuts short, then ends the
   * process; without the map such a read is `unavailable`. Missing: it is.
   */
  readonly mapped?: boolean
  /** For how many milliseconds a statement waits while another process writes. Missing: 5000. */
  readonly busyTimeout?: number
}

/**
 * Opens or makes an SQLite file for several processes: write-ahead log, so that readers and the writer do not wait for each other.
 * @throws OcciError `unavailable`: no driver is installed, the file cannot be opened or is no SQLite database
 */
export async function openDatabase(file: string, options: OpenOptions = {}): Promise<Database> {
  const { DatabaseSync } = await loadDriver()
  let database: Database | undefined
  try {
    database = new DatabaseSync(file)
    configure(database, options)
    return database
  } catch (cause) {
    database?.close()
    throw new OcciError('unavailable', `${file} cannot be opened: ${reasonOf(cause)}`, {}, cause)
  }
}

/** Closes a file that {@link openDatabase} opened; unless other processes use it, the file alone then holds everything. */
export function closeDatabase(database: Database): void {
  try {
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  } catch {
    // The log stays beside the file, and whoever opens it next reads both.
  }
  database.close()
}

function configure(
  database: Database,
  { survives = 'power-loss', mapped = true, busyTimeout = 5000 }: OpenOptions,
): void {
  database.exec(`PRAGMA busy_timeout = ${Math.trunc(busyTimeout)}`)
  database.exec(`PRAGMA synchronous = ${survives === 'power-loss' ? 'FULL' : 'NORMAL'}`)
  database.exec('PRAGMA foreign_keys = ON')
  // What a savepoint may have to restore goes into a temporary file otherwise: measured, a quarter of the time of a write.
  database.exec('PRAGMA temp_store = MEMORY')
  database.exec(`PRAGMA cache_size = -${cacheKilobytes}`)
  database.exec(`PRAGMA mmap_size = ${mapped ? mappedBytes : 0}`)
  // Asked first: changing it needs the file for oneself, and a read-only file stays readable.
  const { journal_mode: mode } = database.prepare('PRAGMA journal_mode').get() as { journal_mode: string }
  if (mode === 'delete') database.exec('PRAGMA journal_mode = WAL')
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
