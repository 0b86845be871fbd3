import { OcciError } from '@occi/core'

/** A row of a table. */
export interface Row {
  readonly cells: readonly string[]
  /** Where it stands: `line 3`. */
  readonly where: string
}

/** A cell, in quotes (in which a quote is doubled) or without, and what ends it. */
const cell = /(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r\n|\n|\r|$)/y

/** Reads a table (RFC 4180) row by row; blank lines are skipped. @throws OcciError `malformed` */
export function* rowsOf(text: string): Generator<Row, void> {
  let [at, line] = [text.startsWith('\ufeff') ? 1 : 0, 1]
  while (at < text.length) {
    const row = { cells: [] as string[], where: `line ${line}` }
    for (let end = ','; end === ',';) {
      cell.lastIndex = at
      const match = cell.exec(text)
      if (match === null) throw malformed('a cell in quotes does not end with one', row.where)
      const [whole, inQuotes, plain = ''] = match
      row.cells.push(inQuotes?.replaceAll('""', '"') ?? plain)
      end = match[3] ?? ''
      at += whole.length
      line += whole.split('\n').length - 1
    }
    if (row.cells.some((one) => one !== '')) yield row
  }
}

/** The error for what is no table, or says something impossible. */
export function malformed(message: string, where: string): OcciError {
  return new OcciError('malformed', `${message} (${where})`, { where })
}
