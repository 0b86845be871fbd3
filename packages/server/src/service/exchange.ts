import type { Catalog, OcciRequest, Rendering, RenderingContext, Scope } from '@occi/core'
import type { Target } from '../input/target.ts'
import type { Version } from '../input/version.ts'
import type { Choice } from '../input/negotiate.ts'
import type { Address } from '../input/address.ts'
import type { Service } from './service.ts'

/** One request on its way: everything that belongs to it, and to nobody else (house style 30). */
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
  /** Aborts when the client hangs up. */
  readonly signal: AbortSignal
  /** Who writes the answer. */
  readonly output: Choice
}

/** What a Rendering is told of an exchange. */
export function contextOf(
  exchange: Exchange,
  { mediaType }: { readonly mediaType: string; readonly rendering: Rendering },
): RenderingContext {
  const { service, catalog, scope, address, target, query, version } = exchange
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
    lookup: {
      entities: (selected, page) => registry.list(selected, scope, page),
      count: (selected) => registry.count(selected, scope),
    },
  }
}
