import { OcciError, type OcciReply, type RenderingContext } from '@occi/core'
import { negotiateError } from '../input/negotiate.ts'
import type { Service } from '../service/service.ts'
import { assemble, type CommonHeaders } from './reply.ts'
import { statusOf } from './status.ts'

/** What an error reply needs to know of the request, however far it got. */
export interface Failed {
  readonly headers: ReadonlyMap<string, readonly string[]>
  readonly requestId: string
  readonly context: Omit<RenderingContext, 'mediaType'>
}

/**
 * Answers an error in the Rendering that Accept asks for (house style 23). What is not an OcciError, and what is `internal`, is logged whole and
 * not told (design 5).
 */
export async function errorReply(
  service: Service,
  thrown: unknown,
  failed: Failed,
  common: CommonHeaders,
): Promise<OcciReply> {
  const error = told(service, thrown, failed)
  const status = statusOf(error, failed.context.version)
  const headers = [...common, ...headersOf(error)]
  const choice = negotiateError(failed.headers, service.registry)
  if (choice === undefined)
    return {
      status,
      headers: [...headers, ['Content-Type', 'text/plain; charset=utf-8']],
      body: error.message,
    }
  const rendered = await choice.rendering.render(
    { form: 'error', error, status },
    { ...failed.context, mediaType: choice.mediaType },
  )
  return assemble(rendered, status, headers, choice)
}

function told({ log }: Service, thrown: unknown, { requestId }: Failed): OcciError {
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
