import { OcciError, type HeaderFields, type InputForm, type Rendering, type ResultForm } from '@occi/core'
import type { Registry } from '@occi/core'

/** A Rendering and the media type that chose it. */
export interface Choice {
  readonly rendering: Rendering
  readonly mediaType: string
}

interface Range {
  readonly type: string
  readonly q: number
}

/**
 * The Rendering to answer with (GFD.185 3.6.6): the best of Accept that can write the form of the result.
 * @throws OcciError `not-acceptable` where nothing acceptable is served; `not-renderable` where something is, but not for such a result
 * (text/uri-list of what is no listing, GFD.229 8)
 */
export function negotiateOutput(
  headers: HeaderFields,
  forms: readonly ResultForm[],
  registry: Registry,
): Choice {
  const accept = headers.get('accept')?.join(',') ?? ''
  if (accept === '' || accept === '*/*')
    return writerOf(registry, registry.mediaTypes().slice(0, 1), forms) ?? refuse(registry, accept, forms)
  // Most clients name one type that is served: there is nothing to weigh.
  const only = writerOf(registry, typesIn(accept, registry), forms)
  if (only !== undefined) return only
  const ranges = rangesOf(accept)
  for (const range of ranges.filter(({ q }) => q > 0)) {
    const types = typesIn(range.type, registry).filter((type) => rangeOf(type, ranges) === range)
    const choice = writerOf(registry, types, forms)
    if (choice !== undefined) return choice
  }
  return refuse(registry, accept, forms)
}

/** The Rendering for errors: what Accept asks for, else the default. */
export function negotiateError(headers: HeaderFields, registry: Registry): Choice | undefined {
  const ranges = rangesOf(headers.get('accept')?.join(',') ?? '')
  const types = [...ranges.flatMap(({ type }) => typesIn(type, registry)), ...registry.mediaTypes()]
  return writerOf(registry, types, ['error'])
}

/**
 * The Rendering that reads a request. No Content-Type: header fields if there are OCCI ones and no body, else the default. Several
 * types in one field: the first known (interop).
 * @throws OcciError `unsupported-media-type`
 */
export function negotiateInput(
  headers: HeaderFields,
  form: InputForm,
  hasBody: boolean,
  registry: Registry,
): Choice {
  const sent = mediaTypesSent(headers)
  const types = sent.length === 0 ? [defaultInput(headers, hasBody, registry)] : sent
  for (const mediaType of types) {
    const rendering = registry.renderingOf(mediaType)
    if (rendering?.reads.has(form) === true && isRead(mediaType, rendering)) return { rendering, mediaType }
  }
  throw notRead(types.join(', '), form, registry)
}

/** The media types that a message is said to be of, without parameters. */
export function mediaTypesSent(headers: HeaderFields): readonly string[] {
  const given = headers.get('content-type')?.join(',') ?? ''
  return given === '' ? [] : given.split(',').map(withoutParameters)
}

/** Whether a Rendering reads a media type that chose it: a Registry may serve one under an alias. */
export function isRead(mediaType: string, { inputTypes }: Rendering): boolean {
  return inputTypes?.includes(mediaType) ?? true
}

/** The refusal of a message that nobody reads; it names what is read. Types for the forms of a page are of no use to a client. */
export function notRead(given: string, form: InputForm, registry: Registry): OcciError {
  const readable = registry.mediaTypes().filter((type) => {
    const rendering = registry.renderingOf(type)
    return rendering?.reads.has(form) === true && isRead(type, rendering)
  })
  return new OcciError(
    'unsupported-media-type',
    `the Content-Type ${given} is not read here; send one of ${readable.join(', ')}`,
  )
}

/** The Rendering whose input stands in header fields; `undefined` if none does. */
export function headerRendering(registry: Registry): Choice | undefined {
  const mediaType = registry.mediaTypes().find((type) => registry.renderingOf(type)?.inHeaders === true)
  const rendering = mediaType === undefined ? undefined : registry.renderingOf(mediaType)
  return rendering && mediaType !== undefined ? { rendering, mediaType } : undefined
}

/** Whether a request has OCCI header fields. */
export function hasOcciFields(headers: HeaderFields): boolean {
  return ['category', 'x-occi-attribute', 'x-occi-location', 'link'].some((name) => headers.has(name))
}

function defaultInput(headers: HeaderFields, hasBody: boolean, registry: Registry): string {
  const inHeaders = hasBody || !hasOcciFields(headers) ? undefined : headerRendering(registry)
  return inHeaders?.mediaType ?? registry.mediaTypes()[0] ?? ''
}

/** The ranges of an Accept field, best first, those with q=0 last; equals stay in the client's order. */
function rangesOf(accept: string): readonly Range[] {
  const ranges = accept.split(',').map((part) => {
    const q = /;\s*q\s*=\s*([\d.]+)/i.exec(part)?.[1]
    return { type: withoutParameters(part), q: q === undefined ? 1 : Math.min(1, Number(q) || 0) }
  })
  return ranges.filter(({ type }) => type !== '').toSorted((one, other) => other.q - one.q)
}

/** The range that counts for a type: the most specific one (RFC 9110 12.5.1). */
function rangeOf(type: string, ranges: readonly Range[]): Range | undefined {
  return (
    ranges.find((range) => range.type === type) ??
    ranges.find((range) => range.type === `${type.slice(0, type.indexOf('/'))}/*`) ??
    ranges.find((range) => range.type === '*/*' || range.type === '*')
  )
}

function typesIn(range: string, registry: Registry): readonly string[] {
  if (range === '*/*' || range === '*') return registry.mediaTypes()
  if (!range.endsWith('/*')) return isWritten(range, registry) ? [range] : []
  return registry.mediaTypes().filter((type) => type.startsWith(range.slice(0, -1)))
}

function isWritten(mediaType: string, registry: Registry): boolean {
  const rendering = registry.renderingOf(mediaType)
  if (rendering === undefined) return false
  return rendering.mediaTypes.includes(mediaType) || rendering.inputTypes?.includes(mediaType) !== true
}

function writerOf(
  registry: Registry,
  types: readonly string[],
  forms: readonly ResultForm[],
): Choice | undefined {
  for (const mediaType of types) {
    const rendering = registry.renderingOf(mediaType)
    if (rendering !== undefined && forms.every((form) => rendering.writes.has(form)))
      return { rendering, mediaType }
  }
  return undefined
}

function refuse(registry: Registry, accept: string, forms: readonly ResultForm[]): never {
  const known = rangesOf(accept).some(({ type, q }) => q > 0 && typesIn(type, registry).length > 0)
  const served = registry.mediaTypes().filter((type) => writerOf(registry, [type], forms) !== undefined)
  if (known)
    throw new OcciError(
      'not-renderable',
      `this cannot be written as ${accept}; ask for one of ${served.join(', ')}`,
    )
  throw new OcciError('not-acceptable', `${accept} is not served; ask for one of ${served.join(', ')}`)
}

function withoutParameters(part: string): string {
  const end = part.indexOf(';')
  return (end < 0 ? part : part.slice(0, end)).trim().toLowerCase()
}
