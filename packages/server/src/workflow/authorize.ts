import { OcciError, type Action, type Entity, type Kind, type Mixin } from '@occi/core'
import type { ServerOptions } from '../options.ts'
import type { AskedOperation } from '../options/hooks.ts'
import type { Exchange } from '../service/exchange.ts'

/** To what something is done. */
interface Affected {
  readonly entity?: Entity
  readonly categories?: readonly (Kind | Mixin)[]
  readonly action?: Action
}

/**
 * Asks the service whether the caller may do something. Costs nothing where it has no opinion.
 * @throws OcciError `forbidden`, or what the hook throws
 */
export function authorize(exchange: Exchange, operation: AskedOperation, affected?: Affected): Promise<void> {
  const { authorize: ask } = exchange.service.options
  return ask === undefined ? allowed : askLeave(ask, exchange, operation, affected)
}

const allowed = Promise.resolve()

async function askLeave(
  ask: NonNullable<ServerOptions['authorize']>,
  { target, extras, requestId }: Exchange,
  operation: AskedOperation,
  { categories = [], ...affected }: Affected = {},
): Promise<void> {
  if (await ask({ operation, path: target.path, categories, ...affected, requestId }, extras)) return
  const location = affected.entity?.location ?? target.path
  throw new OcciError('forbidden', `you may not do this: ${operation} at ${location}`, { location })
}

/** Asks for each of many, before the first is touched. @throws OcciError as {@link authorize} */
export async function authorizeAll(
  exchange: Exchange,
  operation: AskedOperation,
  entities: readonly Entity[],
  more: Omit<Affected, 'entity'> = {},
): Promise<void> {
  if (exchange.service.options.authorize === undefined) return
  for (const entity of entities) await authorize(exchange, operation, { ...more, entity })
}
