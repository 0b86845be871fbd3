import { OcciError, type OcciReply, type Rendered, type Result } from '@occi/core'
import type { Choice } from '../input/negotiate.ts'
import type { Outcome } from '../operations/outcome.ts'
import { contextOf, type Exchange } from '../service/exchange.ts'

/** The fields that every reply has. */
export type CommonHeaders = readonly (readonly [string, string])[]

/** Writes what an operation has done (GFD.223 5.2). */
export async function replyTo(
  exchange: Exchange,
  outcome: Outcome,
  common: CommonHeaders,
): Promise<OcciReply> {
  const { output, request } = exchange
  const { result, status } = outcome
  const tag =
    result.form === 'entity' && output.rendering.untagged !== true
      ? exchange.service.tags.of(result.entity, output.rendering.name, exchange.version)
      : undefined
  const headers = [...common, ...locationOf(exchange, outcome)]
  if (tag !== undefined) headers.push(['ETag', tag])
  if (tag !== undefined && !outcome.changed && exchange.service.tags.isKnown(request.headers, tag))
    return { status: 304, headers }
  const writing = rendered(exchange, outcome)
  // Most of what is asked for is at hand, and need not wait for its turn.
  const reply = assemble(isPromise(writing) ? await writing : writing, status, headers, output)
  return result.form === 'collection' && result.page !== undefined ? whole(reply) : reply
}

/** A page is bounded: it is sent with its length, and what fails in the middle of it is still answered as an error. */
async function whole(reply: OcciReply): Promise<OcciReply> {
  const { body = '' } = reply
  if (typeof body === 'string') return reply
  let text = ''
  for await (const chunk of body) text += chunk
  return { ...reply, body: text }
}

/** Fields that may stand in a reply once: a Rendering's own take the place of the server's. */
const single = new Set(['cache-control', 'content-type', 'location'])

/** What a Rendering wrote, with what the server adds. */
export function assemble(
  { status: own, headers = [], body }: Rendered,
  status: number,
  common: CommonHeaders,
  { mediaType }: Choice,
): OcciReply {
  const type = mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType
  const given: CommonHeaders = [...common, ['Content-Type', type]]
  const all = headers.length === 0 ? given : [...unreplaced(given, headers), ...headers]
  return body === undefined
    ? { status: own ?? status, headers: all }
    : { status: own ?? status, headers: all, body }
}

function unreplaced(given: CommonHeaders, own: CommonHeaders): CommonHeaders {
  const replaced = new Set(own.map(([name]) => name.toLowerCase()).filter((name) => single.has(name)))
  return given.filter(([name]) => !replaced.has(name.toLowerCase()))
}

function isPromise(value: Promise<Rendered> | Rendered): value is Promise<Rendered> {
  return 'then' in value
}

function rendered(exchange: Exchange, outcome: Outcome): Promise<Rendered> | Rendered {
  const { output } = exchange
  if (outcome.changed) return renderedAfterChange(exchange, outcome)
  return output.rendering.render(outcome.result, contextOf(exchange, output))
}

async function renderedAfterChange(exchange: Exchange, { result }: Outcome): Promise<Rendered> {
  const { output } = exchange
  try {
    return await output.rendering.render(result, contextOf(exchange, output))
  } catch (error) {
    return withoutBody(exchange, result, error)
  }
}

/** A value that a format cannot carry, or a Rendering that fails, never turns a success into an error. */
function withoutBody({ address, service, requestId }: Exchange, result: Result, error: unknown): Rendered {
  const isTold = OcciError.is(error) && error.code === 'not-acceptable'
  if (!isTold) service.log('error', 'a Rendering failed after a change', { requestId, error })
  const warning = ['X-OCCI-Warning', isTold ? error.message : 'the answer could not be written'] as const
  const location =
    result.form === 'entity' ? [['Location', address.publicUrl + result.entity.location] as const] : []
  return { headers: [...location, warning] }
}

function locationOf({ address, target }: Exchange, { result, changed }: Outcome): CommonHeaders {
  // GFD.223 11.3.1: Location for one created thing; several are told in the body.
  if (result.form === 'created') {
    const [first, second] = result.entities
    return first !== undefined && second === undefined
      ? [['Location', address.publicUrl + first.location]]
      : []
  }
  return result.form === 'entity' && changed && target.sort === 'entity'
    ? [['Content-Location', address.publicUrl + result.entity.location]]
    : []
}
