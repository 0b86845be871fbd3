import { OcciError, type OcciReply, type OcciRequest, type Reservation } from '@occi/core'
import { addressOf, pathWithin } from './input/address.ts'
import { formOf, methodOf, verifyForm } from './input/method.ts'
import { negotiateOutput } from './input/negotiate.ts'
import { normalizePath } from './input/path.ts'
import { checkLengths, checkNoParameters, parseQuery } from './input/query.ts'
import { Rereadable } from './input/rereadable.ts'
import { checkSameOrigin } from './input/same-origin.ts'
import { targetOf, type Target } from './input/target.ts'
import { versionOf } from './input/version.ts'
import { allowed, operations, type Verb } from './operations/table.ts'
import type { ServerOptions } from './options.ts'
import type { Limits } from './options/limits.ts'
import { checkCommon, checkReply } from './output/check-reply.ts'
import { answerError } from './output/error-reply.ts'
import { replyTo, type CommonHeaders } from './output/reply.ts'
import { exchangeOf, type Asked } from './service/exchange.ts'
import { ManagedEntities } from './service/managed-entities.ts'
import type { Patience } from './service/patience.ts'
import { Probes } from './service/probes.ts'
import { createService, type Service } from './service/service.ts'
import { stop, stoppingError } from './service/stop.ts'
import type { Visit } from './service/visits.ts'
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
  /** Settles what processes that share the store have left unfinished and died; to be called now and then where there are several. */
  settle(): Promise<void>
  /**
   * Answers 503 from now on, waits for what is under way, and closes the Registry. What takes longer than `limits.stopTime` is given up, and what
   * Backends have begun has `limits.finishTime` more; what is open then stays reserved for the next start.
   */
  close(): Promise<void>
  /** The same as close, for `await using`. */
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
  readonly #probes: Probes
  #started: Promise<void> | undefined
  #isReady = false
  #closed: Promise<void> | undefined

  constructor(service: Service) {
    this.#service = service
    this.#probes = new Probes(service.options, this)
    this.limits = service.limits
    this.entities = new ManagedEntities(service)
    // GFD.223 5.2: the version on every reply, and the formats served (interop: on every reply).
    this.fields = checkCommon([
      ['Server', `${service.options.software ?? 'occi.ts'} OCCI/1.2 OCCI/1.1`],
      ['Accept', service.registry.mediaTypes().join(', ')],
      ...caching(service.options),
    ])
  }

  get stopping(): boolean {
    return this.#closed !== undefined
  }

  handle(given: OcciRequest): Promise<OcciReply> {
    const { underWay, visits } = this.#service
    const probed = this.#probes.answer(given)
    return probed ?? underWay.track(this.#answer(visits.begin(given)))
  }

  start(): Promise<void> {
    this.#started ??= this.#prepare().catch((error: unknown) => {
      // The next request tries again.
      this.#started = undefined
      throw error
    })
    return this.#started
  }

  async settle(): Promise<void> {
    await this.#settleAll((await this.#service.registry.takeOver?.()) ?? [])
  }

  close(): Promise<void> {
    this.#closed ??= stop(this.#service)
    return this.#closed
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  /** An answer in any case: of the service, of a refusal, of what takes too long. */
  async #answer(visit: Visit): Promise<OcciReply> {
    const common = [...this.fields, ['X-Request-Id', visit.requestId] as const]
    let reply: OcciReply
    try {
      if (this.stopping) throw stoppingError()
      const { inHand } = this.#service
      const served = await inHand.admit(visit.request, (patience) => this.#serve(visit, patience, common))
      reply = checkReply(served, this.fields)
    } catch (error) {
      reply = await answerError(this.#service, visit, error, common)
    }
    return this.#noted(visit, reply)
  }

  /** Takes note of an answer, and counts one with a body that is still to be walked until it is. */
  #noted(visit: Visit, answer: OcciReply): OcciReply {
    const { underWay, visits } = this.#service
    const reply = visits.end(visit, answer)
    return typeof reply.body === 'object' ? { ...reply, body: underWay.walk(reply.body) } : reply
  }

  /** The journey of a request: who asks, understand, do, answer. */
  async #serve(visit: Visit, patience: Patience, common: CommonHeaders): Promise<OcciReply> {
    if (!this.#isReady) await this.start()
    const service = this.#service
    const asked = await this.#understand(visit)
    visit.asked = asked
    const { request, target, query, address } = asked
    if (request.method === 'OPTIONS') return optionsOf(target, service, common)
    checkSameOrigin(request, address)
    const form = request.method === 'POST' ? await formOf(request, service.registry) : undefined
    const method = methodOf(request, form)
    const operation = operationOf(method, target, query, service)
    visit.operation = operation.name
    if (method === 'PUT' || method === 'DELETE') checkNoParameters(query)
    const output = negotiateOutput(request.headers, operation.writes, service.registry)
    const exchange = exchangeOf(asked, { form, output, patience })
    visit.asked = exchange
    if (form !== undefined) await verifyForm(exchange, form)
    return await replyTo(exchange, await operation.run(exchange), common)
  }

  /** Who asks, and for what. */
  async #understand(visit: Visit): Promise<Asked> {
    const service = this.#service
    const { registry, options, prefix, callers, limits } = service
    const { requestId } = visit
    const request = new Rereadable(visit.request)
    const version = versionOf(request.headers)
    checkLengths(request, limits)
    const path = normalizePath(pathWithin(request.path, prefix))
    const extras = options.authenticate === undefined ? undefined : await callers.identify(request)
    const scope = registry.scope(extras)
    visit.caller = { extras, scope }
    callers.charge(scope, request)
    const catalog = await service.catalogs.snapshot(scope, extras, request)
    const target = targetOf(path, catalog)
    const query = parseQuery(request.query)
    const address = addressOf(request, options, prefix)
    const form = undefined
    return { service, request, requestId, extras, scope, catalog, version, address, target, query, form }
  }

  async #prepare(): Promise<void> {
    const { tags, secret, registry } = this.#service
    tags.useKey(await secret.keyFor('entity tags'))
    await this.#settleAll(await registry.reservations())
    this.#isReady = true
  }

  async #settleAll(reservations: readonly Reservation[]): Promise<void> {
    for (const reservation of reservations) await settle(this.#service, reservation)
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
