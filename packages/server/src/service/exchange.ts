import type {
  Catalog,
  Entity,
  EntityQuery,
  Lookup,
  OcciRequest,
  Page,
  Registry,
  Rendering,
  RenderingContext,
  Scope,
} from '@occi/core'
import type { Form } from '../input/method.ts'
import type { Target } from '../input/target.ts'
import type { Version } from '../input/version.ts'
import type { Choice } from '../input/negotiate.ts'
import type { Address } from '../input/address.ts'
import type { Waiting } from './patience.ts'
import type { Service } from './service.ts'

/** One request on its way: everything that belongs to it, and to nobody else. */
export interface Exchange {
  readonly service: Service
  readonly request: OcciRequest
  readonly requestId: string
  /** What authentication gave. */
  readonly extras: unknown
  readonly scope: Scope
  readonly catalog: Catalog
  readonly version: Version
  readonly address: Address
  readonly target: Target
  readonly query: URLSearchParams
  /** Until the client hangs up or the request's time is over. */
  readonly patience: Waiting
  /** What was sent, if it is a form; `undefined`: a message like others. */
  readonly form: Form | undefined
  /** Who writes the answer. */
  readonly output: Choice
}

/** What is known of a request before it is clear who writes the answer. */
export type Asked = Omit<Exchange, 'output' | 'patience'>

/** What is known of a request once it is clear. Spelled out, as a spread of so many members takes longer than all that is done with them. */
export function exchangeOf(
  asked: Asked,
  { form, output, patience }: Pick<Exchange, 'form' | 'output' | 'patience'>,
): Exchange {
  return {
    service: asked.service,
    request: asked.request,
    requestId: asked.requestId,
    extras: asked.extras,
    scope: asked.scope,
    catalog: asked.catalog,
    version: asked.version,
    address: asked.address,
    target: asked.target,
    query: asked.query,
    form,
    output,
    patience,
  }
}

/** What a Rendering is told of an exchange. */
export function contextOf(
  exchange: Asked,
  { mediaType, rendering }: { readonly mediaType: string; readonly rendering: Rendering },
): RenderingContext {
  const { service, catalog, scope, address, target, query, version, form } = exchange
  const context: RenderingContext = {
    catalog,
    scope,
    publicUrl: address.publicUrl,
    prefix: address.prefix,
    path: target.path,
    query,
    version,
    mediaType,
    limits: service.limits,
    sign: (text) => service.signer.sign(text),
    lookup: new ScopedLookup(service.registry, scope),
  }
  return form?.rendering === rendering ? { ...context, source: form.source } : context
}

/** Looks things up in the scope of whoever asks. */
class ScopedLookup implements Lookup {
  readonly #registry: Registry
  readonly #scope: Scope

  constructor(registry: Registry, scope: Scope) {
    this.#registry = registry
    this.#scope = scope
  }

  entity(location: string): Promise<Entity | undefined> {
    return this.#registry.get(location, this.#scope)
  }

  entities(query: EntityQuery, page?: Page): AsyncIterable<readonly Entity[]> {
    return this.#registry.list(query, this.#scope, page)
  }

  count(query: EntityQuery): Promise<number> {
    return this.#registry.count(query, this.#scope)
  }
}
