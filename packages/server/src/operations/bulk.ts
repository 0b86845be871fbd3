import { OcciError, type Entity, type EntityQuery } from '@occi/core'
import type { Exchange } from '../service/exchange.ts'
import { statusOf } from '../output/status.ts'
import { Refusal } from '@occi/core'

/** What is done to each of many. */
export interface EachTask {
  /** Says beforehand whether it can be done. @throws OcciError */
  readonly check?: (entity: Entity) => void
  readonly perform: (entity: Entity) => Promise<void>
}

/**
 * Does something to many entities on real machines (design 8): all is checked before the first is touched, then one after the other. What
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
  for (const entity of members) check?.(entity)
  const failures: { location: string; message: string; error: OcciError }[] = []
  for (const entity of members) {
    exchange.signal.throwIfAborted()
    try {
      await perform(entity)
    } catch (error) {
      if (!OcciError.is(error))
        exchange.service.log('error', 'a bulk operation failed', {
          requestId: exchange.requestId,
          location: entity.location,
          error,
        })
      const shown =
        OcciError.is(error) && error.code !== 'internal'
          ? error
          : new OcciError('internal', 'an internal error')
      failures.push({ location: entity.location, message: shown.message, error: shown })
    }
  }
  const [first] = failures
  if (first === undefined) return
  const message = `${failures.length} of ${members.length} failed, the others are done: ${failures.map(({ location, message: why }) => `${location}: ${why}`).join('; ')}`
  throw new BulkFailure(message, statusOf(first.error, exchange.version), failures)
}

/** Some of many failed; the status is that of the first. */
class BulkFailure extends Refusal {
  constructor(
    message: string,
    status: number,
    failures: readonly { readonly location: string; readonly message: string }[],
  ) {
    super(message, { status })
    Object.assign(this.details, {
      failures: failures.map(({ location, message: why }) => ({ location, message: why })),
    })
  }
}
