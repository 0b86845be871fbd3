import type { Change, Scope } from '../../contracts/registry.ts'
import { OcciError } from '../../errors.ts'
import type { Entity } from '../../model/entity.ts'
import type { Mixin } from '../../model/mixin.ts'
import { checkMixin, mixinConflict } from '../mixin-names.ts'
import type { Growth } from '../quota.ts'
import {
  companionClaims,
  entityClaim,
  mixinClaim,
  mixinNameClaims,
  nameClaims,
  raiseClaims,
} from './claims.ts'
import { endKey } from './end-key.ts'
import { frozenEntity } from './frozen-entity.ts'
import { isSharedBy, type Claim } from './holds.ts'
import { checkEnds, checkNobodyPointsAt, checkNewMixins } from './references.ts'
import { checkMayChange, checkMayMake, checkSees, gone } from './rights.ts'
import type { Contents, StoredEntity } from './store.ts'

/** An Entity that is going to be stored, and in whose place; nobody's if it is new. */
export interface Write<S extends StoredEntity = StoredEntity> {
  readonly entity: Entity
  readonly stored?: S
}

/** A commit that has been checked: what is going to happen, and what it needs of others until then. */
export class Plan<S extends StoredEntity = StoredEntity> {
  /** Creates and updates in the order in which they were given. */
  readonly writes: Write<S>[] = []
  readonly deletes = new Map<string, S>()
  readonly mixinsAdded = new Map<string, Mixin>()
  readonly mixinsRemoved = new Map<string, Mixin>()
  readonly claims: Claim[] = []
  readonly contents: Contents<S>
  readonly scope: Scope
  readonly #written = new Map<string, Entity>()
  readonly #names = new Map<string, (string | undefined)[]>()

  /** @throws OcciError as `commit` of the Registry */
  constructor(changes: readonly Change[], scope: Scope, contents: Contents<S>, revision: number) {
    this.scope = scope
    this.contents = contents
    // What goes makes room for what comes, in whatever order they were given.
    for (const change of changes) this.#planLeaving(change)
    for (const change of changes) this.#planComing(change, revision)
    for (const { entity, stored } of this.writes) {
      checkEnds(entity, this)
      checkNewMixins(entity, stored?.entity, this)
    }
    for (const stored of this.deletes.values()) checkNobodyPointsAt(stored, this)
  }

  /** The Entity that will have a key afterwards. */
  after(key: Pick<Entity, 'location' | 'owner'>): Entity | undefined {
    const written = this.#written.get(endKey(key))
    if (written !== undefined || this.deletes.has(endKey(key))) return written
    return this.contents.find(key)?.entity
  }

  /** What comes, changes and goes, for quotas. */
  *growths(): Generator<Growth> {
    for (const { entity, stored } of this.writes) yield { before: stored?.entity, after: entity }
    for (const { entity } of this.deletes.values()) yield { before: entity }
  }

