import type { Rendering } from '@occi/core'
import { parseBody } from './parse.ts'
import { renderResult } from './render.ts'

/** application/occi+json and its alias application/json (GFD.226 3): one object in the body. */
export const occiJson: Rendering = {
  name: 'json',
  mediaTypes: ['application/occi+json', 'application/json'],
  reads: new Set(['entities', 'entity', 'action', 'categories', 'members', 'filter']),
  writes: new Set(['entity', 'collection', 'created', 'categories', 'done', 'error']),
  parse(form, source, context) {
    return parseBody(form, source.body, context)
  },
  render: renderResult,
}
