import {
  OcciError,
  Refusal,
  type Action,
  type ActionAttributes,
  type ActionOutcome,
  type Backend,
  type Call,
  type Draft,
  type Entity,
  type Kind,
  type Mixin,
  type Operation,
} from '@occi/core'
import { measured, type Metrics } from '../metrics/metrics.ts'
import type { Exchange } from '../service/exchange.ts'
import { neverAborts, type Waiting } from '../service/patience.ts'
import { draftOf, viewOf } from './draft.ts'

/** One call of a Backend, and the call that takes it back. */
export interface Step {
  readonly backend: Backend
  /** What it is called for. */
  readonly categories: readonly (Kind | Mixin)[]
  /** For log lines: where and for what. */
  readonly about: string
  readonly run: () => Promise<void>
  /** Missing: it cannot be taken back. */
  readonly undo?: () => Promise<void>
}

/** Who asks, for Backends. */
export type Caller = Pick<Exchange, 'service' | 'extras' | 'requestId' | 'patience'>

/** Calls `create` for a new Entity, or for Mixins that come to one. */
export function toCreate(
  caller: Caller,
  operation: Operation,
  draft: Draft,
  categories: readonly (Kind | Mixin)[],
): readonly Step[] {
  return stepsFor(caller, operation, draft, categories, ({ backend, call, undoing }) => ({
    run: async () => backend.create?.(draft, call(), caller.extras),
    undo: async () => backend.delete?.(viewOf(draft), undoing(), caller.extras),
  }))
}

/** Calls `update` or `replace` for what stays of an Entity. */
export function toChange(
  caller: Caller,
  operation: 'update' | 'replace',
  old: Entity,
  draft: Draft,
  categories: readonly (Kind | Mixin)[],
): readonly Step[] {
  return stepsFor(caller, operation, draft, categories, ({ backend, call, undoing }) => ({
    run: async () => backend[operation]?.(old, draft, call(), caller.extras),
    undo: async () => backend[operation]?.(viewOf(draft), draftOf(old), undoing(), caller.extras),
  }))
}

/** Calls `delete` for an Entity that goes, or for Mixins that leave it. */
export function toDelete(
  caller: Caller,
  operation: Operation,
  entity: Entity,
  categories: readonly (Kind | Mixin)[],
): readonly Step[] {
  return stepsFor(caller, operation, entity, categories, ({ backend, call, undoing }) => ({
    run: async () => backend.delete?.(entity, call(), caller.extras),
    undo: async () => backend.create?.(draftOf(entity), undoing(), caller.extras),
  }))
}

/** Calls `retrieve` for what an Entity is made of. */
export function toRetrieve(caller: Caller, draft: Draft): readonly Step[] {
  return stepsFor(caller, 'retrieve', draft, [draft.kind, ...draft.mixins], ({ backend, call }) => ({
    run: async () => backend.retrieve?.(draft, call(), caller.extras),
  }))
}

/** Calls `action`; what it answers is handed on. */
export function toAct(
  caller: Caller,
  draft: Draft,
  action: Action,
  attributes: ActionAttributes,
  take: (outcome: ActionOutcome) => void,
): readonly Step[] {
  const run = async (backend: Backend, call: Served['call']) => {
    const outcome = await backend.action?.(draft, action, attributes, call(), caller.extras)
    if (outcome) take(outcome)
  }
  return stepsFor(
    caller,
    'action',
    draft,
    [],
    ({ backend, call }) => ({ run: () => run(backend, call) }),
    action,
  )
}

/** A Backend, and what it is told. That is made when it is called, for each has a signal of its own, and what a Backend leaves out is not called. */
interface Served {
  readonly backend: Backend
  readonly call: () => Call
  readonly undoing: () => Call
}

function stepsFor(
  { service, extras, requestId, patience }: Caller,
  operation: Operation,
  entity: Pick<Entity, 'kind' | 'mixins' | 'location'>,
  categories: readonly (Kind | Mixin)[],
  step: (served: Served) => Pick<Step, 'run' | 'undo'>,
  action?: Action,
): readonly Step[] {
  const asked = { operation, categories, requestId, ...(action === undefined ? {} : { action }) }
  return service.registry.backendsFor(entity, asked, extras).map(({ backend, categories: served }) => {
    const call = (): Call => ({ undo: false, signal: patience.signal, ...asked, categories: served })
    const undoing = (): Call => ({ undo: true, signal: neverAborts(), ...asked, categories: served })
    return {
      backend,
      categories: served,
      about: `${operation} ${entity.location}`,
      ...guarded(timed(step({ backend, call, undoing }), operation, service.options.metrics), patience),
    }
  })
}

function timed(
  step: Pick<Step, 'run' | 'undo'>,
  operation: Operation,
  metrics: Metrics | undefined,
): Pick<Step, 'run' | 'undo'> {
  if (metrics === undefined) return step
  const run = () =>
    measured(step.run, (seconds, outcome) =>
      metrics.observe('occi_backend_call_duration_seconds', seconds, { operation, outcome }),
    )
  return { ...step, run }
}

/** A Backend refuses by a Refusal. Any other OcciError it lets through (of `server.entities`, say) is its fault, not the client's. */
function guarded({ run, undo }: Pick<Step, 'run' | 'undo'>, patience: Waiting): Pick<Step, 'run' | 'undo'> {
  const runGuarded = async () => {
    try {
      await run()
    } catch (error) {
      if (!OcciError.is(error) || Refusal.is(error) || error === patience.reason) throw error
      throw new OcciError('internal', `a Backend failed: ${error.message}`, {}, error)
    }
  }
  return undo === undefined ? { run: runGuarded } : { run: runGuarded, undo }
}
