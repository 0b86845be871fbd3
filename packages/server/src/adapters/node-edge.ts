import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { OcciError, type Body, type HeaderFields, type OcciReply, type OcciRequest } from '@occi/core'
import type { OcciServer } from '../server.ts'
import { readText, tooLarge } from './text.ts'

/** Where to listen. */
export interface ListenOptions {
  /** 0: any free port. Missing: 8888. */
  readonly port?: number
  /** Missing: 127.0.0.1, this machine alone. */
  readonly host?: string
}

/** A service that listens. */
export interface Listening {
  /** `http://127.0.0.1:8888` */
  readonly url: string
  /** The server of node:http behind it. */
  readonly server: Server
  /** Takes no new connections, finishes what is under way, and closes the service. */
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/** Serves over node:http. */
export async function listen(service: OcciServer, options: ListenOptions = {}): Promise<Listening> {
  const { port = 8888, host = '127.0.0.1' } = options
  await service.start()
  const { head, bodyTime } = service.limits
  const listener = toListener(service)
  const server = createHttpServer(
    {
      maxHeaderSize: head,
      requestTimeout: bodyTime,
      headersTimeout: bodyTime,
      connectionsCheckingInterval: Math.min(bodyTime, 30_000),
    },
    (request, response) => {
      // A connection that is kept alive must not hold up the end.
      response.once('close', () => server.listening || server.closeIdleConnections())
      listener(request, response)
    },
  )
  server.on('clientError', (error, socket) => refuseBroken(error, socket as Socket, service.fields))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const close = async () => {
    const ended = new Promise<void>((resolve) => server.close(() => resolve()))
    server.closeIdleConnections()
    await service.close()
    await ended
  }
  return { url: urlOf(server.address() as AddressInfo), server, close, [Symbol.asyncDispose]: close }
}

/** A request listener for node:http, node:https, Express and their like. */
export function toListener(
  service: OcciServer,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => void answer(service, request, response)
}

async function answer(
  service: OcciServer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController()
  const hangUp = () =>
    response.writableFinished || gone.abort(new OcciError('unavailable', 'the client has gone'))
  response.on('close', hangUp)
  response.on('error', hangUp)
  try {
    const reply = await service.handle(toOcciRequest(request, service.limits.body, gone.signal))
    await send(reply, request, response, gone.signal)
  } catch {
    response.destroy()
  }
}

function toOcciRequest(request: IncomingMessage, limit: number, signal: AbortSignal): OcciRequest {
  const target = request.url?.startsWith('/') === true ? request.url : pathOf(request.url ?? '/')
  const mark = target.indexOf('?')
  return {
    method: request.method ?? 'GET',
    path: mark < 0 ? target : target.slice(0, mark),
    query: mark < 0 ? '' : target.slice(mark + 1),
    headers: fieldsOf(request.rawHeaders),
    body: () => bodyOf(request, limit),
    signal,
    origin: originOf(request.socket),
  }
}

/** A request target in absolute form (RFC 9112 3.2.2), or the `*` of OPTIONS (3.2.4). */
function pathOf(target: string): string {
  if (target === '*') return '/'
  return URL.canParse(target) ? new URL(target).pathname + new URL(target).search : target
}

/** The fields as they were sent: Node joins repeated ones, or drops all but the first. */
function fieldsOf(raw: readonly string[]): HeaderFields {
  const fields = new Map<string, string[]>()
  for (let index = 0; index < raw.length; index += 2) {
    const [name = '', value = ''] = [raw[index]?.toLowerCase(), raw[index + 1]]
    const values = fields.get(name)
    if (values === undefined) fields.set(name, [value])
    else values.push(value)
  }
  return fields
}

async function bodyOf(request: IncomingMessage, limit: number): Promise<string> {
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge(limit)
  return readText(request, limit)
}

function originOf(socket: Socket): string {
  const { localAddress = '127.0.0.1', localPort = 80 } = socket
  const host = localAddress.replace(/^::ffff:/, '')
  return `${'encrypted' in socket ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${localPort}`
}

function urlOf({ address, port, family }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
}

async function send(
  reply: OcciReply,
  request: IncomingMessage,
  response: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  const { status, headers, body = '' } = reply
  const fields = headers.flat()
  // A body that was not read is not read on: the connection ends after the answer.
  if (!request.complete) fields.push('Connection', 'close')
  if (request.method === 'HEAD' || status === 204 || status === 304) response.writeHead(status, fields).end()
  else if (typeof body === 'string') sendText(body, response, status, fields)
  else await stream(body, response.writeHead(status, fields), signal)
  if (!request.complete) request.resume()
}

/** Node encodes the head together with a text body: latin1 for both, unless the body needs UTF-8, which then goes on its own. */
function sendText(body: string, response: ServerResponse, status: number, fields: readonly string[]): void {
  const length = Buffer.byteLength(body)
  response.writeHead(status, [...fields, 'Content-Length', String(length)])
  if (length === body.length) response.end(body, 'latin1')
  else response.end(Buffer.from(body))
}

/** Writes as fast as the client reads; one that hangs up ends the walk. */
async function stream(
  body: Exclude<Body, string>,
  response: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  try {
    for await (const chunk of body) {
      if (signal.aborted) return
      if (!response.write(chunk)) await drained(response)
    }
    response.end()
  } catch {
    response.destroy()
  }
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      response.off('drain', go)
      response.off('close', go)
      resolve()
    }
    response.once('drain', go)
    response.once('close', go)
  })
}

/** What is no HTTP, or too much of it, before there is a request to answer. */
function refuseBroken(error: NodeJS.ErrnoException, socket: Socket, fields: OcciServer['fields']): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy()
    return
  }
  const [status, message] = statusOfBroken(error.code)
  const head = [
    `HTTP/1.1 ${status}`,
    ...fields.map(([name, value]) => `${name}: ${value}`),
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${message.length}`,
    'Connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${message}`)
}

function statusOfBroken(code: string | undefined): readonly [string, string] {
  if (code === 'HPE_HEADER_OVERFLOW')
    return ['431 Request Header Fields Too Large', 'the header fields of the request are too large']
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return ['408 Request Timeout', 'the request took too long to arrive']
  return ['400 Bad Request', 'this is not a well-formed HTTP request']
}
