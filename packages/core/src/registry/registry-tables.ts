import { withDependencies } from '../catalog/capabilities.ts'
import type { Category, CategoryLayer } from '../catalog/layer.ts'
import type { Backend, Call } from '../contracts/backend.ts'
import type { BackendCall, Change, Commit, Registry, Reservation, Scope } from '../contracts/registry.ts'
import type { Rendering } from '../contracts/rendering.ts'
import type { Action } from '../model/action.ts'
import type { EntityQuery, Page } from '../model/collection.ts'
import type { Entity, EntityData } from '../model/entity.ts'
import { definerOf, type Kind } from '../model/kind.ts'
import type { Mixin } from '../model/mixin.ts'

type Holder = Pick<EntityData, 'kind' | 'mixins'>

/** A Category that the Registry was told of, and its Backend if it has one. */
interface Served {
  readonly category: Category
  readonly backend: Backend | undefined
}

/** How a service divides what it knows among those who ask. A Registry that has options of its own extends this. */
export interface OwnershipOptions {
  /**
   * Who owns what a request makes and whose things it sees, from the extras that authentication gave; `undefined`: nobody, which is for
   * those who see to the shared things. What it throws is answered as if an operation had thrown it. Missing: nobody owns anything.
   */
  readonly owner?: (extras: unknown) => string | undefined
  /** Whether who has an owner's name may change shared things too. Missing: only who has none may. */
  readonly changesShared?: (extras: unknown) => boolean
}

/**
 * Everything of a {@link Registry} but the store: the tables of Backends and Renderings, ids, ownership. Extend it, implement the store, and
 * override what your service does its own way.
 */
export abstract class RegistryTables implements Registry {
  readonly #ownership: OwnershipOptions
  readonly #served = new Map<string, Served>()
  readonly #renderings = new Map<string, Rendering>()
  #mediaTypes: readonly string[] = []

  constructor(ownership: OwnershipOptions = {}) {
    this.#ownership = ownership
  }

  abstract get(location: string, scope: Scope): Promise<Entity | undefined>
  abstract getById(id: string, scope: Scope): Promise<Entity | undefined>
  abstract list(query: EntityQuery, scope: Scope, page?: Page): AsyncIterable<readonly Entity[]>
  abstract locations(query: EntityQuery, scope: Scope, page?: Page): AsyncIterable<readonly string[]>
  abstract count(query: EntityQuery, scope: Scope): Promise<number>
  abstract commit(changes: readonly Change[], scope: Scope, reservation?: Reservation): Promise<Commit>
  abstract reserve(reservation: Omit<Reservation, 'id'>, scope: Scope): Promise<Reservation>
  abstract release(reservation: Reservation): Promise<void>
  abstract reservations(): Promise<readonly Reservation[]>
  abstract userMixins(scope: Scope): Promise<CategoryLayer>
  abstract close(): Promise<void>

  /** As the options say; without them nobody owns anything. */
  owner(extras: unknown): string | undefined {
    return this.#ownership.owner?.(extras)
  }

  /** Who has an owner's name changes that owner's things, and the shared ones if the options say so; who has none changes the shared ones. */
  scope(extras: unknown): Scope {
    const owner = this.owner(extras)
    if (owner === undefined) return { system: false, changesShared: true }
    return { system: false, owner, changesShared: this.#ownership.changesShared?.(extras) ?? false }
  }

  /** A random URN (GFD.221 5.4). */
  newId(_kind: Kind, _extras: unknown): string {
    return `urn:uuid:${crypto.randomUUID()}`
  }

  setBackend(category: Category, backend: Backend | undefined): void {
    // Without a Backend too, since Mixins are found through what depends on them; users' come and go.
    if (backend === undefined && category.class === 'mixin' && category.origin === 'user')
      this.#served.delete(keyOf(category))
    else this.#served.set(keyOf(category), { category, backend })
  }

  /**
   * The Backends of `call.categories` in their order, an object that serves several of them once. For an Action: the Action's own Backend,
   * else that of the Kind or Mixin that defines it, else that of the Entity's Kind.
   */
  backendsFor(entity: Holder, call: Omit<Call, 'undo' | 'signal'>, _extras: unknown): readonly BackendCall[] {
    if (call.action !== undefined) return this.#backendsOfAction(entity, call.action)
    const calls: { readonly backend: Backend; readonly categories: (Kind | Mixin)[] }[] = []
    for (const category of call.categories) {
      const backend = this.#served.get(keyOf(category))?.backend
      if (backend === undefined) continue
      const known = calls.find((one) => one.backend === backend)
      if (known === undefined) calls.push({ backend, categories: [category] })
      else known.categories.push(category)
    }
    return calls
  }

  async removeMixin(mixin: Mixin, scope: Scope): Promise<void> {
    await this.commit([{ type: 'remove-mixin', mixin }], scope)
    this.setBackend(mixin, undefined)
  }

  /** The service's own Category with a type identifier, as {@link setBackend} was told of it: for stores that keep definitions. */
  protected categoryServed(id: string): Category | undefined {
    return this.#served.get(id)?.category
  }

  setRendering(rendering: Rendering): void {
    for (const mediaType of [...rendering.mediaTypes, ...(rendering.inputTypes ?? [])])
      this.#renderings.set(mediaType, rendering)
    const written = [...this.#renderings].filter(([type, { mediaTypes }]) => mediaTypes.includes(type))
    this.#mediaTypes = written.map(([type]) => type)
  }

  renderingOf(mediaType: string): Rendering | undefined {
    return this.#renderings.get(mediaType)
  }

  mediaTypes(): readonly string[] {
    return this.#mediaTypes
  }

  #backendsOfAction(entity: Holder, action: Action): readonly BackendCall[] {
    const definer = this.#definerOf(entity, action.id)
    const backend = [action, definer, entity.kind]
      .map((one) => this.#served.get(keyOf(one))?.backend)
      .find((one) => one !== undefined)
    return backend === undefined ? [] : [{ backend, categories: [definer] }]
  }

  /** The Mixin, or what it depends on, that defines an Action; else the Kind in the Entity's line of ancestors. */
  #definerOf({ kind, mixins }: Holder, action: string): Kind | Mixin {
    const source = { get: (id: string) => this.#served.get(keyOf({ id }))?.category }
    const defines = ({ actions }: Kind | Mixin) => actions.some(({ id }) => id === action)
    return [...withDependencies(mixins, source)].find(defines) ?? definerOf(kind, { id: action }) ?? kind
  }
}

/** Mixins that users made have an owner, and may be alike but for him. */
function keyOf(category: { readonly id: string; readonly owner?: string }): string {
  return category.owner === undefined ? category.id : `${category.id} ${category.owner}`
}
