import {
  OcciError,
  type EntityReference,
  type InputForm,
  type InputForms,
  type Rendered,
  type Rendering,
  type RenderingContext,
  type Result,
} from '@occi/core'
import { joinLines } from './lines.ts'
import { excerpt, oneLine } from './one-line.ts'
import { urlOf, urlWriter } from './uri.ts'

/** text/uri-list (GFD.229 8, RFC 2483): one absolute URI a line, no comments, since clients take every line for a URI. */
export const uriList: Rendering = {
  name: 'uris',
  mediaTypes: ['text/uri-list'],
  reads: new Set(['members']),
  // GFD.229 8: what is no listing (an entity, the query interface) cannot be had as a list of URIs.
  writes: new Set(['collection', 'created', 'done', 'error']),
  parse(form, source, context) {
    return forms[form](source.body, context)
  },
  render,
}

const forms: { readonly [F in InputForm]: (body: string, context: RenderingContext) => InputForms[F] } = {
  entity: refuse,
  entities: refuse,
  action: refuse,
  categories: refuse,
  filter: refuse,
  members: parseMembers,
}

/** Comments and blank lines are skipped. */
function parseMembers(body: string, { limits }: RenderingContext): readonly EntityReference[] | undefined {
  const members = body.split('\n').flatMap((line, index) => {
    const reference = line.trim()
    return reference === '' || reference.startsWith('#')
      ? []
      : [{ reference, where: `text/uri-list line ${index + 1}` }]
  })
  for (const [index, member] of members.entries()) checkMember(member, index + 1, limits)
  return members.length === 0 ? undefined : members
}

function checkMember(
  { reference, where }: EntityReference,
  count: number,
  limits: RenderingContext['limits'],
): void {
  const fail = (code: 'malformed' | 'too-large', message: string) => {
    throw new OcciError(code, `${message} (${where})`, { where })
  }
  if (count > limits.entries) fail('too-large', `more than ${limits.entries} URIs`)
  if (reference.length > limits.value)
    fail('too-large', `a URI of ${reference.length} characters, where ${limits.value} are allowed`)
  if (/[\s\u0000-\u001f\u007f]/.test(reference))
    fail('malformed', `"${excerpt(reference)}" is not one URI: a URI holds no blanks`)
}

function refuse(): never {
  throw new OcciError(
    'unsupported-media-type',
    'text/uri-list holds nothing but references to entities: describe others in text/plain',
  )
}

function render(result: Result, context: RenderingContext): Rendered {
  switch (result.form) {
    case 'collection':
      return { body: joinLines(result.locations(), '', urlWriter(context), '\n') }
    case 'created':
      return { body: result.entities.map(({ location }) => urlOf(location, context)).join('\n') }
    case 'done':
      return { body: '' }
    case 'error':
      // a sentence is no URI.
      return { headers: [['Content-Type', 'text/plain; charset=utf-8']], body: oneLine(result.error.message) }
    default:
      throw new OcciError(
        'not-renderable',
        'text/uri-list lists entities of a collection and nothing else: ask for text/plain',
      )
  }
}
