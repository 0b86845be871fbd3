import { OcciError, Refusal, systemScope, type Entity, type OcciErrorCode } from '@occi/core'
import { keysChangedBy } from '../service/claims.ts'
import type { Exchange } from '../service/exchange.ts'
import { endless, unlessAborted } from '../service/patience.ts'
import { differs, draftOf, finished } from '../workflow/draft.ts'
import { authorize } from '../workflow/authorize.ts'
import { commit } from '../workflow/commit.ts'
import { toRetrieve } from '../workflow/steps.ts'
import { found, type Outcome } from './outcome.ts'

/** GET of an Entity (GFD.223 10.1), as its Backends find it now. */
export async function retrieve(exchange: Exchange): Promise<Outcome> {
  const { service, scope, target } = exchange
  const entity = isThere(await service.registry.get(target.path, scope), target.path)
  if (service.options.authorize !== undefined) await authorize(exchange, 'retrieve', { entity })
  return found({
    form: 'entity',
    entity: isServed(entity, exchange) ? await refreshed(entity, exchange) : entity,
  })
}

/** The Entity at the path of a request. @throws OcciError `not-found` */
export async function entityAt({
  service,
  scope,
  target,
}: Pick<Exchange, 'service' | 'scope' | 'target'>): Promise<Entity> {
  return isThere(await service.registry.get(target.path, scope), target.path)
}

/** @throws OcciError `not-found` */
function isThere(entity: Entity | undefined, path: string): Entity {
  if (entity !== undefined) return entity
  throw new OcciError('not-found', `there is nothing at ${path}`, { location: path })
}

/** One retrieval is shared by all who ask for the same Entity at the same time. */
const underWay = new WeakMap<Exchange['service'], Map<string, Promise<Entity>>>()

async function refreshed(entity: Entity, exchange: Exchange): Promise<Entity> {
  const { service, scope, request } = exchange
  const shared = underWay.get(service) ?? new Map<string, Promise<Entity>>()
  underWay.set(service, shared)
  const key = `${entity.location} ${entity.owner ?? ''} ${scope.owner ?? ''}`
  const asking = shared.get(key) ?? askInTime(entity, exchange).finally(() => shared.delete(key))
  shared.set(key, asking)
  try {
    return await unlessAborted(asking, exchange.patience.signal)
  } catch (error) {
    // Whether the client is still there changes nothing.
    if (request.signal.aborted && error === request.signal.reason) return asking
    if (service.options.lastKnownState === true && isNoAnswer(error)) return entity
    throw error
  }
}

/** Whether the Backends said no, or nothing. */
function isNoAnswer(error: unknown): boolean {
  return Refusal.is(error) || (OcciError.is(error) && silent.has(error.code))
}

const silent: ReadonlySet<OcciErrorCode> = new Set(['unavailable', 'backend-timeout'])

/** Whoever hangs up, the others still wait; but none of them for ever. */
function askInTime(entity: Entity, exchange: Exchange): Promise<Entity> {
  const { inHand } = exchange.service
  inHand.checkLate()
  return inHand.bound(endless, (patience) => ask(entity, { ...exchange, patience }))
}

function isServed(entity: Entity, { service, requestId, extras }: Exchange): boolean {
  const isPartServed = (part: Entity) => {
    const call = { operation: 'retrieve', categories: [part.kind, ...part.mixins], requestId } as const
    return service.registry
      .backendsFor(part, call, extras)
      .some(({ backend }) => backend.retrieve !== undefined)
  }
  return isPartServed(entity) || (entity.type === 'resource' && entity.links.some(isPartServed))
}

/** Each Link's Backends, then those of the Entity; a change that they find is committed like any other. */
async function ask(entity: Entity, exchange: Exchange): Promise<Entity> {
  const links =
    entity.type === 'resource' ? await Promise.all(entity.links.map((link) => refresh(link, exchange))) : []
  const own = await refresh(entity, exchange)
  const parts = [...links, own].filter((part) => part.changed)
  if (parts.length === 0) return entity
  const changed = parts.map((part) => part.entity)
  await keep(changed, exchange)
  const { registry } = exchange.service
  return (await registry.get(entity.location, exchange.scope)) ?? own.entity
}

async function refresh(
  entity: Entity,
  exchange: Exchange,
): Promise<{ readonly entity: Entity; readonly changed: boolean }> {
  const draft = draftOf(entity)
  for (const step of toRetrieve(exchange, draft)) await step.run()
  const now = finished(draft, exchange.catalog.capabilities(entity.kind, entity.mixins))
  return { entity: now, changed: differs(entity, now) }
}

/** Commits what was found, unless somebody is changing the Entity just now: then theirs is the later truth. */
async function keep(found: readonly Entity[], { service, requestId, extras }: Exchange): Promise<void> {
  const changes = found.map((entity) => ({ type: 'update', entity }) as const)
  const write = () =>
    commit(service, { operation: 'retrieve', requestId, extras }, { changes, scope: systemScope })
  try {
    await service.queue.runIfFree({ change: keysChangedBy(found) }, write)
  } catch (error) {
    if (!OcciError.is(error) || error.code !== 'conflict') throw error
  }
}
