import { STATUS_CODES, type IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { HeaderFields } from '@occi/core'
import type { OcciServer } from '../server.ts'
import type { Connections } from './node-connections.ts'
import { refusal } from './refusal.ts'

/** A status and a sentence. */
type Fault = readonly [status: number, message: string]

/** What is wrong with a request as HTTP, whatever it asks for. */
export function faultOf({ httpVersion }: IncomingMessage, headers: HeaderFields): Fault | undefined {
  const hosts = headers.get('host') ?? []
  // RFC 9112 3.2: one Host field, and none at most before HTTP/1.1.
  if (hosts.length > 1 || (hosts.length === 0 && httpVersion === '1.1'))
    return [400, `a request has one Host field; this one has ${hosts.length === 0 ? 'none' : hosts.length}`]
  // RFC 9110 10.1.1: the one expectation that is defined; a client of HTTP/1.0 means none.
  const strange = httpVersion === '1.1' && headers.get('expect')?.some((one) => !/^100-continue$/i.test(one))
  return strange === true ? [417, 'the only expectation that is met here is 100-continue'] : undefined
}

/** Answers what is no HTTP, or too much of it, or too slow: there is no request to answer, or only a part of one. */
export async function refuseBroken(
  error: NodeJS.ErrnoException,
  socket: Socket,
  service: OcciServer,
  connections: Connections,
): Promise<void> {
  // What came whole before is answered before.
  if (error.code !== 'ECONNRESET') await connections.answered(socket)
  const begun = [...connections.watch(socket).owed].some(({ response }) => response.headersSent)
  if (error.code === 'ECONNRESET' || !socket.writable || begun) socket.destroy()
  else socket.end(textOf(refusal(service, ...faultOfBroken(error.code))))
}

function faultOfBroken(code: string | undefined): Fault {
  if (code === 'HPE_HEADER_OVERFLOW') return [431, 'the header fields of the request are too large']
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return [408, 'the request took too long to arrive']
  return [400, 'this is not a well-formed HTTP request']
}

function textOf({ status, headers, body }: ReturnType<typeof refusal>): string {
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    `Date: ${new Date().toUTCString()}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ]
  return `${head.join('\r\n')}\r\n\r\n${body}`
}
