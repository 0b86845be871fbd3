import type { OcciReply, OcciRequest, Scope } from '@occi/core'
import { requestIdOf, seenThrough } from '../input/forwarded.ts'
import type { Metrics } from '../metrics/metrics.ts'
import type { ServerOptions } from '../options.ts'
import type { Log } from '../options/hooks.ts'
import type { Asked } from './exchange.ts'

/** One request, and what is found out about it on its way. */
export interface Visit {
  /** As the client sent it, seen through the proxies that are trusted. */
  readonly request: OcciRequest
  readonly requestId: string
  /** Milliseconds of a clock that only goes forward. */
  readonly begun: number
  /** What is asked for. Missing: that is not known yet. */
  operation?: string
  /** Who asks. Missing: that is not known, or it is nobody. */
  caller?: { readonly extras: unknown; readonly scope: Scope }
  /** What is known of the request, for the answer to what goes wrong with it. Missing: it is not understood yet. */
  asked?: Asked
}

/** Says what happened: a line in the log and the measures of each request, once its answer is made or its body walked. */
export class Visits {
  readonly #options: ServerOptions
  readonly #log: Log
  readonly #metrics: Metrics | undefined

  constructor(options: ServerOptions, log: Log) {
    this.#options = options
    this.#log = log
    this.#metrics = options.metrics
  }

  begin(given: OcciRequest): Visit {
    const { trustProxy } = this.#options
    const request = seenThrough(given, trustProxy)
    const requestId = requestIdOf(request, trustProxy) ?? crypto.randomUUID()
    return { request, requestId, begun: performance.now() }
  }

  /** Takes note of an answer; one with a body that is still to be walked at the end of the walk. */
  end(visit: Visit, reply: OcciReply): OcciReply {
    const isTold = this.#metrics !== undefined || this.#options.logRequests === true
    if (!isTold) return reply
    const { body = '', status } = reply
    if (typeof body === 'object' && visit.request.method !== 'HEAD')
      return { ...reply, body: this.#walked(visit, status, body) }
    this.#tell(visit, status, typeof body === 'string' ? bytesOf(body) : 0)
    return reply
  }

  async *#walked(visit: Visit, status: number, body: AsyncIterable<string>): AsyncIterable<string> {
    let bytes = 0
    try {
      for await (const chunk of body) {
        bytes += bytesOf(chunk)
        yield chunk
      }
    } finally {
      this.#tell(visit, status, bytes)
    }
  }

  #tell(visit: Visit, status: number, bytes: number): void {
    const { operation = 'none', request, requestId, begun } = visit
    const milliseconds = performance.now() - begun
    this.#metrics?.count('occi_requests_total', { operation, status: String(status) })
    this.#metrics?.observe('occi_request_duration_seconds', milliseconds / 1000, { operation })
    if (this.#options.logRequests !== true) return
    const { method, path, peer } = request
    this.#log(levelOf(status), 'request', {
      requestId,
      method,
      path,
      operation,
      who: this.#nameOf(visit),
      peer,
      status,
      milliseconds: Math.round(milliseconds * 1000) / 1000,
      bytes,
    })
  }

  #nameOf({ caller }: Visit): string | undefined {
    if (caller === undefined) return undefined
    const { who } = this.#options
    return who === undefined ? caller.scope.owner : who(caller.extras)
  }
}

/** What an operator has to look at: faults. That somebody has to wait is a warning; all else is what clients do. */
function levelOf(status: number): 'info' | 'warn' | 'error' {
  if (status === 500) return 'error'
  return status > 501 ? 'warn' : 'info'
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length
}
