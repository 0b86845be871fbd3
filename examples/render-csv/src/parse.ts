import {
  Literal,
  OcciError,
  type CategoryReference,
  type EntityInput,
  type InputValue,
  type RenderingContext,
  type RenderingLimits,
} from '@occi/core'
import { malformed, rowsOf, type Row } from './table.ts'

/** Reads a table as entities to create: one a row, the first row has the names of the columns. An empty cell says nothing. */
export function parseEntities(body: string, context: RenderingContext): readonly EntityInput[] {
  const [header, ...rows] = take(rowsOf(body), context.limits)
  if (header === undefined) throw malformed('the table is empty', 'line 1')
  if (rows.length === 0) throw malformed('there is no row below the names of the columns', header.where)
  checkColumns(header)
  return rows.map((row) => parseEntity(row, header.cells, context))
}

function parseEntity(row: Row, columns: readonly string[], context: RenderingContext): EntityInput {
  const { cells, where } = row
  if (cells.length !== columns.length)
    throw malformed(`${cells.length} cells stand below ${columns.length} columns`, where)
  const values = new Map(columns.map((column, index) => [column, cells[index] ?? ''] as const))
  return {
    categories: [
      ...kindOf(values.get('kind') ?? '', where, context),
      ...mixinsOf(values.get('mixins'), where),
    ],
    attributes: attributesOf(values, where),
    links: [],
    where,
  }
}

/** Who posts to the Collection of a Kind need not name it. */
function kindOf(kind: string, where: string, context: RenderingContext): readonly CategoryReference[] {
  const id = kind === '' ? context.catalog.at(context.path)?.id : kind
  return id === undefined ? [] : [{ id, class: 'kind', where }]
}

function mixinsOf(mixins = '', where: string): readonly CategoryReference[] {
  const ids = mixins.split(' ').filter((id) => id !== '')
  return ids.map((id) => ({ id, class: 'mixin', where }))
}

/** What a value is, the definition of its attribute says, when the service validates it: here it stays the text it is. */
function attributesOf(values: ReadonlyMap<string, string>, where: string): EntityInput['attributes'] {
  const attributes = new Map<string, InputValue>()
  for (const [column, text] of values)
    if (text !== '' && !['location', 'kind', 'mixins'].includes(column))
      attributes.set(column, { value: new Literal(text, true), where: `${where}, column ${column}` })
  return attributes
}

function checkColumns({ cells, where }: Row): void {
  const again = cells.find((name, index) => cells.indexOf(name) !== index)
  if (again !== undefined) throw malformed(`two columns are called "${again}"`, where)
}

/** The rows, as many and as large as the service allows. */
function take(rows: Iterable<Row>, { entries, value }: RenderingLimits): readonly Row[] {
  const taken: Row[] = []
  for (const row of rows) {
    const { cells, where } = row
    const isTooLarge = cells.length > entries || cells.some((cell) => cell.length > value)
    if (taken.length > entries || isTooLarge)
      throw new OcciError(
        'too-large',
        `more than ${entries} rows or columns, or ${value} characters (${where})`,
        {
          where,
        },
      )
    taken.push(row)
  }
  return taken
}
