import type { Change, Commit, Entity, Reservation, Scope } from '@occi/core'
import { measured } from '../metrics/metrics.ts'
import type { AuditedChange, AuditEvent } from '../options/hooks.ts'
import { textOfKey } from '../service/claims.ts'
import { ownerScope } from '../service/owner-scope.ts'
import type { Service } from '../service/service.ts'

/** On what account something is written. */
export type Account = Pick<AuditEvent, 'operation' | 'requestId'> & { readonly extras?: unknown }

/** What is written, and for whom. */
export interface Writing {
  readonly changes: readonly Change[]
  readonly scope: Scope
  readonly reservation?: Reservation | undefined
}

/** Writes to the Registry and tells the hook `audit`. @throws OcciError as `commit` of the Registry */
export async function commit(service: Service, account: Account, writing: Writing): Promise<Commit> {
  const { audit } = service.options
  if (audit === undefined) return write(service, writing)
  const { changes } = writing
  // What cannot be read is not told; it keeps nothing from being written.
  const before = await statesBefore(changes, service).catch(() => new Map<string, Entity>())
  const done = await write(service, writing)
  tellOf(service, account, audited(changes, before, done.entities), done.revision)
  return done
}

function write(
  { registry, options: { metrics } }: Service,
  { changes, scope, reservation }: Writing,
): Promise<Commit> {
  if (metrics === undefined) return registry.commit(changes, scope, reservation)
  return measured(
    () => registry.commit(changes, scope, reservation),
    (_seconds, outcome) => metrics.count('occi_registry_commits_total', { outcome }),
  )
}

/** Tells the hook `audit`, which neither holds up nor fails what is done already. */
export function tellOf(
  { options: { audit }, log }: Service,
  { operation, requestId, extras }: Account,
  changes: readonly AuditedChange[],
  revision?: number,
): void {
  if (audit === undefined) return
  const event: AuditEvent = {
    operation,
    ...(requestId === undefined ? {} : { requestId }),
    extras,
    ...(revision === undefined ? {} : { revision }),
    changes,
  }
  // In a turn of its own: the answer does not wait for it.
  void Promise.resolve()
    .then(() => audit(event))
    .catch((error: unknown) => log('error', 'the audit hook failed', { requestId, operation, error }))
}

/** What is going to be changed, as it is now: the commit is refused if it is another by then. */
async function statesBefore(
  changes: readonly Change[],
  { registry }: Service,
): Promise<ReadonlyMap<string, Entity>> {
  const states = new Map<string, Entity>()
  for (const change of changes) {
    if (change.type !== 'update' && change.type !== 'delete') continue
    const { location, owner } = change.entity
    const state = await registry.get(location, ownerScope(owner))
    if (state !== undefined) states.set(textOfKey(change.entity), state)
  }
  return states
}

function audited(
  changes: readonly Change[],
  states: ReadonlyMap<string, Entity>,
  written: readonly Entity[],
): readonly AuditedChange[] {
  const left = written.values()
  return changes.map((change) => {
    if ('mixin' in change) return change
    const { type, entity } = change
    const before = type === 'create' ? undefined : states.get(textOfKey(entity))
    const after = type === 'delete' ? undefined : left.next().value
    return { type, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }
  })
}
