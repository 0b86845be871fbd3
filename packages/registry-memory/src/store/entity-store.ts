import type { Entity, EntityKey, Link } from '@occi/core'
import { endKey, withLinks } from '@occi/core/registry'
import { AttributeIndexes } from '../indexes/attribute-indexes.ts'
import { KeyIndex } from '../indexes/key-index.ts'
import { everyone, OrderedIndex } from '../indexes/ordered-index.ts'
import { Hidden } from './hidden.ts'
import { QuotaSums } from './quota-sums.ts'
import { Stored } from './stored.ts'

/** The entities and everything by which they are found. It checks nothing: that is what a plan is for. */
export class EntityStore {
  readonly byId = new KeyIndex()
  readonly byLocation = new KeyIndex()
  /** All, under the key `/`, and those below each path that some location lies under. */
  readonly below = new OrderedIndex<string>()
  readonly byKind = new OrderedIndex<string>()
  readonly byMixin = new OrderedIndex<string>()
  /** Links by {@link endKey} of where they start and where they end. */
  readonly bySource = new OrderedIndex<string>()
  readonly byTarget = new OrderedIndex<string>()
  readonly byAttribute = new AttributeIndexes()
  /** Shared entities that an owner does not see. */
  readonly hidden = new Hidden(this)
  /** Sums of attributes by owner. */
  readonly sums = new QuotaSums()
  #sequence = 0

  /** The sequence number of the newest Entity. */
  get sequence(): number {
    return this.#sequence
  }

  /** The Entity with exactly this owner and location. */
  find({ location, owner }: EntityKey): Stored | undefined {
    return this.byLocation.get(location, owner)
  }

  /** All entities in order of creation. */
  *all(): Generator<Stored> {
    yield* this.below.get('/', everyone)?.after(0) ?? []
  }

  /** The Links that start or end at an Entity. */
  linksAt(key: EntityKey): readonly Stored[] {
    const sets = [this.bySource, this.byTarget].map((index) => index.get(endKey(key), everyone))
    return sets.flatMap((set) => [...(set?.after(0) ?? [])])
  }

  /** The Links that start at an Entity, in order of creation. */
  linksFrom(key: EntityKey): readonly Link[] {
    const found = [...(this.bySource.get(endKey(key), everyone)?.after(0) ?? [])]
    return found.map(({ entity }) => entity).filter((entity) => entity.type === 'link')
  }

  add(entity: Entity): Stored {
    this.#sequence += 1
    const stored = new Stored(this.#sequence, entity)
    this.byId.add(entity.id, stored)
    this.byLocation.add(entity.location, stored)
    for (const path of pathsAbove(entity.location)) this.below.add(path, stored)
    this.#classify(stored)
    this.hidden.review(stored)
    return stored
  }

  remove(stored: Stored): void {
    const { entity } = stored
    this.#declassify(stored)
    for (const path of pathsAbove(entity.location)) this.below.delete(path, stored)
    this.byLocation.delete(entity.location, stored)
    this.byId.delete(entity.id, stored)
    this.hidden.review(stored)
  }

  /** Puts a newer state in the place of the old one; id, location and owner are the same. */
  replace(stored: Stored, entity: Entity): void {
    this.#declassify(stored)
    stored.entity = entity
    this.#classify(stored)
  }

  /** Writes anew the Links of a Resource, which gets a new revision by it; there may be no such Resource any more. */
  renewLinks(key: EntityKey, revision: number): void {
    const stored = this.find(key)
    if (stored?.entity.type === 'resource')
      stored.entity = withLinks(stored.entity, revision, this.linksFrom(key))
  }

  #classify(stored: Stored): void {
    const { entity } = stored
    this.byKind.add(entity.kind.id, stored)
    for (const id of mixinIds(entity)) this.byMixin.add(id, stored)
    this.byAttribute.add(stored)
    this.sums.add(entity)
    if (entity.type !== 'link') return
    this.bySource.add(endKey(entity.source), stored)
    this.byTarget.add(endKey(entity.target), stored)
  }

  #declassify(stored: Stored): void {
    const { entity } = stored
    this.byKind.delete(entity.kind.id, stored)
    for (const id of mixinIds(entity)) this.byMixin.delete(id, stored)
    this.byAttribute.delete(stored)
    this.sums.delete(entity)
    if (entity.type !== 'link') return
    this.bySource.delete(endKey(entity.source), stored)
    this.byTarget.delete(endKey(entity.target), stored)
  }
}

function mixinIds({ mixins }: Entity): Iterable<string> {
  return mixins.length === 0 ? [] : new Set(mixins.map(({ id }) => id))
}

/** `/a/b/` , `/a/` and `/` for `/a/b/c`. */
function* pathsAbove(location: string): Generator<string> {
  for (
    let end = location.lastIndexOf('/');
    end >= 0;
    end = end === 0 ? -1 : location.lastIndexOf('/', end - 1)
  ) {
    yield location.slice(0, end + 1)
  }
}
