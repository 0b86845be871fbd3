import { OcciError } from '../../errors.ts'
import type { Entity } from '../../model/entity.ts'
import type { Link, LinkEnd } from '../../model/link.ts'
import { isLocal } from '../../model/questions.ts'
import { mixinConflict } from '../mixin-names.ts'
import { mixinClaim } from './claims.ts'
import { endKey } from './end-key.ts'
import type { Plan } from './plan.ts'
import { checkMayChange, sees } from './rights.ts'
import type { StoredEntity } from './store.ts'

/** Checks that a Link starts and ends at what will be there. @throws OcciError `conflict`, `forbidden` */
export function checkEnds(entity: Entity, plan: Plan): void {
  if (entity.type === 'resource') return
  const { source, target, location } = entity
  // GFD.221 5.4.3: the source is a Resource of this service.
  if (endAfter(source, plan)?.type !== 'resource') throw broken(location, source, 'source')
  checkMayChange(source, plan.scope, `the source ${source.location}`)
  // GFD.221 5.4.3: the target may lie outside.
  if (isLocal(target) && endAfter(target, plan) === undefined) throw broken(location, target, 'target')
}

/** Checks that no Link is left at an Entity that goes. @throws OcciError `conflict` */
export function checkNobodyPointsAt({ entity: { location, owner } }: StoredEntity, plan: Plan): void {
  const key = owner === undefined ? { location } : { location, owner }
  const left = plan.contents.linksAt(key).find(({ entity }) => pointsAt(plan.after(entity), endKey(key)))
  if (left === undefined) return
  throw new OcciError('conflict', `the Link ${left.entity.location} still starts or ends at ${location}`, {
    location,
  })
}

/** Checks that the users' Mixins that an Entity did not have before are still there. @throws OcciError `conflict` */
export function checkNewMixins(
  entity: Entity,
  before: Entity | undefined,
  { contents, mixinsAdded }: Plan,
): void {
  for (const mixin of entity.mixins) {
    if (mixin.origin !== 'user' || contents.findMixin(mixin) !== undefined) continue
    const had = before?.mixins.some(({ id, owner }) => id === mixin.id && owner === mixin.owner) ?? false
    if (!had && !mixinsAdded.has(mixinClaim('exist', mixin).key))
      throw mixinConflict(mixin, `the Mixin ${mixin.id} is gone`)
  }
}

function endAfter(end: LinkEnd, plan: Plan): Entity | undefined {
  return sees(plan.scope, end.owner) ? plan.after(end) : undefined
}

function pointsAt(entity: Entity | undefined, key: string): entity is Link {
  return entity?.type === 'link' && (endKey(entity.source) === key || endKey(entity.target) === key)
}

function broken(location: string, end: LinkEnd, which: 'source' | 'target'): OcciError {
  const wanted = which === 'source' ? 'a Resource that is there' : 'an Entity that is there'
  return new OcciError('conflict', `the ${which} ${end.location} of the Link ${location} is not ${wanted}`, {
    location,
  })
}
