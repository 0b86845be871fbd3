import type { Registry } from '@occi/core'
import { prefixOf } from '../input/address.ts'
import type { ServerOptions } from '../options.ts'
import { checkOptions } from '../options/check-options.ts'
import type { Log } from '../options/hooks.ts'
import { defaultLimits, type Limits } from '../options/limits.ts'
import { EntityTags } from '../output/etag.ts'
import { Callers } from './callers.ts'
import { Catalogs } from './catalogs.ts'
import { InHand } from './in-hand.ts'
import { EntityQueue } from './queue.ts'
import { ServiceSecret } from './secret.ts'
import { Signer } from './signer.ts'
import { UnderWay } from './under-way.ts'
import { Visits } from './visits.ts'

/** What all requests share; nothing in it belongs to one of them. */
export interface Service {
  readonly options: ServerOptions
  readonly registry: Registry
  readonly catalogs: Catalogs
  readonly queue: EntityQueue
  readonly limits: Limits
  readonly secret: ServiceSecret
  readonly tags: EntityTags
  /** Marks what comes back from clients (a form's token). */
  readonly signer: Signer
  readonly prefix: string
  readonly underWay: UnderWay
  readonly inHand: InHand
  readonly callers: Callers
  readonly visits: Visits
  readonly log: Log
}

/** Sets a service up: tells the Registry of Renderings and Backends, and checks that the Categories fit together. */
export function createService(given: ServerOptions): Service {
  checkOptions(given)
  const options = { log: toConsole, ...given }
  const { registry, renderings, backends = [], metrics } = options
  const underWay = new UnderWay()
  const limits = { ...defaultLimits, ...options.limits }
  const catalogs = new Catalogs(options)
  const secret = new ServiceSecret(registry)
  for (const rendering of renderings) registry.setRendering(rendering)
  for (const category of catalogs.own) registry.setBackend(category, undefined)
  for (const { categories, backend } of backends)
    for (const category of categories) registry.setBackend(category, backend)
  return {
    options,
    registry,
    catalogs,
    queue: new EntityQueue(limits.waiting, metrics),
    limits,
    secret,
    tags: new EntityTags(),
    signer: new Signer(() => secret.keyFor('forms')),
    prefix: prefixOf(options),
    underWay,
    inHand: new InHand(limits, underWay, metrics),
    callers: new Callers(options, limits),
    visits: new Visits(options, options.log),
    log: options.log,
  }
}

function toConsole(...[level, message, fields]: Parameters<Log>): void {
  if (level !== 'info') console[level](message, fields)
}
