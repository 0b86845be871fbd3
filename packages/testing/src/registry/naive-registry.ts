import {
  sameValue,
  type Change,
  type Entity,
  type EntityKey,
  type EntityQuery,
  type OcciErrorCode,
  type Scope,
} from '@occi/core'

/** The rules of a Registry, as plainly as they can be said: lists that are walked. It has no revisions of its own; it learns them. */
export class NaiveRegistry {
  entities: readonly Entity[] = []

  /** Takes over revisions and Links from what a real Registry holds. */
  learn(stored: readonly Entity[]): void {
    this.entities = this.entities.map((entity) => stored.find((one) => isSame(one, entity)) ?? entity)
  }

  /** Does a commit of entities, or says how it has to fail. */
  commit(changes: readonly Change[], scope: Scope): 'done' | OcciErrorCode {
    const entityChanges = changes.filter((change) => 'entity' in change)
    const leaving = entityChanges.filter(({ type }) => type === 'delete').map(({ entity }) => entity)
    const stays = this.entities.filter((entity) => !leaving.some((one) => isSame(one, entity)))
    let after = stays
    for (const { type, entity } of [...entityChanges].toSorted(deletesFirst)) {
      const fault =
        type === 'create' ? faultOfCreate(entity, after, scope) : this.#faultOfChange(entity, scope)
      if (fault !== undefined) return fault
      if (type === 'create') after = [...after, entity]
      if (type === 'update') after = after.map((one) => (isSame(one, entity) ? entity : one))
    }
    const fault = faultOfEnds(
      after,
      entityChanges.filter(({ type }) => type !== 'delete').map(({ entity }) => entity),
      scope,
    )
    if (fault === undefined) this.entities = after
    return fault ?? 'done'
  }

  list(query: EntityQuery, scope: Scope): readonly Entity[] {
    return this.entities.filter(
      (entity) =>
        this.#isSeen(entity, scope) &&
        matches(entity, query) &&
        (!query.changeable || mayChange(scope, entity.owner)),
    )
  }

  #isSeen(entity: Entity, scope: Scope): boolean {
    if (scope.system || (entity.owner !== undefined && entity.owner === scope.owner)) return true
    const isRival = (one: Entity) =>
      scope.owner !== undefined &&
      one.owner === scope.owner &&
      (one.location === entity.location || one.id === entity.id)
    return entity.owner === undefined && !this.entities.some(isRival)
  }

  #faultOfChange(entity: Entity, scope: Scope): OcciErrorCode | undefined {
    if (!scope.system && entity.owner !== undefined && entity.owner !== scope.owner) return 'not-found'
    const stored = this.entities.find((one) => isSame(one, entity))
    if (stored === undefined) return 'conflict'
    if (!mayChange(scope, entity.owner)) return 'forbidden'
    return stored.revision === entity.revision ? undefined : 'conflict'
  }
}

function faultOfCreate(entity: Entity, others: readonly Entity[], scope: Scope): OcciErrorCode | undefined {
  if (!mayChange(scope, entity.owner)) return 'forbidden'
  const rivals = others.filter(({ owner }) => owner === entity.owner || owner === undefined)
  return rivals.some(({ id, location }) => id === entity.id || location === entity.location)
    ? 'conflict'
    : undefined
}

function faultOfEnds(
  after: readonly Entity[],
  written: readonly Entity[],
  scope: Scope,
): OcciErrorCode | undefined {
  for (const entity of written) {
    if (entity.type === 'resource') continue
    const [source, target] = [entity.source, entity.target].map((end) =>
      after.find((one) => isSame(one, end) && sees(scope, one.owner)),
    )
    if (source?.type !== 'resource') return 'conflict'
    if (!mayChange(scope, source.owner)) return 'forbidden'
    if (target === undefined) return 'conflict'
  }
  const isThere = (end: EntityKey) => after.some((one) => isSame(one, end))
  return after.every((one) => one.type === 'resource' || (isThere(one.source) && isThere(one.target)))
    ? undefined
    : 'conflict'
}

function matches(
  entity: Entity,
  { kind, mixins = [], below = '/', source, target, attributes = new Map() }: EntityQuery,
): boolean {
  if (kind !== undefined && entity.kind.id !== kind) return false
  if (!entity.location.startsWith(below)) return false
  if (!mixins.every((id) => entity.mixins.some((mixin) => mixin.id === id))) return false
  if (source !== undefined && (entity.type === 'resource' || !isSame(entity.source, source))) return false
  if (target !== undefined && (entity.type === 'resource' || !isSame(entity.target, target))) return false
  return [...attributes].every(([name, value]) => sameValue(entity.attributes[name], value))
}

function deletesFirst(one: Change, other: Change): number {
  return Number(other.type === 'delete') - Number(one.type === 'delete')
}

function isSame(one: EntityKey, other: EntityKey): boolean {
  return one.location === other.location && one.owner === other.owner
}

function sees(scope: Scope, owner: string | undefined): boolean {
  return scope.system || owner === undefined || owner === scope.owner
}

function mayChange(scope: Scope, owner: string | undefined): boolean {
  return scope.system || (owner === undefined ? scope.changesShared : owner === scope.owner)
}
