import type { Entity, EntityKey } from '../../model/entity.ts'
import type { Mixin } from '../../model/mixin.ts'
import { isLocal } from '../../model/questions.ts'
import { endKey } from './end-key.ts'
import type { Claim, Need } from './holds.ts'

/** A name that a new Entity takes. */
export function nameClaims({ id, location, owner }: Entity): readonly Claim[] {
  return [
    {
      key: `location ${location}`,
      need: 'name',
      owner,
      label: `the location ${location}`,
      details: { location },
    },
    { key: `id ${id}`, need: 'name', owner, label: `the id ${id}`, details: { location } },
  ]
}

/** The names that a new Mixin takes. A Collection and an Entity cannot have the same path but for the slash at the end. */
export function mixinNameClaims({ id, owner, actions, location }: Mixin): readonly Claim[] {
  const ids = [id, ...actions.map((action) => action.id)]
  const claims = ids.map((name) => nameClaim(`category ${name}`, `the Category ${name}`, id, owner))
  return location === undefined
    ? claims
    : [...claims, nameClaim(`location ${location.slice(0, -1)}`, `the location ${location}`, id, owner)]
}

/** That an Entity is there, or stays as it is. */
export function entityClaim(need: Need, entity: EntityKey): Claim {
  const { location, owner } = entity
  return {
    key: `entity ${endKey(entity)}`,
    need,
    owner,
    label: `the Entity ${location}`,
    details: { location },
  }
}

/** That a user's Mixin is there, or goes. */
export function mixinClaim(need: Need, { id, owner }: Mixin): Claim {
  const key = `mixin ${owner === undefined ? id : `${owner.length}:${owner}${id}`}`
  return { key, need, owner, label: `the Mixin ${id}`, details: { category: id } }
}

/** What writing an Entity needs of others: the ends of a Link, and its users' Mixins. */
export function companionClaims(entity: Entity): readonly Claim[] {
  const mixins = entity.mixins
    .filter(({ origin }) => origin === 'user')
    .map((mixin) => mixinClaim('exist', mixin))
  if (entity.type === 'resource') return mixins
  const target = isLocal(entity.target) ? [entityClaim('exist', entity.target)] : []
  return [...mixins, entityClaim('raise', entity.source), ...target]
}

/** What changing a stored Entity in any way needs of others: of a Link, where it starts now. */
export function raiseClaims(entity: Entity): readonly Claim[] {
  return entity.type === 'link' ? [entityClaim('raise', entity.source)] : []
}

function nameClaim(key: string, label: string, category: string, owner: string | undefined): Claim {
  return { key, need: 'name', owner, label, details: { category } }
}
