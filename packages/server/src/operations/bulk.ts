import { OcciError, Refusal, type Entity, type EntityQuery, type EntityReference } from '@occi/core'
import { findAll } from '../input/references.ts'
import type { Exchange } from '../service/exchange.ts'
import { checkWaiting } from '../service/patience.ts'
import { statusOf } from '../output/status.ts'

/** What is done to each of many. */
export interface EachTask {
  /** Says beforehand whether it can be done. @throws OcciError */
  readonly check?: (entity: Entity) => Promise<void>
  readonly perform: (entity: Entity) => Promise<void>
}

/**
 * Does something to many entities on real machines: all is checked before the first is touched, then one after the other. What
 * fails does not keep the rest from being done; the answer says which failed.
 */
export async function oneByOne(
  exchange: Exchange,
  query: EntityQuery,
  { check, perform }: EachTask,
): Promise<void> {
  const { registry } = exchange.service
  const members: Entity[] = []
  for await (const chunk of registry.list(query, exchange.scope)) members.push(...chunk)
  await eachOf(exchange, members, { ...(check === undefined ? {} : { check }), perform })
}

/** Like {@link oneByOne}, for entities at hand. */
export async function eachOf(
  exchange: Exchange,
  members: readonly Entity[],
  { check, perform }: EachTask,
): Promise<void> {
  for (const entity of members) await check?.(entity)
  const failures: Failure[] = []
  for (const entity of members) {
    try {
      // Whoever gives up, or has taken too long, is told what was done until then and what was not.
      checkWaiting(exchange.patience)
      await perform(entity)
    } catch (error) {
      failures.push({ location: entity.location, error: told(error, entity, exchange) })
    }
  }
  if (failures.length > 0) throw refusalOf(failures, members.length, exchange)
}

/** The members of a Collection that a request names. @throws OcciError `unknown-location` for what is none of them */
export async function membersNamed(
  references: readonly EntityReference[],
  exchange: Exchange,
): Promise<readonly Entity[]> {
  const entities = await findAll(references, exchange)
  const stranger = entities.find((entity) => !isMember(entity, exchange))
  if (stranger === undefined) return entities
  const { location } = stranger
  throw new OcciError('unknown-location', `${location} is no member of ${exchange.target.path}`, { location })
}

function isMember({ kind, mixins, location }: Entity, { target }: Exchange): boolean {
  if (target.sort === 'kind') return target.category.id === kind.id
  if (target.sort === 'mixin') return mixins.some(({ id }) => id === target.category.id)
  return location.startsWith(target.path)
}

interface Failure {
  readonly location: string
  readonly error: OcciError
}

/** What the client may know of a failure; the rest is logged. */
function told(error: unknown, { location }: Entity, { service, requestId }: Exchange): OcciError {
  if (OcciError.is(error) && error.code !== 'internal') return error
  service.log('error', 'one of many failed', { requestId, location, error })
  return new OcciError('internal', 'an internal error')
}

/** Some of many failed; the status is that of the first. The sentence names a few, the details all. */
function refusalOf(failures: readonly Failure[], all: number, { version }: Exchange): Refusal {
  const list = failures.map(({ location, error }) => ({ location, message: error.message }))
  const few = list.slice(0, 10).map(({ location, message }) => `${location}: ${message}`)
  const rest = list.length > few.length ? [`and ${list.length - few.length} more`] : []
  const others = failures.length < all ? ', the others are done' : ''
  const message = `${failures.length} of ${all} failed${others}: ${[...few, ...rest].join('; ')}`
  const [first] = failures
  const status = first === undefined ? 500 : statusOf(first.error, version)
  return new Refusal(message, { status, details: { failures: list } })
}
