import { OcciError, Refusal, type Entity } from '@occi/core'
import { keysChangedBy, neverAborts } from '../service/claims.ts'
import type { Exchange } from '../service/exchange.ts'
import { differs, draftOf, finished } from '../workflow/draft.ts'
import { toRetrieve, type Caller } from '../workflow/steps.ts'
import { found, type Outcome } from './outcome.ts'

/** GET of an Entity (GFD.223 10.1), as its Backends find it now. */
export async function retrieve(exchange: Exchange): Promise<Outcome> {
  const entity = await entityAt(exchange)
  return found({ form: 'entity', entity: await refreshed(entity, exchange) })
}

/** The Entity at the path of a request. @throws OcciError `not-found` */
export async function entityAt({
  service,
  scope,
  target,
}: Pick<Exchange, 'service' | 'scope' | 'target'>): Promise<Entity> {
  const entity = await service.registry.get(target.path, scope)
  if (entity === undefined)
    throw new OcciError('not-found', `there is nothing at ${target.path}`, { location: target.path })
  return entity
}

/** One retrieval is shared by all who ask for the same Entity at the same time. */
const underWay = new WeakMap<Exchange['service'], Map<string, Promise<Entity>>>()

async function refreshed(entity: Entity, exchange: Exchange): Promise<Entity> {
  const { service, scope } = exchange
  if (!isServed(entity, exchange)) return entity
  const shared = underWay.get(service) ?? new Map<string, Promise<Entity>>()
  underWay.set(service, shared)
  const key = `${entity.location} ${entity.owner ?? ''} ${scope.owner ?? ''}`
  const asking = shared.get(key) ?? ask(entity, exchange).finally(() => shared.delete(key))
  shared.set(key, asking)
  try {
    return await asking
  } catch (error) {
    if (Refusal.is(error) && service.options.lastKnownState === true) return entity
    throw error
  }
}

function isServed(entity: Entity, exchange: Exchange): boolean {
  const parts = entity.type === 'resource' ? [entity, ...entity.links] : [entity]
  return parts.some((part) =>
    toRetrieve(exchange, draftOf(part)).some(({ backend }) => backend.retrieve !== undefined),
  )
}

/** Design 5: each Link's Backends, then those of the Entity; a change that they find is committed like any other. */
async function ask(entity: Entity, exchange: Exchange): Promise<Entity> {
  const caller: Caller = { ...exchange, signal: neverAborts }
  const links =
    entity.type === 'resource'
      ? await Promise.all(entity.links.map((link) => refresh(link, exchange, caller)))
      : []
  const own = await refresh(entity, exchange, caller)
  const parts = [...links, own].filter((part) => part.changed)
  if (parts.length === 0) return entity
  const changed = parts.map((part) => part.entity)
  await keep(changed, exchange)
  const { registry } = exchange.service
  return (await registry.get(entity.location, exchange.scope)) ?? own.entity
}

async function refresh(
  entity: Entity,
  { catalog }: Exchange,
  caller: Caller,
): Promise<{ readonly entity: Entity; readonly changed: boolean }> {
  const draft = draftOf(entity)
  for (const step of toRetrieve(caller, draft)) await step.run()
  const now = finished(draft, catalog.capabilities(entity.kind, entity.mixins))
  return { entity: now, changed: differs(entity, now) }
}

/** Commits what was found, unless somebody is changing the Entity just now: then theirs is the later truth. */
async function keep(changed: readonly Entity[], { service }: Exchange): Promise<void> {
  const claims = { change: keysChangedBy(changed) }
  const commit = () =>
    service.registry.commit(
      changed.map((entity) => ({ type: 'update', entity }) as const),
      { system: true, changesShared: true },
    )
  try {
    await service.queue.runIfFree(claims, commit)
  } catch (error) {
    if (!OcciError.is(error) || error.code !== 'conflict') throw error
  }
}
