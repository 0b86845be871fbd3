import {
  OcciError,
  isKindOf,
  link,
  type CollectionResult,
  type EntityQuery,
  type Kind,
  type Mixin,
  type Page,
} from '@occi/core'
import { narrow, readFilter } from '../input/filter.ts'
import { pageOf } from '../input/query.ts'
import type { Target } from '../input/target.ts'
import type { Exchange } from '../service/exchange.ts'
import { authorize } from '../workflow/authorize.ts'
import { found, type Outcome } from './outcome.ts'

/** GET of a Collection (GFD.223 11.1): filtered, then paged. */
export async function list(exchange: Exchange): Promise<Outcome> {
  const { target, service, query } = exchange
  await authorize(exchange, 'list', { categories: 'category' in target ? [target.category] : [] })
  const page = pageOf(query, service.limits)
  const whole = queryOf(target)
  const filter = readFilter(exchange)
  if (target.sort === 'unbound') await checkExists(exchange)
  return found(collectionOf(filter === undefined ? whole : narrow(whole, filter, exchange), exchange, page))
}

/** What a Collection selects. */
export function queryOf(target: Target): EntityQuery {
  switch (target.sort) {
    case 'kind':
      return { kind: target.category.id }
    case 'mixin':
      return { mixins: [target.category.id] }
    case 'unbound':
      return { below: target.path }
    default:
      return {}
  }
}

/** A query as a result; `undefined`: nothing. */
export function collectionOf(
  query: EntityQuery | undefined,
  exchange: Exchange,
  page?: Page,
): CollectionResult {
  const { service, scope, target } = exchange
  const { registry } = service
  const category: Kind | Mixin | undefined = 'category' in target ? target.category : undefined
  return {
    form: 'collection',
    of: category?.class === 'kind' ? (isKindOf(category, link.id) ? 'links' : 'resources') : 'entities',
    locations: () => (query === undefined ? nothing() : registry.locations(query, scope, page)),
    entities: () => (query === undefined ? nothing() : registry.list(query, scope, page)),
    count: async () => (query === undefined ? 0 : registry.count(query, scope)),
    ...(category === undefined ? {} : { category }),
    ...(page === undefined ? {} : { page }),
  }
}

/** an unbound path is there if Collections or entities lie below it. */
async function checkExists({ target, catalog, service, scope }: Exchange): Promise<void> {
  if (catalog.hasLocationsBelow(target.path)) return
  if ((await service.registry.count({ below: target.path }, scope)) > 0) return
  throw new OcciError('not-found', `there is nothing at ${target.path}`, { location: target.path })
}

async function* nothing(): AsyncIterable<never> {}
