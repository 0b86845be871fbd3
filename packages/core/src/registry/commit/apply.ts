import type { Entity, EntityKey } from '../../model/entity.ts'
import { endKey } from './end-key.ts'
import { frozenEntity } from './frozen-entity.ts'
import type { Plan, Write } from './plan.ts'
import type { CommitStore, StoredEntity } from './store.ts'
import { withoutMixin } from './without-mixin.ts'

/** What a commit is about to raise: Resources by {@link endKey}. */
type Raised = Map<string, EntityKey>

/** Does what a plan says, all of it; nothing here can be refused. Gives back what was written, in the order of the changes. */
export function applyPlan<S extends StoredEntity>(
  plan: Plan<S>,
  store: CommitStore<S>,
  revision: number,
): readonly S[] {
  const raised: Raised = new Map()
  for (const mixin of plan.mixinsRemoved.values()) store.removeMixin(mixin)
  for (const mixin of plan.mixinsAdded.values()) store.addMixin(mixin)
  for (const stored of plan.deletes.values()) {
    raise(stored.entity, raised)
    store.remove(stored)
  }
  const written = plan.writes.map((write) => put(write, store, raised))
  takeOffMixins(plan, store, revision, raised)
  for (const source of raised.values()) store.renewLinks(source, revision)
  return written
}

function put<S extends StoredEntity>({ entity, stored }: Write<S>, store: CommitStore<S>, raised: Raised): S {
  raise(entity, raised)
  if (stored === undefined) return store.add(entity)
  raise(stored.entity, raised)
  store.replace(stored, entity)
  return stored
}

function takeOffMixins<S extends StoredEntity>(
  { mixinsRemoved }: Plan<S>,
  store: CommitStore<S>,
  revision: number,
  raised: Raised,
): void {
  for (const mixin of mixinsRemoved.values()) {
    for (const stored of store.membersOf(mixin)) {
      const { entity } = stored
      const links = entity.type === 'resource' ? entity.links : []
      store.replace(stored, frozenEntity(withoutMixin(entity, mixin), revision, links))
      raise(entity, raised)
    }
  }
}

/** GFD.221 table 8: Links are part of the Resource from which they start, so that it changes with them. */
function raise(entity: Entity, raised: Raised): void {
  if (entity.type === 'link') raised.set(endKey(entity.source), entity.source)
}
