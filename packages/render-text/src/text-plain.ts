import {
  LatestTexts,
  type CategoriesResult,
  type Entity,
  type Rendered,
  type Rendering,
  type RenderingContext,
  type Result,
} from '@occi/core'
import { fieldsOfBody } from './body-fields.ts'
import type { FieldName } from './grammar.ts'
import { joinLines } from './lines.ts'
import { oneLine } from './one-line.ts'
import { parseFields } from './parse.ts'
import { renderCategory } from './render-category.ts'
import { circumstancesOf, renderEntity } from './render-entity.ts'
import { urlOf, urlWriter } from './uri.ts'

const crlf = '\r\n'

/** text/plain and text/occi+plain (GFD.229 6): one structure a line, in the body. */
export const textPlain: Rendering = {
  name: 'text',
  mediaTypes: ['text/plain', 'text/occi+plain'],
  reads: new Set(['entities', 'entity', 'action', 'categories', 'members', 'filter']),
  writes: new Set(['entity', 'collection', 'created', 'categories', 'done', 'error']),
  parse(form, source, context) {
    return parseFields(form, fieldsOfBody(source.body), 'body', context)
  },
  render,
}

function render(result: Result, context: RenderingContext): Rendered {
  switch (result.form) {
    case 'entity':
      return latest.of(result.entity, circumstancesOf(context), () => renderOne(result.entity, context))
    case 'collection':
      return {
        body: joinLines(result.locations(), 'X-OCCI-Location: ', urlWriter(context), crlf),
      }
    case 'created':
      return {
        body: lines(
          'X-OCCI-Location',
          result.entities.map(({ location }) => urlOf(location, context)),
        ).join(crlf),
      }
    case 'categories':
      return { body: categoriesText(result, context) }
    case 'done':
      return { body: '' }
    case 'error':
      return { body: oneLine(result.error.message) }
  }
}

const latest = new LatestTexts<Rendered & { readonly body: string }>(({ body }) => body.length)

/** Neither blank lines nor a final line end: some clients choke on either. */
function renderOne(entity: Entity, context: RenderingContext): Rendered & { readonly body: string } {
  const { categories, links, attributes, warning } = renderEntity(entity, context)
  const body = [
    ...lines('Category', categories),
    ...lines('Link', links),
    ...lines('X-OCCI-Attribute', attributes),
  ].join(crlf)
  return warning === undefined ? { body } : { headers: [['X-OCCI-Warning', warning]], body }
}

function lines(name: FieldName, values: readonly string[]): readonly string[] {
  return values.map((value) => `${name}: ${value}`)
}

/** Query interfaces by version and prefix, the latest ones. */
const kept = new Map<string, string>()
const mostKept = 32

function categoriesText({ categories, version }: CategoriesResult, context: RenderingContext): string {
  const key = version === undefined ? undefined : `${version} ${context.prefix}`
  const known = key === undefined ? undefined : kept.get(key)
  if (known !== undefined) return known
  const text = lines(
    'Category',
    Array.from(categories, (category) => renderCategory(category, context)),
  ).join(crlf)
  if (key !== undefined) keep(key, text)
  return text
}

function keep(key: string, text: string): void {
  const [oldest] = kept.keys()
  if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest)
  kept.set(key, text)
}
