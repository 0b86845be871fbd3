import { OcciError, type Body, type HeaderFields, type OcciReply, type OcciRequest } from '@occi/core'
import type { OcciServer } from '../server.ts'
import { BodyText, checkBody, cutShort } from './text.ts'

/** What only the platform knows of a request. */
export interface FetchOptions {
  /** The address of whoever is connected. Missing: nobody knows; then nobody's requests are counted by address. */
  readonly peer?: (request: Request) => string | undefined
}

/** A door for everything that speaks `Request -> Response`: Hono, Bun, Deno, workers, tests. */
export function toFetch(
  server: OcciServer,
  options: FetchOptions = {},
): (request: Request) => Promise<Response> {
  return async (request) =>
    toResponse(await server.handle(toOcciRequest(request, server.limits.body, options)), request.method)
}

function toOcciRequest(request: Request, limit: number, options: FetchOptions): OcciRequest {
  const peer = options.peer?.(request)
  const url = new URL(request.url)
  const headers = fieldsOf(request.headers, url.host)
  return {
    method: request.method.toUpperCase(),
    path: url.pathname,
    query: url.search.slice(1),
    headers,
    body: async () => bodyOf(request, headers, limit),
    signal: request.signal,
    ...(peer === undefined ? {} : { peer }),
    // Platforms make the URL of the client's Host field, which is believed only where it is allowed.
    origin: `${url.protocol}//localhost`,
  }
}

/** The platform has joined repeated fields with `, ` already. */
function fieldsOf(headers: Headers, host: string): HeaderFields {
  const fields = new Map<string, readonly string[]>([['host', [host]]])
  headers.forEach((value, name) => fields.set(name, [value]))
  return fields
}

async function bodyOf(request: Request, headers: HeaderFields, limit: number): Promise<string> {
  if (request.body === null) return ''
  checkBody(headers, limit)
  return readText(request.body as AsyncIterable<Uint8Array> & ReadableStream<Uint8Array>, limit)
}

async function readText(chunks: AsyncIterable<Uint8Array>, limit: number): Promise<string> {
  const body = new BodyText(limit)
  try {
    for await (const chunk of chunks) body.add(chunk)
  } catch (error) {
    throw OcciError.is(error) ? error : cutShort(error)
  }
  return body.text()
}

function toResponse({ status, headers, body }: OcciReply, method: string): Response {
  const empty = method === 'HEAD' || status === 204 || status === 304
  if (empty && typeof body === 'object') void body[Symbol.asyncIterator]().return?.()
  return new Response(empty || body === undefined ? null : contentOf(body), {
    status,
    headers: headers.map(([name, value]) => [name, value]),
  })
}

function contentOf(body: Body): string | ReadableStream<Uint8Array> {
  if (typeof body === 'string') return body
  const chunks = body[Symbol.asyncIterator]()
  const encoder = new TextEncoder()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await chunks.next()
        if (done === true) controller.close()
        else controller.enqueue(encoder.encode(value))
      },
      async cancel() {
        await chunks.return?.()
      },
    },
    // Nothing is walked ahead: a body that nobody reads is never begun, and holds up no stop.
    { highWaterMark: 0 },
  )
}