  #planLeaving(change: Change): void {
    if (change.type === 'delete') this.#planDelete(change.entity)
    else if (change.type === 'remove-mixin') this.#planRemoveMixin(change.mixin)
  }

  #planComing(change: Change, revision: number): void {
    if (change.type === 'create') this.#planCreate(frozenEntity(change.entity, revision))
    else if (change.type === 'update') this.#planUpdate(change.entity, revision)
    else if (change.type === 'add-mixin') this.#planAddMixin(change.mixin)
  }

  #planDelete(entity: Entity): void {
    const stored = this.#current(entity)
    this.deletes.set(endKey(entity), stored)
    this.claims.push(entityClaim('delete', entity), ...raiseClaims(stored.entity))
  }

  #planUpdate(entity: Entity, revision: number): void {
    const stored = this.#current(entity)
    const links = stored.entity.type === 'resource' ? stored.entity.links : []
    this.#write({ entity: frozenEntity(entity, revision, links), stored })
    this.claims.push(entityClaim('update', entity), ...raiseClaims(stored.entity))
  }

  #planCreate(entity: Entity): void {
    checkMayMake(entity, this.scope, `the Entity ${entity.location}`)
    for (const claim of nameClaims(entity)) this.#takeName(claim)
    this.#write({ entity })
  }

  #planAddMixin(mixin: Mixin): void {
    checkMayMake(mixin, this.scope, `the Mixin ${mixin.id}`)
    checkMixin(mixin)
    for (const claim of mixinNameClaims(mixin)) this.#takeName(claim)
    this.mixinsAdded.set(mixinClaim('exist', mixin).key, mixin)
  }

  #planRemoveMixin(mixin: Mixin): void {
    const known = this.contents.findMixin(mixin)
    checkSees(mixin, this.scope, `the Mixin ${mixin.id}`)
    if (known === undefined)
      throw new OcciError('not-found', `there is no Mixin ${mixin.id}`, { category: mixin.id })
    checkMayChange(known, this.scope, `the Mixin ${mixin.id}`)
    const claim = mixinClaim('delete', known)
    if (this.mixinsRemoved.has(claim.key))
      throw mixinConflict(mixin, `the Mixin ${mixin.id} is removed twice`)
    this.mixinsRemoved.set(claim.key, known)
    const members = this.contents.membersOf(known).map(({ entity }) => entity)
    this.claims.push(
      claim,
      ...members.flatMap((entity) => [entityClaim('update', entity), ...raiseClaims(entity)]),
    )
  }

  /** The stored Entity that an update or delete is based on. */
  #current(entity: Entity): S {
    checkSees(entity, this.scope, `the Entity ${entity.location}`)
    const stored = this.contents.find(entity)
    if (stored?.entity.id !== entity.id || stored.entity.type !== entity.type) throw gone(entity)
    checkMayChange(stored.entity, this.scope, `the Entity ${entity.location}`)
    const { revision, location } = stored.entity
    const twice = this.deletes.has(endKey(entity)) || this.#written.has(endKey(entity))
    if (twice)
      throw new OcciError('conflict', `the Entity ${location} is changed twice at once`, { location })
    if (revision === entity.revision) return stored
    throw new OcciError(
      'conflict',
      `the Entity ${location} has changed: it has revision ${revision}, not ${entity.revision}`,
      { location, contended: true },
    )
  }

  #write(write: Write<S>): void {
    this.writes.push(write)
    this.#written.set(endKey(write.entity), write.entity)
    this.claims.push(...companionClaims(write.entity))
  }

  #takeName(claim: Claim): void {
    const others = this.#names.get(claim.key) ?? []
    const taken = others.some((owner) => isSharedBy(owner, claim.owner)) || this.#isNameStored(claim)
    if (taken) throw new OcciError('conflict', `${claim.label} is taken`, claim.details)
    this.#names.set(claim.key, [...others, claim.owner])
    this.claims.push(claim)
  }

  /** Whether the same owner or the shared space has a name already, and keeps it. */
  #isNameStored({ key, owner }: Claim): boolean {
    const space = key.slice(0, key.indexOf(' '))
    const name = key.slice(space.length + 1)
    const owners = owner === undefined ? [undefined] : [owner, undefined]
    return owners.some((one) => {
      if (space === 'id') return this.#stays(this.contents.findById(name, one))
      if (space === 'category') return this.#isMixinName(name, one)
      return this.#stays(this.contents.findByLocation(name, one)) || this.#isMixinName(`${name}/`, one)
    })
  }

  #stays(stored: S | undefined): boolean {
    return stored !== undefined && this.deletes.get(endKey(stored.entity)) !== stored
  }

  #isMixinName(name: string, owner: string | undefined): boolean {
    if (!this.contents.hasMixinName(name, owner)) return false
    const leaving = [...this.mixinsRemoved.values()].filter((mixin) => mixin.owner === owner)
    return !leaving.some(
      ({ id, location, actions }) =>
        name === id || name === location || actions.some((action) => action.id === name),
    )
  }
}
