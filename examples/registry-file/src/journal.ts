import { appendFile, readFile } from 'node:fs/promises'
import { OcciError, type Change, type Reservation, type Scope } from '@occi/core'

/** What was asked of the registry. A commit may name the reservation that it finishes. */
export type Entry =
  | {
      readonly call: 'commit'
      readonly changes: readonly Change[]
      readonly scope: Scope
      readonly id?: string
    }
  | { readonly call: 'reserve'; readonly reservation: Reservation; readonly scope: Scope }
  | { readonly call: 'release'; readonly id: string }

/** A file with one entry a line. */
export class Journal {
  readonly #file: string

  constructor(file: string) {
    this.#file = file
  }

  /** All entries. A line that was cut off by a crash or a full disk was never answered with success: it is skipped. */
  async read(): Promise<readonly Entry[]> {
    const text = await readFile(this.#file, 'utf8').catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
      throw error
    })
    return text.split('\n').flatMap(entryIn)
  }

  /** Writes an entry; it is on the disk when this is done. It begins with the line end, and so ends a line that was cut off. */
  async write(entry: Entry): Promise<void> {
    await appendFile(this.#file, `\n${JSON.stringify(entry)}`, { flush: true }).catch((cause: unknown) => {
      throw new OcciError('unavailable', 'the file of the registry cannot be written', {}, cause)
    })
  }
}

function entryIn(line: string): readonly Entry[] {
  try {
    return [JSON.parse(line) as Entry]
  } catch {
    return []
  }
}
