import {
  Catalog,
  OcciError,
  systemScope,
  type OcciReply,
  type OcciRequest,
  type RenderingContext,
} from '@occi/core'
import { addressOf } from '../input/address.ts'
import { negotiateError } from '../input/negotiate.ts'
import { versionOf } from '../input/version.ts'
import type { Service } from '../service/service.ts'
import type { Visit } from '../service/visits.ts'
import { checkReply } from './check-reply.ts'
import { assemble, type CommonHeaders } from './reply.ts'
import { statusOf } from './status.ts'

/**
 * Answers an error in the Rendering that Accept asks for (house style 23), however far the request got. What is not an OcciError, and what is `internal`,
 * is logged whole and not told (design 5). It never throws.
 */
export async function answerError(
  service: Service,
  { request, requestId }: Visit,
  thrown: unknown,
  common: CommonHeaders,
): Promise<OcciReply> {
  const hasGone = request.signal.aborted && thrown === request.signal.reason
  const error = hasGone ? new OcciError('unavailable', 'the client has gone') : thrown
  try {
    return checkReply(await errorReply(service, request, told(service, error, requestId), common))
  } catch (cause) {
    service.log('error', 'an error could not be rendered', { requestId, error, cause })
    return { status: 500, headers: common }
  }
}

async function errorReply(
  service: Service,
  request: OcciRequest,
  error: OcciError,
  common: CommonHeaders,
): Promise<OcciReply> {
  const context = contextOf(service, request)
  const status = statusOf(error, context.version)
  const headers = [...common, ...headersOf(error)]
  const choice = negotiateError(request.headers, service.registry)
  if (choice === undefined)
    return {
      status,
      headers: [...headers, ['Content-Type', 'text/plain; charset=utf-8']],
      body: error.message,
    }
  const { rendering, mediaType } = choice
  const rendered = await rendering.render({ form: 'error', error, status }, { ...context, mediaType })
  return assemble(rendered, status, headers, choice)
}

/** What a Rendering may know of a request that failed: nothing of what is stored. */
function contextOf(
  { registry, options, prefix, limits }: Service,
  request: OcciRequest,
): Omit<RenderingContext, 'mediaType'> {
  return {
    catalog: new Catalog([]),
    scope: systemScope,
    path: request.path,
    query: new URLSearchParams(),
    version: quietVersion(request),
    limits,
    ...addressOf(request, options, prefix),
    lookup: { entities: () => registry.list({ below: '//' }, systemScope), count: async () => 0 },
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
