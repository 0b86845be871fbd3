import type { IncomingMessage } from 'node:http'
import type { HeaderFields, OcciRequest } from '@occi/core'
import type { Connection } from './node-connection.ts'
import type { Owed } from './node-owed.ts'
import { BodyText, checkBody, cutShort } from './text.ts'

/** What bounds the reading of a request. */
export interface Bounds {
  /** On which it comes. */
  readonly connection: Pick<Connection, 'origin' | 'peer'>
  /** Bytes of a body. */
  readonly limit: number
  /** Knows whether the client has gone. */
  readonly client: Owed
  /** Aborted when bodies that are still to come are not waited for any more. */
  readonly stopping: AbortSignal
  /** Tells a client that waits to send its body. */
  readonly goOn: () => void
}

/** A request of node:http as plain data. */
export class NodeRequest implements OcciRequest {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly headers: HeaderFields
  readonly body: () => Promise<string>
  readonly origin: string
  declare readonly peer?: string
  readonly #client: Bounds['client']

  constructor(request: IncomingMessage, headers: HeaderFields, bounds: Bounds) {
    const { url = '/', method = 'GET' } = request
    const { origin, peer } = bounds.connection
    const target = url.startsWith('/') ? url : pathOf(url)
    const mark = target.indexOf('?')
    this.method = method
    this.path = mark < 0 ? target : target.slice(0, mark)
    this.query = mark < 0 ? '' : target.slice(mark + 1)
    this.headers = headers
    this.body = () => bodyOf(request, headers, bounds)
    this.origin = origin
    if (peer !== undefined) this.peer = peer
    this.#client = bounds.client
  }

  get signal(): AbortSignal {
    return this.#client.signal
  }

  get hasLeft(): boolean {
    return this.#client.hasLeft
  }
}

/** The fields as they were sent: Node joins repeated ones, or drops all but the first. */
export function fieldsOf(raw: readonly string[]): HeaderFields {
  const fields = new Map<string, string[]>()
  for (let index = 0; index < raw.length; index += 2) {
    const [name = '', value = ''] = [raw[index]?.toLowerCase(), raw[index + 1]]
    const values = fields.get(name)
    if (values === undefined) fields.set(name, [value])
    else values.push(value)
  }
  return fields
}

/** A request target in absolute form (RFC 9112 3.2.2), or the `*` of OPTIONS (3.2.4). */
function pathOf(target: string): string {
  if (target === '*') return '/'
  return URL.canParse(target) ? new URL(target).pathname + new URL(target).search : target
}

async function bodyOf(request: IncomingMessage, headers: HeaderFields, bounds: Bounds): Promise<string> {
  if (!headers.has('content-length') && !headers.has('transfer-encoding')) return ''
  checkBody(headers, bounds.limit)
  // RFC 9110 10.1.1: a client that waits is told to go on when its body is wanted, and not before.
  bounds.goOn()
  return readText(request, bounds)
}

/** Listens for itself: to walk a request as an async iterable takes longer than to answer it. */
function readText(request: IncomingMessage, { limit, client, stopping }: Bounds): Promise<string> {
  const body = new BodyText(limit)
  return new Promise((resolve, reject) => {
    const leave = () => {
      request.off('data', take).off('end', end).off('error', breakOff).off('close', breakOff)
      client.whenStopped = undefined
    }
    const fail = (error: unknown) => {
      leave()
      request.pause()
      reject(error)
    }
    const attempt = (step: () => void) => {
      try {
        step()
      } catch (error) {
        fail(error)
      }
    }
    const take = (chunk: Uint8Array) => attempt(() => body.add(chunk))
    const end = () => {
      leave()
      attempt(() => resolve(body.text()))
    }
    const breakOff = (cause?: Error) => fail(cutShort(cause))
    if (stopping.aborted) fail(stopping.reason)
    // Somebody in front of this service has read it.
    else if (request.readableEnded) end()
    else if (request.destroyed) breakOff()
    else {
      request.on('data', take).on('end', end).on('error', breakOff).on('close', breakOff)
      client.whenStopped = fail
    }
  })
}
