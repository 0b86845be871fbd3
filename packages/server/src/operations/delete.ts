import {
  OcciError,
  attributesKept,
  systemScope,
  type Change,
  type Entity,
  type EntityReference,
  type Kind,
  type Mixin,
} from '@occi/core'
import { readInput } from '../input/read-input.ts'
import { keysChangedBy, linksOf, textOfKey } from '../service/claims.ts'
import type { Exchange } from '../service/exchange.ts'
import { endless } from '../service/patience.ts'
import { authorize } from '../workflow/authorize.ts'
import { commit } from '../workflow/commit.ts'
import { draftOf, finished } from '../workflow/draft.ts'
import { perform } from '../workflow/perform.ts'
import { toDelete, type Step } from '../workflow/steps.ts'
import { eachOf, membersNamed, oneByOne } from './bulk.ts'
import { queryOf } from './list.ts'
import { changed, type Outcome } from './outcome.ts'
import { entityAt } from './retrieve.ts'

/** DELETE of an Entity (GFD.223 10.4): its Links go with it. */
export async function remove(exchange: Exchange): Promise<Outcome> {
  const entity = await entityAt(exchange)
  await authorize(exchange, 'delete', { entity })
  await removeWithLinks(entity, exchange, true)
  return changed({ form: 'done' })
}

/**
 * DELETE of a Kind's Collection (GFD.223 11.4.1): all that the caller may change in it, or those that the request names (GFD.185 table 1).
 */
export async function removeAll(
  exchange: Exchange,
  named: readonly EntityReference[] | undefined,
): Promise<Outcome> {
  const perform = async (entity: Entity) => {
    const still = await exchange.service.registry.get(entity.location, exchange.scope)
    if (still !== undefined) await removeWithLinks(still, exchange, false)
  }
  const check = (entity: Entity) => authorize(exchange, 'delete', { entity })
  const query = { changeable: true, ...queryOf(exchange.target) }
  if (named === undefined) await oneByOne(exchange, query, { check, perform })
  else await eachOf(exchange, await membersNamed(named, exchange), { check, perform })
  return changed({ form: 'done' })
}

/** DELETE of an unbound path (GFD.185 3.4.2), where the service allows it. */
export async function removeBelow(exchange: Exchange): Promise<Outcome> {
  const { service, target } = exchange
  if (service.options.deleteUnbound !== true) {
    const message = `DELETE of ${target.path} would delete all below it, which is switched off here`
    throw new OcciError('method-not-allowed', message, {
      allow: target.sort === 'root' ? ['GET', 'POST'] : ['GET'],
    })
  }
  return removeAll(exchange, await readInput(exchange, 'members'))
}

/** Takes all keys at once: the Entity, its Links in both directions, and the Resources these start from. */
async function removeWithLinks(entity: Entity, exchange: Exchange, conditional: boolean): Promise<void> {
  const { service, patience, request } = exchange
  const links = await linksOf(entity, service.registry)
  const claims = { change: keysChangedBy([entity, ...links]) }
  const done = await service.queue.run(claims, patience, async () => {
    const now = await entityNow(entity, exchange)
    if (conditional) service.tags.check(request.headers, now)
    const present = await linksOf(now, service.registry)
    const covered = new Set(claims.change.map(textOfKey))
    if (!keysChangedBy([now, ...present]).every((key) => covered.has(textOfKey(key)))) return false
    checkMayChange(now, exchange)
    if (now.revision !== entity.revision) await authorize(exchange, 'delete', { entity: now })
    await removeInOrder(now, present, exchange)
    return true
  })
  // A Link was added between the look and the turn: look again.
  if (!done) await removeWithLinks(entity, exchange, conditional)
}

