import type { Entity, EntityKey, Mixin, Quota } from '@occi/core'
import type { CommitStore } from '@occi/core/registry'
import { everyone } from '../indexes/ordered-index.ts'
import { EntityStore } from './entity-store.ts'
import { MixinTable } from './mixin-table.ts'
import type { Stored } from './stored.ts'

/** All that is stored, as plans ask for it and are applied to it. */
export class Store implements CommitStore<Stored> {
  readonly entities = new EntityStore()
  readonly mixins = new MixinTable()

  find(key: EntityKey): Stored | undefined {
    return this.entities.find(key)
  }

  findByLocation(location: string, owner: string | undefined): Stored | undefined {
    return this.entities.byLocation.get(location, owner)
  }

  findById(id: string, owner: string | undefined): Stored | undefined {
    return this.entities.byId.get(id, owner)
  }

  linksAt(key: EntityKey): readonly Stored[] {
    return this.entities.linksAt(key)
  }

  membersOf({ id, owner }: Mixin): readonly Stored[] {
    const set = this.entities.byMixin.get(id, everyone)
    return [...(set?.after(0) ?? [])].filter(({ entity }) =>
      entity.mixins.some((mixin) => mixin.id === id && mixin.owner === owner),
    )
  }

  findMixin(mixin: Pick<Mixin, 'id' | 'owner'>): Mixin | undefined {
    return this.mixins.find(mixin)
  }

  hasMixinName(name: string, owner: string | undefined): boolean {
    return this.mixins.hasName(name, owner)
  }

  /** What an owner has of what a quota bounds: a kept number. */
  used(quota: Quota, owner: string | undefined): number {
    const { below, byKind, sums } = this.entities
    const own = () => (quota.kind === undefined ? below.get('/', owner) : byKind.get(quota.kind, owner))
    if (quota.attribute === undefined) return own()?.size ?? 0
    return sums.of(owner, quota, function* (): Generator<Entity> {
      for (const { entity } of own()?.after(0) ?? []) yield entity
    })
  }

  addMixin(mixin: Mixin): void {
    this.mixins.add(mixin)
  }

  removeMixin(mixin: Mixin): void {
    this.mixins.remove(mixin)
  }

  add(entity: Entity): Stored {
    return this.entities.add(entity)
  }

  replace(stored: Stored, entity: Entity): void {
    this.entities.replace(stored, entity)
  }

  remove(stored: Stored): void {
    this.entities.remove(stored)
  }

  renewLinks(key: EntityKey, revision: number): void {
    this.entities.renewLinks(key, revision)
  }
}
