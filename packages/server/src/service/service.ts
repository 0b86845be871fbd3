import type { Registry } from '@occi/core'
import { prefixOf } from '../input/address.ts'
import { defaultLimits, type Limits, type Log, type ServerOptions } from '../options.ts'
import { EntityTags } from '../output/etag.ts'
import { Catalogs } from './catalogs.ts'
import { EntityQueue } from './queue.ts'
import { ServiceSecret } from './secret.ts'
import { UnderWay } from './under-way.ts'

/** What all requests share; nothing in it belongs to one of them. */
export interface Service {
  readonly options: ServerOptions
  readonly registry: Registry
  readonly catalogs: Catalogs
  readonly queue: EntityQueue
  readonly limits: Limits
  readonly secret: ServiceSecret
  readonly tags: EntityTags
  readonly prefix: string
  readonly underWay: UnderWay
  readonly log: Log
}

/** Sets a service up: tells the Registry of Renderings and Backends, and checks that the Categories fit together. */
export function createService(given: ServerOptions): Service {
  const options = { log: toConsole, ...given }
  const { registry, renderings, backends = [] } = options
  const limits = { ...defaultLimits, ...options.limits }
  const catalogs = new Catalogs(options)
  for (const rendering of renderings) registry.setRendering(rendering)
  for (const category of catalogs.own) registry.setBackend(category, undefined)
  for (const { categories, backend } of backends)
    for (const category of categories) registry.setBackend(category, backend)
  return {
    options,
    registry,
    catalogs,
    queue: new EntityQueue(limits.waiting),
    limits,
    secret: new ServiceSecret(registry),
    tags: new EntityTags(),
    prefix: prefixOf(options),
    underWay: new UnderWay(),
    log: options.log,
  }
}

function toConsole(
  level: 'info' | 'warn' | 'error',
  message: string,
  fields: Readonly<Record<string, unknown>>,
): void {
  if (level !== 'info') console[level](message, fields)
}
