import {
  OcciError,
  type AttributeValue,
  type Category,
  type CollectionResult,
  type Entity,
  type Rendered,
  type RenderingContext,
  type Result,
} from '@occi/core'

const leading = ['location', 'kind', 'mixins', 'occi.core.id', 'occi.core.source', 'occi.core.target']

/** Writes a result: one row an entity, below a row with the names of the columns. */
export function render(result: Result, context: RenderingContext): Rendered {
  switch (result.form) {
    case 'entity':
      return { body: table([result.entity], Object.keys(result.entity.attributes), context) }
    case 'collection':
      return { body: tableInParts(result, context) }
    case 'created':
      return { body: table(result.entities, ['occi.core.title'], context) }
    case 'done':
      return { body: '' }
    case 'error':
      return { headers: [['Content-Type', 'text/plain; charset=utf-8']], body: oneLine(result.error.message) }
    case 'categories':
      throw new OcciError('not-renderable', 'text/csv has no rows for Categories: ask for text/plain')
  }
}

function table(
  entities: readonly Entity[],
  attributes: readonly string[],
  context: RenderingContext,
): string {
  const columns = columnsWith(attributes)
  return row(columns) + entities.map((entity) => row(cellsOf(entity, columns, context))).join('')
}

/** The columns have to be known before the first entity is: they are what the Category of the Collection defines. */
async function* tableInParts(result: CollectionResult, context: RenderingContext): AsyncIterable<string> {
  const columns = columnsWith(attributesOf(result.category))
  yield row(columns)
  for await (const entities of result.entities())
    yield entities.map((entity) => row(cellsOf(entity, columns, context))).join('')
}

function attributesOf(category: Category | undefined): readonly string[] {
  return ['occi.core.title', ...Object.keys(category?.attributes ?? {})]
}

function columnsWith(attributes: readonly string[]): readonly string[] {
  return [...new Set([...leading, ...attributes])]
}

function cellsOf(entity: Entity, columns: readonly string[], context: RenderingContext): readonly string[] {
  const cells = new Map<string, AttributeValue | undefined>([
    ...Object.entries(entity.attributes),
    ['location', context.publicUrl + entity.location],
    ['kind', entity.kind.id],
    ['mixins', entity.mixins.map(({ id }) => id).join(' ')],
    ['occi.core.id', entity.id],
  ])
  if (entity.type === 'link') {
    cells.set('occi.core.source', entity.source.location)
    cells.set('occi.core.target', entity.target.location)
  }
  return columns.map((column) => textOf(cells.get(column)))
}

function textOf(value: AttributeValue | undefined): string {
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)
}

function row(cells: readonly string[]): string {
  return `${cells.map(quoted).join(',')}\r\n`
}

/** RFC 4180 2: what holds a quote, a comma or a line end stands in quotes. */
function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

function oneLine(text: string): string {
  return text.replaceAll(/[\r\n]+/g, ' ')
}
