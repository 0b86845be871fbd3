import type { Entity, Result } from '@occi/core'

/** What an operation has done, before a Rendering writes it. */
export interface Outcome {
  readonly status: 200 | 201
  readonly result: Result
  /** Whether something was changed: then the answer is a success even where it cannot be written. */
  readonly changed: boolean
}

/** A reading. */
export function found(result: Result): Outcome {
  return { status: 200, result, changed: false }
}

/** A change. */
export function changed(result: Result): Outcome {
  return { status: 200, result, changed: true }
}

/** A creation. */
export function created(entities: readonly Entity[]): Outcome {
  return { status: 201, result: { form: 'created', entities }, changed: true }
}
