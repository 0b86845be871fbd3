/**
 * What went wrong, for callers that decide by it:
 * `capacity` nothing is left: of a host, of the storage, of an address plan; `state` not possible in the present state; `in-use` something
 * else holds it; `address` an address is malformed, outside its plan, or missing; `invalid` a value that makes no sense;
 * `exists` the id is taken; `not-found` no such thing; `fault` a fault that was switched on; `closed` it was closed;
 * `unavailable` the store failed.
 */
export type HypervisorErrorCode =
  | 'capacity'
  | 'state'
  | 'in-use'
  | 'address'
  | 'invalid'
  | 'exists'
  | 'not-found'
  | 'fault'
  | 'closed'
  | 'unavailable'

/** Every refusal of the hypervisor. A refused call has changed nothing. */
export class HypervisorError extends Error {
  /** Stable; decide by this, never by the message. */
  readonly code: HypervisorErrorCode
  /** Plain data that goes with the code, such as what was asked for and what is free. */
  readonly details: Readonly<Record<string, unknown>>

  constructor(code: HypervisorErrorCode, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message)
    this.name = 'HypervisorError'
    this.code = code
    this.details = details
  }
}

/** Throws `invalid` with the given sentence unless the condition holds. */
export function demand(condition: boolean, sentence: string): asserts condition {
  if (!condition) throw new HypervisorError('invalid', sentence)
}
