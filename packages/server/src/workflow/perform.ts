import {
  systemScope,
  type Change,
  type Commit,
  type Operation,
  type Reservation,
  type Scope,
} from '@occi/core'
import type { Service } from '../service/service.ts'
import { checkWaiting, type Waiting } from '../service/patience.ts'
import { commit } from './commit.ts'
import { checkSizes } from './sizes.ts'
import type { Caller, Step } from './steps.ts'

/** A changing operation, ready to be carried out under the queue. */
export interface Work {
  readonly operation: Operation
  /** Whose changes these are; cascades are the system's. */
  readonly scope: Scope
  /** What is going to change, as far as it is known before the Backends are called. */
  readonly planned: readonly Change[]
  /** The calls, in order. */
  readonly steps: readonly Step[]
  /** What is to be written after the calls. */
  readonly finish: () => readonly Change[]
}

/**
 * Two commits around the Backends: a reservation that checks and holds all that can refuse, the calls, the finishing commit. Whatever
 * fails, what was called is taken back, newest first, and nothing is kept. Backends that act inside alone need no reservation.
 */
export async function perform(caller: Caller, work: Work): Promise<Commit> {
  const { service, requestId, patience, extras } = caller
  const { operation, planned, steps } = work
  if (growing.has(operation)) checkSizes(planned, service.limits)
  const scope = service.options.quotas === undefined ? work.scope : await withQuotas(work, caller)
  const outside = steps.some(({ backend }) => backend.actsInside !== true)
  checkWaiting(patience)
  if (outside) service.inHand.checkLate()
  const reservation = outside
    ? await service.registry.reserve({ operation, requestId, changes: planned }, scope)
    : undefined
  const done: Step[] = []
  let finishing = false
  try {
    await runAll(steps, done, patience)
    const changes = work.finish()
    finishing = true
    return await commit(service, { operation, requestId, extras }, { changes, scope, reservation })
  } catch (error) {
    await takeBack(service, requestId, done, reservation, finishing)
    throw error
  }
}

/** What may make an Entity larger; what makes it smaller is not in the way of somebody who has too much. */
const growing: ReadonlySet<Operation> = new Set(['create', 'update', 'replace', 'associate'])

/** The scope of the work with what its owner may have. A deletion adds nothing, and the service's own work has no bounds. */
async function withQuotas({ operation, scope }: Work, { service, extras }: Caller): Promise<Scope> {
  const { quotas } = service.options
  if (quotas === undefined || scope.system || operation === 'delete') return scope
  return Object.assign({}, scope, { quotas: await quotas(extras) })
}

async function runAll(steps: readonly Step[], done: Step[], patience: Waiting): Promise<void> {
  // A client that hangs up cancels what has not reached its first Backend; after that the operation finishes or is undone.
  checkWaiting(patience)
  for (const step of steps) {
    await step.run()
    done.push(step)
  }
}

async function takeBack(
  service: Service,
  requestId: string,
  done: readonly Step[],
  reservation: Reservation | undefined,
  finishing: boolean,
): Promise<void> {
  // All Backends have done their work, and the store did not take it: what has no way back is left over.
  const lasting = finishing ? done.filter(({ undo }) => undo === undefined) : []
  for (const { about } of lasting)
    service.log('error', 'what a Backend did could not be written', { requestId, about })
  let complete = lasting.length === 0
  for (const step of done.toReversed()) {
    try {
      await step.undo?.()
    } catch (error) {
      complete = false
      service.log('error', 'a Backend could not take back its work', { requestId, about: step.about, error })
    }
  }
  if (reservation === undefined) return
  if (complete) await release(service, reservation)
  else await settle(service, reservation)
}

/** A store that fails here must not hide why the operation ended; the next start finds what it left. */
async function release({ registry, log }: Service, reservation: Reservation): Promise<void> {
  try {
    await registry.release(reservation)
  } catch (error) {
    const { id, requestId } = reservation
    log('error', 'a reservation could not be released; it stays until the next start', {
      requestId,
      reservation: id,
      error,
    })
  }
}

/** Asks the service what is true of an operation that was neither finished nor taken back, and writes it. */
export async function settle(service: Service, reservation: Reservation): Promise<void> {
  const { registry, options, log } = service
  const { id, operation, requestId, changes } = reservation
  try {
    const truth = (await options.reconcile?.(reservation)) ?? 'undone'
    log('warn', `an unfinished operation was settled`, {
      requestId,
      operation,
      truth: typeof truth === 'string' ? truth : 'changed',
    })
    if (truth === 'undone') await registry.release(reservation)
    else
      await commit(
        service,
        { operation: 'reconcile', requestId },
        { changes: truth === 'done' ? changes : truth, scope: systemScope, reservation },
      )
  } catch (error) {
    log('error', 'an unfinished operation could not be settled; it stays reserved until the next start', {
      requestId,
      reservation: id,
      error,
    })
  }
}
