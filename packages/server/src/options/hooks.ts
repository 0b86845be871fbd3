import type { Action, Entity, Kind, Mixin, Operation } from '@occi/core'

/** What is asked for, as the hooks are told: the operations of Backends, and what calls none. */
export type AskedOperation = Operation | 'discover' | 'list' | 'add-mixin' | 'remove-mixin'

/** What the hook `authorize` is asked: whether this may be done to that. */
export interface Access {
  readonly operation: AskedOperation
  /** The path within the service that the request is for. */
  readonly path: string
  /** The Entity that it is done to, as it is; for `create`, as it is planned. Missing: `discover`, `list`, `add-mixin`, `remove-mixin`. */
  readonly entity?: Entity
  /** The Category of the Collection listed, the Mixin put on, taken off, added or removed. Empty: none. */
  readonly categories: readonly (Kind | Mixin)[]
  /** For `action`: the Action. */
  readonly action?: Action
  readonly requestId: string
}

/** What the hook `audit` is told, once something is stored. */
export interface AuditEvent {
  /** `report`: by `server.entities`. `reconcile`: what a crash or a fault had left open. */
  readonly operation: AskedOperation | 'report' | 'reconcile'
  /** The request it belongs to. Missing: it belongs to none (`report`). */
  readonly requestId?: string
  /** What authentication gave; `undefined` where the service itself acts. */
  readonly extras: unknown
  /** The Registry's counter after it. Missing: the Registry does not tell (`remove-mixin`). */
  readonly revision?: number
  /** All that was written at once. */
  readonly changes: readonly AuditedChange[]
}

/** An Entity or a user's Mixin that has come, changed or gone. */
export interface AuditedChange {
  readonly type: 'create' | 'update' | 'delete' | 'add-mixin' | 'remove-mixin'
  /** The Entity before an update or a delete. */
  readonly before?: Entity
  /** The Entity after a creation or an update. */
  readonly after?: Entity
  /** For `add-mixin` and `remove-mixin`. */
  readonly mixin?: Mixin
}

/** Takes what an operator should know. */
export type Log = (
  level: 'info' | 'warn' | 'error',
  message: string,
  fields: Readonly<Record<string, unknown>>,
) => void