/** Links first: composition (GFD.221 5.4.2). Once the first is gone the rest follows, whether the client still listens or not. */
async function removeInOrder(entity: Entity, links: readonly Entity[], exchange: Exchange): Promise<void> {
  const gone: string[] = []
  try {
    for (const link of links) {
      await removeOne(link, gone.length === 0 ? exchange : { ...exchange, patience: endless }, entity)
      gone.push(link.location)
    }
    // Each Link that went has raised the revision of the Resource it started from.
    const caller = gone.length === 0 ? exchange : { ...exchange, patience: endless }
    await removeOne(gone.length === 0 ? entity : await entityNow(entity, exchange), caller)
  } catch (error) {
    throw gone.length === 0 ? error : noted(error, `deleted before: ${gone.join(', ')}`)
  }
}

/** The answer says what is gone although the deletion failed. */
function noted(error: unknown, note: string): unknown {
  if (!OcciError.is(error)) return error
  return Object.assign(error, { message: `${error.message}; ${note}` })
}

async function entityNow({ location }: Entity, { service, scope }: Exchange): Promise<Entity> {
  const entity = await service.registry.get(location, scope)
  if (entity !== undefined) return entity
  throw new OcciError('not-found', `there is nothing at ${location} any more`, { location })
}

function checkMayChange({ owner, location }: Entity, { scope }: Exchange): void {
  if (scope.system || (owner === undefined ? scope.changesShared : owner === scope.owner)) return
  throw new OcciError('forbidden', `${location} is shared and not yours to delete`, { location })
}

/**
 * Deletes one Entity: Mixins, then Kind; of a Link, Kind, then Mixins. What was deleted stays deleted: if a later Backend refuses,
 * the Mixins that are gone are taken off and the rest stays; a Link whose Kind is gone is gone.
 * @param because the Entity whose deletion takes this Link along; then it is the service that acts
 */
async function removeOne(entity: Entity, exchange: Exchange, because?: Entity): Promise<void> {
  const { kind, mixins } = entity
  const gone = new Set<Kind | Mixin>()
  const order = entity.type === 'link' ? [kind, ...mixins] : [...mixins, kind]
  const steps = toDelete(exchange, 'delete', entity, order).map((step) => final(step, gone))
  const planned: readonly Change[] = [{ type: 'delete', entity }]
  let finishing = false
  const finish = () => {
    finishing = true
    return planned
  }
  const scope = because === undefined ? exchange.scope : systemScope
  try {
    await perform(exchange, { operation: 'delete', scope, planned, steps, finish })
  } catch (error) {
    // A store that failed is no Backend that refused: what is true then is for `reconcile` to say.
    if (finishing) throw error
    if (gone.has(kind)) await write(planned, exchange)
    else await keepWithout(gone, entity, exchange)
    const taken = [...gone].map(({ term }) => term).join(', ')
    const told = taken === '' ? error : noted(error, `taken off ${entity.location} before: ${taken}`)
    throw because !== undefined && OcciError.is(told) ? keptBecause(entity, because, told) : told
  }
}

/** A step that is not taken back, and notes what is gone after it. */
function final({ undo: _undo, ...step }: Step, gone: Set<Kind | Mixin>): Step {
  const run = async () => {
    await step.run()
    for (const category of step.categories) gone.add(category)
  }
  return { ...step, run }
}

async function keepWithout(
  gone: ReadonlySet<Kind | Mixin>,
  entity: Entity,
  exchange: Exchange,
): Promise<void> {
  const mixins = entity.mixins.filter((mixin) => !gone.has(mixin))
  if (mixins.length === entity.mixins.length) return
  const capabilities = exchange.catalog.capabilities(entity.kind, mixins)
  const draft = draftOf({ ...entity, mixins, attributes: attributesKept(entity.attributes, capabilities) })
  await write([{ type: 'update', entity: finished(draft, capabilities) }], exchange)
}

/** What a deletion that failed has done all the same. */
async function write(changes: readonly Change[], { service, requestId, extras }: Exchange): Promise<void> {
  await commit(service, { operation: 'delete', requestId, extras }, { changes, scope: systemScope })
}

function keptBecause(link: Entity, entity: Entity, error: OcciError): OcciError {
  return Object.assign(error, {
    message: `${entity.location} stays, as its Link ${link.location} could not be deleted: ${error.message}`,
  })
}
