import type { Catalog, OcciRequest, Rendering, RenderingContext, Scope } from '@occi/core'
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
  /** Its signal aborts when the client hangs up or the request's time is over. */
  readonly patience: Waiting
  /** What was sent, if it is a form. Missing: a message like others. */
  readonly form?: Form
  /** Who writes the answer. */
  readonly output: Choice
}

/** What is known of a request before it is clear who writes the answer. */
export type Asked = Omit<Exchange, 'output' | 'patience'>

/** What a Rendering is told of an exchange. */
export function contextOf(
  exchange: Asked,
  { mediaType, rendering }: { readonly mediaType: string; readonly rendering: Rendering },
): RenderingContext {
  const { service, catalog, scope, address, target, query, version, form } = exchange
  const { registry, limits } = service
  return {
    catalog,
    scope,
    ...address,
    path: target.path,
    query,
    version,
    mediaType,
    limits,
    sign: (text) => service.signer.sign(text),
    ...(form?.rendering === rendering ? { source: form.source } : {}),
    lookup: {
      entity: (location) => registry.get(location, scope),
      entities: (selected, page) => registry.list(selected, scope, page),
      count: (selected) => registry.count(selected, scope),
    },
  }
}
