import {
  LatestTexts,
  type CollectionResult,
  type Entity,
  type EntityResult,
  type ErrorResult,
  type Rendered,
  type Rendering,
  type RenderingContext,
  type Result,
} from '@occi/core'
import { AnswerFields, fieldsOfHeaders } from './header-fields.ts'
import { toOctets } from './octets.ts'
import { oneLine, shorten } from './one-line.ts'
import { fieldsOfForm, parseFields } from './parse.ts'
import { renderCategory } from './render-category.ts'
import { circumstancesOf, renderEntity } from './render-entity.ts'
import { urlOf } from './uri.ts'

/** text/occi (GFD.229 7): the structures stand in the header fields, the body says `OK`. */
export const textOcci: Rendering = {
  name: 'occi',
  mediaTypes: ['text/occi'],
  reads: new Set(['entities', 'entity', 'action', 'categories', 'members', 'filter']),
  writes: new Set(['entity', 'collection', 'created', 'categories', 'done', 'error']),
  inHeaders: true,
  parse(form, source, context) {
    return parseFields(form, fieldsOfHeaders(source.headers, fieldsOfForm[form]), 'header', context)
  },
  render(result, context) {
    if (result.form === 'error') return renderError(result, context)
    if (result.form !== 'entity') return renderOther(result, context)
    const { entity } = result
    return latest.of(entity, circumstancesOf(context), () => renderOne(entity, context))
  },
}

type Fields = Required<Pick<Rendered, 'headers' | 'body'>>

const latest = new LatestTexts<Fields>(({ headers }) =>
  headers.reduce((sum, [, value]) => sum + value.length, 0),
)

function renderOne(entity: Entity, context: RenderingContext): Fields {
  const fields = new AnswerFields(context.limits)
  writeEntity(renderEntity(entity, context), fields)
  return { headers: fields.headers, body: 'OK' }
}

async function renderOther(
  result: Exclude<Result, ErrorResult | EntityResult>,
  context: RenderingContext,
): Promise<Fields> {
  const fields = new AnswerFields(context.limits)
  await write(result, fields, context)
  return { headers: fields.headers, body: 'OK' }
}

async function write(
  result: Exclude<Result, ErrorResult | EntityResult>,
  fields: AnswerFields,
  context: RenderingContext,
): Promise<void> {
  switch (result.form) {
    case 'collection':
      return await writeLocations(result, fields, context)
    case 'created':
      return fields.add(
        'X-OCCI-Location',
        result.entities.map(({ location }) => urlOf(location, context)),
      )
    case 'categories':
      for (const category of result.categories) fields.add('Category', [renderCategory(category, context)])
      return
    case 'done':
  }
}

function writeEntity(
  { categories, links, attributes, warning }: ReturnType<typeof renderEntity>,
  fields: AnswerFields,
): void {
  fields.add('Category', categories)
  fields.add('Link', links)
  fields.add('X-OCCI-Attribute', attributes)
  if (warning !== undefined) fields.addIfItFits('X-OCCI-Warning', warning)
}

/** Walks the Collection no further than the fields can hold. */
async function writeLocations(
  { locations }: CollectionResult,
  fields: AnswerFields,
  context: RenderingContext,
): Promise<void> {
  for await (const paths of locations())
    fields.add(
      'X-OCCI-Location',
      paths.map((path) => urlOf(path, context)),
    )
}

/** A sentence is shortened, since an error must always reach the client; a character has three octets at the most here. */
function renderError({ error }: ErrorResult, { limits }: RenderingContext): Rendered {
  const sentence = shorten(oneLine(error.message), Math.floor(limits.headerField / 3))
  return { headers: [['X-OCCI-Error', toOctets(sentence)]] }
}
