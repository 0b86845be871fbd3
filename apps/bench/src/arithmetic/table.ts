/** One line of a table: a text or a number to a column. */
export type Row = readonly (string | number | undefined)[]

/** A table in Markdown whose columns are aligned; numbers stand to the right, what is missing is a dash. */
export function markdownTable(head: readonly string[], rows: readonly Row[]): string {
  const cells = rows.map((row) => head.map((_name, column) => cellOf(row[column])))
  const isNumeric = head.map((_name, column) => rows.some((row) => typeof row[column] === 'number'))
  const widths = head.map((name, column) =>
    Math.max(3, name.length, ...cells.map((row) => row[column]?.length ?? 0)),
  )
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => padded(cell, column)).join(' | ')} |`
  const padded = (cell: string, column: number) =>
    isNumeric[column] === true ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)
  const rule = widths.map((width, column) =>
    isNumeric[column] === true ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
  )
  return [line(head), line(rule), ...cells.map(line)].join('\n')
}

function cellOf(value: string | number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return '-'
  return typeof value === 'string' ? value : readable(value)
}

/** Three digits that count, thousands apart: `1,234`, `12.3`, `0.12`. */
function readable(value: number): string {
  const size = Math.abs(value)
  const decimals = Number.isInteger(value) || size >= 100 ? 0 : size >= 10 ? 1 : 2
  return value.toLocaleString('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
}
