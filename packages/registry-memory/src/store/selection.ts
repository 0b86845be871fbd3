import { sameValue, type Entity, type EntityKey, type EntityQuery, type Scope } from '@occi/core'
import { endKey, valueOf } from '@occi/core/registry'
import { mergeAfter, sequenceAt } from '../indexes/merge.ts'
import { everyone, type View } from '../indexes/ordered-index.ts'
import { OrderedSet } from '../indexes/ordered-set.ts'
import type { EntityStore } from './entity-store.ts'
import type { Stored } from './stored.ts'

type Look = (view: View) => OrderedSet | undefined

/**
 * What a query selects at this moment: for each view of the scope the smallest set that holds it all, and, where several conditions or
 * hidden entities leave one set too large, what else has to be asked of each member. To be used at once and thrown away.
 */
export class Selection {
  readonly #sets: readonly OrderedSet[]
  readonly #hidden: ReadonlySet<Stored>
  readonly #query: EntityQuery
  /** Whether the sets hold exactly what is selected. */
  readonly #exact: boolean

  constructor(store: EntityStore, query: EntityQuery, scope: Scope) {
    const looks = looksOf(store, query)
    this.#query = query
    this.#hidden = store.hidden.from(scope.system ? undefined : scope.owner)
    this.#exact = looks.length === 1 && this.#hidden.size === 0
    this.#sets = viewsOf(scope, query.changeable).flatMap((view) => smallest(looks, view))
  }

  /** How many there are; a kept number if one index answers. */
  count(): number {
    if (this.#exact) return this.#sets.reduce((sum, { size }) => sum + size, 0)
    let count = 0
    for (const _ of this.after(0)) count += 1
    return count
  }

  /** Those created after a sequence number, in that order. */
  *after(sequence: number): Generator<Stored> {
    for (const stored of mergeAfter(this.#sets, sequence)) {
      if (this.#exact || (!this.#hidden.has(stored) && matches(stored.entity, this.#query))) yield stored
    }
  }

  /** The first of those created after a sequence number, in that order. */
  firstAfter(sequence: number, limit: number): readonly Stored[] {
    const [set, other] = this.#sets
    if (this.#exact && set !== undefined && other === undefined) return set.firstAfter(sequence, limit)
    const first: Stored[] = []
    for (const stored of this.after(sequence)) if (first.push(stored) === limit) break
    return first
  }

  /** The sequence number after which the rest follows when `offset` of them are left out. */
  skip(offset: number): number {
    if (this.#exact) return sequenceAt(this.#sets, offset)
    let left = offset
    if (left <= 0) return 0
    for (const { sequence } of this.after(0)) {
      left -= 1
      if (left === 0) return sequence
    }
    return Infinity
  }
}

/** Whose entities a scope sees, or may change. */
function viewsOf({ system, owner, changesShared }: Scope, changeable = false): readonly View[] {
  if (system) return [everyone]
  const own = owner === undefined ? [] : [owner]
  return changeable && !changesShared ? own : [...own, undefined]
}

/** One look-up for each condition; the whole store if there is none. */
function looksOf(store: EntityStore, query: EntityQuery): readonly Look[] {
  const { kind, mixins = [], below = '/', source, target, attributes = new Map() } = query
  const looks: Look[] = mixins.map((id) => (view) => store.byMixin.get(id, view))
  if (kind !== undefined) looks.push((view) => store.byKind.get(kind, view))
  if (source !== undefined) looks.push((view) => store.bySource.get(endKey(source), view))
  if (target !== undefined) looks.push((view) => store.byTarget.get(endKey(target), view))
  for (const [name, value] of attributes) {
    if (name === 'occi.core.id') looks.push((view) => withId(store, value, view))
    else looks.push((view) => store.byAttribute.get(name, value, view, () => store.all()))
  }
  if (below !== '/' || looks.length === 0) looks.push((view) => store.below.get(below, view))
  return looks
}

function withId(store: EntityStore, id: unknown, view: View): OrderedSet {
  const found = typeof id === 'string' ? store.byId.all(id) : []
  return OrderedSet.of(found.filter(({ entity }) => view === everyone || entity.owner === view))
}

/** The smallest of the sets, none if one of them is empty. */
function smallest(looks: readonly Look[], view: View): readonly OrderedSet[] {
  let best: OrderedSet | undefined
  for (const look of looks) {
    const set = look(view)
    if (set === undefined) return []
    if (best === undefined || set.size < best.size) best = set
  }
  return best === undefined ? [] : [best]
}

function matches(
  entity: Entity,
  { kind, mixins = [], below = '/', source, target, attributes = new Map() }: EntityQuery,
): boolean {
  return (
    (kind === undefined || entity.kind.id === kind) &&
    entity.location.startsWith(below) &&
    mixins.every((id) => entity.mixins.some((mixin) => mixin.id === id)) &&
    (source === undefined || (entity.type === 'link' && isSameKey(entity.source, source))) &&
    (target === undefined || (entity.type === 'link' && isSameKey(entity.target, target))) &&
    [...attributes].every(([name, value]) => sameValue(valueOf(entity, name), value))
  )
}

function isSameKey(one: EntityKey, other: EntityKey): boolean {
  return one.location === other.location && one.owner === other.owner
}
