import type { Scope } from '../../contracts/registry.ts'
import { OcciError } from '../../errors.ts'
import type { Entity, EntityKey } from '../../model/entity.ts'
import type { Mixin } from '../../model/mixin.ts'

/** A thing that has an owner or is shared. */
type Owned = EntityKey | Pick<Mixin, 'owner'>

/** @throws OcciError `not-found`: another's thing, whether it is there or not */
export function checkSees({ owner }: Owned, scope: Scope, label: string): void {
  if (sees(scope, owner)) return
  throw new OcciError('not-found', `${label} is not there`)
}

/** @throws OcciError `forbidden`: a shared thing that this scope may only look at */
export function checkMayChange({ owner }: Owned, scope: Scope, label: string): void {
  if (mayChange(scope, owner)) return
  throw new OcciError('forbidden', `${label} is shared by all and cannot be changed by one`)
}

/** @throws OcciError `forbidden`: a thing that would belong to another, or to all where this scope may not change shared things */
export function checkMayMake({ owner }: Owned, scope: Scope, label: string): void {
  if (mayChange(scope, owner)) return
  throw new OcciError('forbidden', `${label} would belong to ${owner === undefined ? 'all' : 'another'}`)
}

/** Whether a scope sees what an owner has. */
export function sees(scope: Scope, owner: string | undefined): boolean {
  return scope.system || owner === undefined || owner === scope.owner
}

/** An Entity as a scope sees it: a shared Resource may have Links that belong to one owner, which nobody else sees. */
export function asSeen(entity: Entity, scope: Scope): Entity {
  if (entity.type === 'link' || entity.links.every(({ owner }) => sees(scope, owner))) return entity
  return { ...entity, links: entity.links.filter(({ owner }) => sees(scope, owner)) }
}

/** Whether a scope may change what an owner has. */
export function mayChange({ system, owner: self, changesShared }: Scope, owner: string | undefined): boolean {
  return system || (owner === undefined ? changesShared : owner === self)
}

/** A `conflict`: the Entity that was to be changed is not there any more. */
export function gone({ location }: EntityKey): OcciError {
  return new OcciError('conflict', `the Entity ${location} is gone`, { location })
}
