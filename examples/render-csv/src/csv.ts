import { OcciError, type InputForm, type InputForms, type Rendering, type RenderingContext } from '@occi/core'
import { parseEntities } from './parse.ts'
import { render } from './render.ts'

/** text/csv (RFC 4180): entities as a table, and a table as entities to create. */
export const csv: Rendering = {
  name: 'csv',
  mediaTypes: ['text/csv'],
  reads: new Set(['entities']),
  // Categories have no rows: who asks for the query interface in this format gets 400, before anything is done.
  writes: new Set(['entity', 'collection', 'created', 'done', 'error']),
  parse: (form, source, context) => forms[form](source.body, context),
  render,
}

const forms: { readonly [F in InputForm]: (body: string, context: RenderingContext) => InputForms[F] } = {
  entities: parseEntities,
  entity: refuse,
  action: refuse,
  categories: refuse,
  members: refuse,
  filter: refuse,
}

function refuse(): never {
  throw new OcciError('unsupported-media-type', 'text/csv holds entities to create and nothing else')
}
