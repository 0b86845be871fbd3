import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

/** Gives paths of files that are not there yet, in a folder that goes when the tests of a file are done. */
export function newFiles(): () => string {
  const folder = mkdtempSync(join(tmpdir(), 'occi-sqlite-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  let count = 0
  return () => {
    count += 1
    return join(folder, `${count}.db`)
  }
}
