import {
  Refusal,
  sameValue,
  type AttributeValue,
  type Backend,
  type BackendEntry,
  type Call,
  type Draft,
  type Entity,
  type Operation,
} from '@occi/core'

import { HypervisorError } from '../hypervisor/index.ts'

/**
 * What the hypervisor has for entities, asked and set right through the Backends that serve them, so that a thing means here what it means in
 * a request.
 */
export class Things {
  readonly #backends: readonly BackendEntry[]
  readonly #requestId: string

  constructor(backends: readonly BackendEntry[], requestId: string) {
    this.#backends = backends
    this.#requestId = requestId
  }

  /** Whether the hypervisor has what the Entity stands for; a Link that leads out of the service needs nothing there. */
  async has(entity: Entity): Promise<boolean> {
    return !isInside(entity) || (await this.#known(() => this.#retrieve(draftOf(entity), entity)))
  }

  /** Takes away what was made for the Entity, if it is there. */
  async remove(entity: Entity): Promise<void> {
    await this.#known(() => this.#backendOf(entity).delete?.(entity, this.#call(entity, 'create'), undefined))
  }

  /** The Entity as the hypervisor shows it now; `undefined`: just as it is. */
  async truth(entity: Entity): Promise<Entity | undefined> {
    const draft = draftOf(entity)
    await this.#retrieve(draft, entity)
    return changed(entity, draft)
  }

  /**
   * Makes what the Entity stands for as the Entity says, after a change that may have been done or not.
   * @param planned the Entity as that change was to leave it
   * @returns the Entity as it is to be written then; `undefined`: just as it is
   */
  async restore(entity: Entity, planned: Entity): Promise<Entity | undefined> {
    const draft = draftOf(entity)
    const backend = this.#backendOf(entity)
    if (!isInside(entity)) {
      if (isInside(planned)) await this.remove(planned)
      return undefined
    }
    // As after a change that was done: what was before it is kept beside what it made.
    const former = { ...planned, extras: { former: entity.extras ?? {} } }
    if (await this.has(entity)) await backend.update?.(former, draft, this.#call(entity, 'update'), undefined)
    else await backend.create?.(draft, this.#call(entity, 'create'), undefined)
    return this.truth(entity)
  }

  async #retrieve(draft: Draft, entity: Entity): Promise<void> {
    if (isInside(entity))
      await this.#backendOf(entity).retrieve?.(draft, this.#call(entity, 'retrieve'), undefined)
  }

  /** Whether the hypervisor knew what it was asked about. */
  async #known(ask: () => Promise<void> | void | undefined): Promise<boolean> {
    try {
      await ask()
      return true
    } catch (error) {
      if (isUnknown(error)) return false
      throw error
    }
  }

  #backendOf({ kind }: Entity): Backend {
    const serves = ({ categories }: BackendEntry) => categories.some(({ id }) => id === kind.id)
    return this.#backends.find(serves)?.backend ?? {}
  }

  #call({ kind, mixins }: Entity, operation: Operation): Call {
    const { signal } = new AbortController()
    return { operation, categories: [kind, ...mixins], undo: true, signal, requestId: this.#requestId }
  }
}

/** Whether the hypervisor has to know of it. */
export function isInside(entity: Entity): boolean {
  return entity.type === 'resource' || entity.target.id !== undefined
}

function draftOf(entity: Entity): Draft {
  return { links: [], ...entity, attributes: { ...entity.attributes } }
}

function changed(entity: Entity, { attributes, actions, extras }: Draft): Entity | undefined {
  const shown = (one: Pick<Draft, 'attributes' | 'actions' | 'extras'>) => ({
    attributes: one.attributes,
    actions: one.actions.map(({ id }) => id),
    extras: one.extras ?? {},
  })
  const same = sameValue(
    shown(entity) as AttributeValue,
    shown({ attributes, actions, extras }) as AttributeValue,
  )
  return same ? undefined : { ...entity, attributes, actions, ...(extras === undefined ? {} : { extras }) }
}

function isUnknown(error: unknown): boolean {
  return Refusal.is(error) && error.cause instanceof HypervisorError && error.cause.code === 'not-found'
}
