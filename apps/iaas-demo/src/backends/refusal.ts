import { Refusal, type AttributeTypes, type Backend, type Entity } from '@occi/core'

import { HypervisorError, type HypervisorErrorCode } from '../hypervisor/index.ts'

/** What a client is answered when the hypervisor refuses. */
const statuses: Readonly<Record<HypervisorErrorCode, number>> = {
  // A full cloud or plan is a conflict with what others hold: trying again helps only once something is deleted or made smaller.
  capacity: 409,
  state: 409,
  'in-use': 409,
  exists: 409,
  address: 400,
  invalid: 400,
  'not-found': 400,
  fault: 500,
  closed: 503,
  unavailable: 503,
}

/**
 * The Backend, with each refusal of the hypervisor told to the client in the hypervisor's words. How much room there is tells what others
 * have: where things have owners, it is not said.
 */
export function refusing<A extends AttributeTypes>(backend: Backend<A>): Backend {
  const calls = Object.entries(backend).map(([name, call]) => [name, translated(call)] as const)
  return Object.fromEntries(calls) as Backend
}

/** Every call begins with the Entity that it is about. */
function translated(call: (entity: never, ...more: never[]) => unknown) {
  return async (entity: Pick<Entity, 'owner'>, ...more: never[]): Promise<unknown> => {
    try {
      return await call(entity as never, ...more)
    } catch (error) {
      throw error instanceof HypervisorError ? refusalOf(error, entity) : error
    }
  }
}

function refusalOf(error: HypervisorError, { owner }: Pick<Entity, 'owner'>): Refusal {
  const { code, message } = error
  const told = code === 'capacity' && owner !== undefined ? 'there is no room for it at the moment' : message
  return new Refusal(told, { status: statuses[code], cause: error })
}
