import { OcciError } from '@occi/core'

/** Primary result codes of SQLite (https://sqlite.org/rescode.html). */
const [busy, locked] = [5, 6]

/** Whether a statement could not be done because another process writes. */
export function isBusy(error: unknown): boolean {
  const code = codeOf(error)
  return code === busy || code === locked
}

/** A fault of the store as the contract has it; refusals stay what they are. */
export function asUnavailable(error: unknown): OcciError {
  if (OcciError.is(error)) return error
  const reason = error instanceof Error ? error.message : String(error)
  return new OcciError('unavailable', `the store failed: ${reason}`, { retryAfter: retryAfter(error) }, error)
}

/** A writer is done in a moment; a full disk is not. */
function retryAfter(error: unknown): number {
  return isBusy(error) ? 1 : 60
}

/** The primary result code, from what the drivers say in one way or the other. */
function codeOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  if ('errcode' in error && typeof error.errcode === 'number') return error.errcode & 0xff
  if (!('code' in error) || typeof error.code !== 'string') return undefined
  return error.code.startsWith('SQLITE_BUSY')
    ? busy
    : error.code.startsWith('SQLITE_LOCKED')
      ? locked
      : undefined
}
