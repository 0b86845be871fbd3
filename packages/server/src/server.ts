import { Catalog, OcciError, systemScope, type OcciReply, type OcciRequest } from '@occi/core'
import { addressOf, pathWithin } from './input/address.ts'
import { methodOf, rereadable } from './input/method.ts'
import { negotiateOutput } from './input/negotiate.ts'
import { normalizePath } from './input/path.ts'
import { checkNoParameters, parseQuery } from './input/query.ts'
import { targetOf, type Target } from './input/target.ts'
import { versionOf } from './input/version.ts'
import { allowed, operations, type Verb } from './operations/table.ts'
import type { Limits, ServerOptions } from './options.ts'
import { checkReply } from './output/check-reply.ts'
import { errorReply } from './output/error-reply.ts'
import { replyTo, type CommonHeaders } from './output/reply.ts'
import type { Exchange } from './service/exchange.ts'
import { ManagedEntities } from './service/managed-entities.ts'
import { createService, type Service } from './service/service.ts'
import { settle } from './workflow/perform.ts'

/** A running service: hand it requests, through a door (`@occi/server/node`, `@occi/server/fetch`) or as plain data. */
export interface OcciServer {
  /** Answers a request. It never throws, whatever is sent. */
  handle(request: OcciRequest): Promise<OcciReply>
  /** For what the managed framework changes by itself. */
  readonly entities: ManagedEntities
  /** The bounds in force, for doors. */
  readonly limits: Limits
  /** The header fields that every reply has, for doors that answer what is no request. */
  readonly fields: CommonHeaders
  /** Fetches the secret and settles what a crash left unfinished; the first request waits for it. Doors call it before they listen. */
  start(): Promise<void>
  /** Answers 503 from now on, waits for what is under way, and closes the Registry. */
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * Makes a service of a Registry, Renderings, Extensions and Backends.
 * @throws OcciError `invalid-definition` where Categories do not fit together
 */
export function createServer(options: ServerOptions): OcciServer {
  return new Server(createService(options))
}

class Server implements OcciServer {
  readonly entities: ManagedEntities
  readonly limits: Limits
  readonly fields: CommonHeaders
  readonly #service: Service
  #started: Promise<void> | undefined
  #closed: Promise<void> | undefined

  constructor(service: Service) {
    this.#service = service
    this.limits = service.limits
    this.entities = new ManagedEntities(service)
    // GFD.223 5.2: the version on every reply, and the formats served (interop: on every reply).
    this.fields = [
      ['Server', `${service.options.software ?? 'occi.ts'} OCCI/1.2 OCCI/1.1`],
      ['Accept', service.registry.mediaTypes().join(', ')],
      ...caching(service.options),
    ]
  }

  handle(request: OcciRequest): Promise<OcciReply> {
    const { underWay } = this.#service
    return underWay
      .track(this.#answer(request))
      .then((reply) =>
        typeof reply.body === 'object' ? { ...reply, body: underWay.walk(reply.body) } : reply,
      )
  }

  start(): Promise<void> {
    this.#started ??= this.#begin().catch((error: unknown) => {
      // The next request tries again.
      this.#started = undefined
      throw error
    })
    return this.#started
  }

  close(): Promise<void> {
    const { underWay, registry } = this.#service
    this.#closed ??= underWay.ended().then(() => registry.close())
    return this.#closed
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  /** The journey of a request: understand, do, answer. */
  async #answer(request: OcciRequest): Promise<OcciReply> {
    const requestId = crypto.randomUUID()
    const common = [...this.fields, ['X-Request-Id', requestId] as const]
    try {
      if (this.#closed !== undefined)
        throw new OcciError('unavailable', 'the service is stopping', { retryAfter: 10 })
      await this.start()
      return checkReply(await this.#serve(request, requestId, common))
    } catch (error) {
      return this.#fail(request, requestId, error, common)
    }
  }

  async #serve(given: OcciRequest, requestId: string, common: CommonHeaders): Promise<OcciReply> {
    const service = this.#service
    const { registry, options, prefix } = service
    const request = rereadable(given)
    const version = versionOf(request.headers)
    const path = normalizePath(pathWithin(request.path, prefix))
    const extras = await options.authenticate?.(request)
    const scope = registry.scope(extras)
    const catalog = await service.catalogs.snapshot(scope, extras, request.signal)
    const target = targetOf(path, catalog)
    const query = parseQuery(request.query)
    if (request.method === 'OPTIONS') return optionsOf(target, service, common)
    const method = await methodOf(request, registry)
    const operation = operationOf(method, target, query, service)
    if (method === 'PUT' || method === 'DELETE') checkNoParameters(query)
    const output = negotiateOutput(request.headers, operation.writes, registry)
    const address = addressOf(request, options, prefix)
    const { signal } = request
    const asked = { request, requestId, extras, scope, catalog, version, address, target, query, signal }
    const exchange: Exchange = { service, ...asked, output }
    const outcome = await operation.run(exchange)
    return replyTo(exchange, outcome, common)
  }

  async #fail(
    request: OcciRequest,
    requestId: string,
    thrown: unknown,
    common: CommonHeaders,
  ): Promise<OcciReply> {
    const { registry, options, prefix, limits } = this.#service
    const error =
      request.signal.aborted && thrown === request.signal.reason
        ? new OcciError('unavailable', 'the client has gone')
        : thrown
    const context = {
      catalog: new Catalog([]),
      scope: systemScope,
      path: request.path,
      query: new URLSearchParams(),
      version: quietVersion(request),
      limits,
      ...addressOf(request, options, prefix),
      lookup: { entities: () => registry.list({ below: '//' }, systemScope), count: async () => 0 },
    }
    try {
      const failed = { headers: request.headers, requestId, context }
      return checkReply(await errorReply(this.#service, error, failed, common))
    } catch (cause) {
      this.#service.log('error', 'an error could not be rendered', { requestId, error, cause })
      return { status: 500, headers: common }
    }
  }

  async #begin(): Promise<void> {
    const { tags, secret, registry } = this.#service
    tags.useKey(await secret.keyFor('entity tags'))
    for (const reservation of await registry.reservations()) await settle(this.#service, reservation)
  }
}

function operationOf(method: string, target: Target, query: URLSearchParams, { options }: Service) {
  const verb = method === 'HEAD' ? 'GET' : method === 'POST' && query.has('action') ? 'POST action' : method
  const table = operations[target.sort]
  const operation = Object.hasOwn(table, verb) ? table[verb as Verb] : undefined
  if (operation !== undefined) return operation
  const message = `${method} means nothing at ${target.path}`
  throw new OcciError('method-not-allowed', message, {
    allow: allowed(target.sort, options.deleteUnbound === true),
    location: target.path,
  })
}

/** Where users are told apart, no cache may give one what was made for another (RFC 9111 3.5). */
function caching({ authenticate }: ServerOptions): CommonHeaders {
  // What is answered, errors included, depends on these fields of the request.
  if (authenticate === undefined) return [['Vary', 'Accept, User-Agent']]
  return [
    ['Vary', 'Accept, Authorization, User-Agent'],
    ['Cache-Control', 'private, no-cache'],
  ]
}

function optionsOf(target: Target, { options }: Service, common: CommonHeaders): OcciReply {
  return {
    status: 204,
    headers: [...common, ['Allow', allowed(target.sort, options.deleteUnbound === true).join(', ')]],
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
