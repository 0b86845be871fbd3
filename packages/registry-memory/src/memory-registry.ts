import {
  RegistryTables,
  type CategoryLayer,
  type Change,
  type Commit,
  type Entity,
  type EntityQuery,
  type Page,
  type Reservation,
  type Scope,
} from '@occi/core'
import { applyPlan, asSeen, checkQuotas, frozenChange, Plan } from '@occi/core/registry'
import { Holds } from './store/holds.ts'
import { Promises } from './store/promises.ts'
import { Selection } from './store/selection.ts'
import { Store } from './store/store.ts'
import type { Stored } from './store/stored.ts'

/** How many entities are read at once for a long answer. */
const chunkSize = 256

/**
 * A Registry in memory: what it knows ends with the process. Every commit is checked whole and then done in one go, so that nothing
 * half-written can be seen; every condition of a query has an index; long answers are read in chunks that start after the last one given.
 */
export class MemoryRegistry extends RegistryTables {
  readonly #store = new Store()
  readonly #holds = new Holds()
  readonly #promises = new Promises()
  #revision = 0

  /** The Entity at a path. Where several owners have one there, the system scope gets the shared one, else the oldest. */
  async get(location: string, scope: Scope): Promise<Entity | undefined> {
    const { byLocation } = this.#store.entities
    if (scope.system) return byLocation.first(location)?.entity
    return this.#seen(byLocation.get(location, scope.owner) ?? byLocation.get(location, undefined), scope)
  }

  /** The Entity with an id. Where several owners have one, the system scope gets the shared one, else the oldest. */
  async getById(id: string, scope: Scope): Promise<Entity | undefined> {
    const { byId } = this.#store.entities
    if (scope.system) return byId.first(id)?.entity
    return this.#seen(byId.get(id, scope.owner) ?? byId.get(id, undefined), scope)
  }

  /** Reads 256 entities at a time; what is created meanwhile is not part of the answer. */
  async *list(query: EntityQuery, scope: Scope, page: Page = {}): AsyncGenerator<readonly Entity[], void> {
    for (const chunk of this.#chunks(query, scope, page))
      yield chunk.map(({ entity }) => asSeen(entity, scope))
  }

  async *locations(
    query: EntityQuery,
    scope: Scope,
    page: Page = {},
  ): AsyncGenerator<readonly string[], void> {
    for (const chunk of this.#chunks(query, scope, page)) yield chunk.map(({ entity }) => entity.location)
  }

  async count(query: EntityQuery, scope: Scope): Promise<number> {
    return new Selection(this.#store.entities, query, scope).count()
  }

  async commit(changes: readonly Change[], scope: Scope, reservation?: Reservation): Promise<Commit> {
    if (reservation !== undefined) this.#holds.checkExists(reservation)
    const revision = this.#revision + 1
    const plan = this.#plan(changes, scope, revision)
    this.#holds.check(plan.claims, reservation?.id, false)
    if (reservation === undefined) this.#checkQuotas(plan, scope)
    const written = applyPlan(plan, this.#store, revision)
    this.#revision = revision
    if (reservation !== undefined) this.#letGo(reservation)
    return { revision, entities: written.map(({ entity }) => entity) }
  }

  async reserve(reservation: Omit<Reservation, 'id'>, scope: Scope): Promise<Reservation> {
    const plan = this.#plan(reservation.changes, scope, this.#revision + 1)
    this.#holds.check(plan.claims, undefined, true)
    this.#checkQuotas(plan, scope)
    const held = Object.freeze({
      ...reservation,
      id: crypto.randomUUID(),
      changes: reservation.changes.map(frozenChange),
    })
    this.#holds.hold(held, plan.claims)
    this.#promises.add(held.id, [...plan.growths()])
    return held
  }

  async release(reservation: Reservation): Promise<void> {
    this.#letGo(reservation)
  }

  async reservations(): Promise<readonly Reservation[]> {
    return this.#holds.reservations
  }

  /** The layer of a scope; the system's has the Mixins of all, the shared or oldest one of several with the same name. */
  async userMixins(scope: Scope): Promise<CategoryLayer> {
    return this.#store.mixins.layer(scope)
  }

  /** There is nothing to let go of. */
  async close(): Promise<void> {}

  #letGo(reservation: Reservation): void {
    this.#holds.release(reservation)
    this.#promises.delete(reservation.id)
  }

  #checkQuotas(plan: Plan<Stored>, scope: Scope): void {
    checkQuotas(
      plan,
      scope,
      (quota, owner) => this.#store.used(quota, owner) + this.#promises.of(owner, quota),
    )
  }

  #plan(changes: readonly Change[], scope: Scope, revision: number): Plan<Stored> {
    return new Plan(changes, scope, this.#store, revision)
  }

  #seen(stored: Stored | undefined, scope: Scope): Entity | undefined {
    const isThere = stored !== undefined && !this.#store.entities.hidden.from(scope.owner).has(stored)
    return isThere ? asSeen(stored.entity, scope) : undefined
  }

  *#chunks(
    query: EntityQuery,
    scope: Scope,
    { offset = 0, limit = Infinity }: Page,
  ): Generator<readonly Stored[], void> {
    const newest = this.#store.entities.sequence
    let after = new Selection(this.#store.entities, query, scope).skip(offset)
    for (let left = limit; left > 0;) {
      const next = new Selection(this.#store.entities, query, scope).firstAfter(
        after,
        Math.min(left, chunkSize),
      )
      const chunk = upTo(newest, next)
      const last = chunk.at(-1)
      if (last === undefined) return
      yield chunk
      after = last.sequence
      left -= chunk.length
    }
  }
}

/** What was there already when an answer was begun. */
function upTo(newest: number, chunk: readonly Stored[]): readonly Stored[] {
  const last = chunk.at(-1)
  return last === undefined || last.sequence <= newest
    ? chunk
    : chunk.filter(({ sequence }) => sequence <= newest)
}
