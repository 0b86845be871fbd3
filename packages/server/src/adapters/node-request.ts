import type { IncomingMessage } from 'node:http'
import type { HeaderFields, OcciRequest } from '@occi/core'
import type { Connection } from './node-connection.ts'
import { checkBody, readText } from './text.ts'

/** What bounds the reading of a request. */
export interface Bounds {
  readonly connection: Pick<Connection, 'origin' | 'peer'>
  /** Bytes of a body. */
  readonly limit: number
  /** Its signal aborts when the client has gone. */
  readonly client: Pick<OcciRequest, 'signal'>
  /** Aborts when bodies that are still to come are not waited for any more. */
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
  readonly #client: Pick<OcciRequest, 'signal'>

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

async function bodyOf(
  request: IncomingMessage,
  headers: HeaderFields,
  { limit, stopping, goOn }: Bounds,
): Promise<string> {
  if (!headers.has('content-length') && !headers.has('transfer-encoding')) return ''
  checkBody(headers, limit)
  // RFC 9110 10.1.1: a client that waits is told to go on when its body is wanted, and not before.
  goOn()
  return unlessStopped(readText(request, limit), stopping)
}

function unlessStopped(reading: Promise<string>, stopping: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(stopping.reason as Error)
    if (stopping.aborted) stop()
    stopping.addEventListener('abort', stop)
    void reading.then(resolve, reject).finally(() => stopping.removeEventListener('abort', stop))
  })
}
