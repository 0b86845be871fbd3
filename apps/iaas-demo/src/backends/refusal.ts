import { Refusal, type AttributeTypes, type Backend } from '@occi/core'

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

/** The Backend, with each refusal of the hypervisor told to the client in the hypervisor's words. */
export function refusing<A extends AttributeTypes>(backend: Backend<A>): Backend {
  const calls = Object.entries(backend).map(([name, call]) => [name, translated(call)] as const)
  return Object.fromEntries(calls) as Backend
}

function translated(call: (...given: never[]) => unknown) {
  return async (...given: never[]): Promise<unknown> => {
    try {
      return await call(...given)
    } catch (error) {
      throw error instanceof HypervisorError ? refusalOf(error) : error
    }
  }
}

function refusalOf(error: HypervisorError): Refusal {
  return new Refusal(error.message, { status: statuses[error.code], cause: error })
}
