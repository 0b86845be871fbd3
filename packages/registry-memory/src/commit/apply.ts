import type { Entity, EntityKey } from '@occi/core'
import { endKey } from '../store/entity-store.ts'
import { frozenEntity, type Stored } from '../store/stored.ts'
import { membersOf, type Plan, type Write } from './plan.ts'
import { withoutMixin } from './without-mixin.ts'

/** Does what a plan says, all of it; nothing here can fail. Gives back the entities written, in the order of their changes. */
export function apply(plan: Plan, revision: number): readonly Entity[] {
  const { mixins, entities } = plan.contents
  const raised = new Map<string, EntityKey>()
  for (const mixin of plan.mixinsRemoved.values()) mixins.remove(mixin)
  for (const mixin of plan.mixinsAdded.values()) mixins.add(mixin)
  for (const stored of plan.deletes.values()) remove(stored, plan, raised)
  const written = plan.writes.map((write) => put(write, plan, raised))
  takeOffMixins(plan, revision, raised)
  for (const source of raised.values()) entities.renewLinks(source, revision)
  return written.map(({ entity }) => entity)
}

function remove(stored: Stored, { contents }: Plan, raised: Map<string, EntityKey>): void {
  raise(stored.entity, raised)
  contents.entities.remove(stored)
}

function put(
  { entity, stored }: Write,
  { contents: { entities } }: Plan,
  raised: Map<string, EntityKey>,
): Stored {
  raise(entity, raised)
  if (stored === undefined) return entities.add(entity)
  raise(stored.entity, raised)
  entities.replace(stored, entity)
  return stored
}

function takeOffMixins(
  { mixinsRemoved, contents: { entities } }: Plan,
  revision: number,
  raised: Map<string, EntityKey>,
): void {
  for (const mixin of mixinsRemoved.values()) {
    for (const stored of membersOf(mixin, entities)) {
      const { entity } = stored
      const links = entity.type === 'resource' ? entity.links : []
      entities.replace(stored, frozenEntity(withoutMixin(entity, mixin), revision, links))
      raise(entity, raised)
    }
  }
}

/** GFD.221 table 8: Links are part of the Resource from which they start, so that it changes with them. */
function raise(entity: Entity, raised: Map<string, EntityKey>): void {
  if (entity.type === 'link') raised.set(endKey(entity.source), entity.source)
}
