import {
  Catalog,
  OcciError,
  systemScope,
  type OcciReply,
  type OcciRequest,
  type RenderingContext,
} from '@occi/core'
import { addressOf } from '../input/address.ts'
import { negotiateError, type Choice } from '../input/negotiate.ts'
import { versionOf } from '../input/version.ts'
import { contextOf } from '../service/exchange.ts'
import { whyLeft } from '../service/patience.ts'
import type { Service } from '../service/service.ts'
import type { Visit } from '../service/visits.ts'
import { checkReply } from './check-reply.ts'
import { assemble, type CommonHeaders } from './reply.ts'
import { statusOf } from './status.ts'

/**
 * Answers an error in the Rendering that Accept asks for, however far the request got. What is not an OcciError, and what is `internal`,
 * is logged whole and not told. It never throws.
 */
export async function answerError(
  service: Service,
  visit: Visit,
  thrown: unknown,
  common: CommonHeaders,
): Promise<OcciReply> {
  const { request, requestId } = visit
  const why = whyLeft(request)
  const hasGone = why !== undefined && thrown === why
  const error = hasGone ? new OcciError('unavailable', 'the client has gone') : thrown
  try {
    return checkReply(await errorReply(service, visit, told(service, error, requestId), common), [])
  } catch (cause) {
    service.log('error', 'an error could not be rendered', { requestId, error, cause })
    return { status: 500, headers: common }
  }
}

async function errorReply(
  service: Service,
  visit: Visit,
  error: OcciError,
  common: CommonHeaders,
): Promise<OcciReply> {
  const status = statusOf(error, visit.asked?.version ?? quietVersion(visit.request))
  const headers = [...common, ...headersOf(error)]
  const choice = negotiateError(visit.request.headers, service.registry)
  if (choice === undefined)
    return {
      status,
      headers: [...headers, ['Content-Type', 'text/plain; charset=utf-8']],
      body: error.message,
    }
  const context =
    visit.asked === undefined ? poorContext(service, visit.request, choice) : contextOf(visit.asked, choice)
  const rendered = await choice.rendering.render({ form: 'error', error, status }, context)
  return assemble(rendered, status, headers, choice)
}

/** What a Rendering may know of a request that was not understood: nothing of what is stored. */
function poorContext(
  { registry, options, prefix, limits, signer }: Service,
  request: OcciRequest,
  { mediaType }: Choice,
): RenderingContext {
  return {
    catalog: new Catalog([]),
    scope: systemScope,
    path: request.path,
    query: new URLSearchParams(),
    version: quietVersion(request),
    mediaType,
    limits,
    sign: (text) => signer.sign(text),
    ...addressOf(request, options, prefix),
    lookup: {
      entity: async () => undefined,
      entities: () => registry.list({ below: '//' }, systemScope),
      count: async () => 0,
    },
  }
}

/** The version for an error reply: where asking for it is itself the error, ours. */
function quietVersion({ headers }: OcciRequest): '1.1' | '1.2' {
  try {
    return versionOf(headers)
  } catch {
    return '1.2'
  }
}

function told({ log }: Service, thrown: unknown, requestId: string): OcciError {
  if (OcciError.is(thrown) && thrown.code !== 'internal') return thrown
  log('error', 'a request failed', { requestId, error: thrown })
  return new OcciError('internal', `an internal error; the operator finds it under ${requestId}`)
}

function headersOf({ details }: OcciError): CommonHeaders {
  const { allow, challenge = [], retryAfter } = details
  return [
    ...(allow === undefined
      ? []
      : [['Allow', [...new Set([...allow, 'HEAD', 'OPTIONS'])].join(', ')] as const]),
    ...challenge.map((one) => ['WWW-Authenticate', one] as const),
    ...(retryAfter === undefined ? [] : [['Retry-After', String(retryAfter)] as const]),
  ]
}
