import {
  Catalog,
  OcciError,
  isKindOf,
  keyOf,
  link,
  systemScope,
  type AttributesHeld,
  type Capabilities,
  type Change,
  type Draft,
  type Entity,
  type EntityKey,
  type EntityQuery,
  type Kind,
  type LinkEnd,
  type Mixin,
} from '@occi/core'
import { commit } from '../workflow/commit.ts'
import { differs, draftOf, finished } from '../workflow/draft.ts'
import { keysChangedBy, linksOf, type Claims } from './claims.ts'
import { ownerScope } from './owner-scope.ts'
import { endless } from './patience.ts'
import type { Service } from './service.ts'

/** A new Entity that the managed framework reports. */
export interface ReportedEntity {
  /** What it is. */
  readonly kind: Kind
  /** Missing: none. */
  readonly mixins?: readonly Mixin[]
  /** Missing: a new one. */
  readonly id?: string
  /** Missing: below the Kind's location. */
  readonly location?: string
  /** Missing: shared by all. */
  readonly owner?: string
  /** Server-only ones too; defaults are filled in. */
  readonly attributes?: AttributesHeld
  /** Missing: all that Kind and Mixins define. */
  readonly actions?: Entity['actions']
  /** Whatever the Backends want to find again; never rendered. Missing: nothing. */
  readonly extras?: Entity['extras']
  /** Of a Link: where it starts. */
  readonly source?: LinkEnd
  /** Of a Link: where it ends. */
  readonly target?: LinkEnd
}

/**
 * For what the managed framework does by itself: a machine died, an image was removed. No Backend is called; what is written is
 * checked as the provider's writing, queued with what clients do, and raises revisions like the rest.
 */
export class ManagedEntities {
  readonly #service: Service

  constructor(service: Service) {
    this.#service = service
  }

  /** The Entity of an owner (missing: a shared one) at a path; `undefined` if there is none. */
  async get(key: EntityKey): Promise<Entity | undefined> {
    const entity = await this.#service.registry.get(key.location, ownerScope(key.owner))
    return entity?.owner === key.owner ? entity : undefined
  }

  /** The Entity of an owner (missing: a shared one) with an id; `undefined` if there is none. */
  async getById(id: string, owner?: string): Promise<Entity | undefined> {
    const entity = await this.#service.registry.getById(id, ownerScope(owner))
    return entity?.owner === owner ? entity : undefined
  }

  /** The Entity with an id, whoever owns it; where several owners have one, the shared one, else the oldest. */
  find(id: string): Promise<Entity | undefined> {
    return this.#service.registry.getById(id, systemScope)
  }

  /** The entities that a query selects, whoever owns them, in short chunks. */
  list(query: EntityQuery): AsyncIterable<readonly Entity[]> {
    return this.#service.registry.list(query, systemScope)
  }

  /** How many entities a query selects, whoever owns them. */
  count(query: EntityQuery): Promise<number> {
    return this.#service.registry.count(query, systemScope)
  }

  /**
   * Changes attributes, applicable Actions and extras of an Entity. The change waits for its turn; `write` sees the state as it is then, and
   * may wait while it asks the managed framework. What is known already changes nothing, revisions included.
   * @throws OcciError `not-found`; `unavailable` where its turn does not come within `limits.requestTime`; `internal` where what is written does not fit
   */
  async update(key: EntityKey, write: (draft: Draft) => void | Promise<void>): Promise<Entity> {
    const before = await this.#mustGet(key)
    return this.#inTurn({ change: keysChangedBy([before]) }, async () => {
      const now = await this.#mustGet(key)
      const draft = draftOf(now)
      await write(draft)
      const entity = finished(draft, (await this.#catalog(key.owner)).capabilities(draft.kind, draft.mixins))
      if (!differs(now, entity)) return now
      return first(await this.#write([{ type: 'update', entity }]))
    })
  }

  /** Adds an Entity that exists already in the managed framework. @throws OcciError `conflict`, `internal` */
  async create(reported: ReportedEntity): Promise<Entity> {
    return first(await this.createAll([reported]))
  }

  /** Adds entities in one commit, all or none: a framework that has thousands is taken over in a few. @throws OcciError as create */
  async createAll(reported: readonly ReportedEntity[]): Promise<readonly Entity[]> {
    const catalogs = await this.#catalogsOf(reported)
    const entities = reported.map((one) => this.#entityOf(one, catalogs.get(one.owner)))
    const ends = entities.flatMap((entity) => (entity.type === 'link' ? [entity] : []))
    const change = [...entities.map(keyOf), ...ends.map(({ source }) => keyOf(source))]
    const keep = ends.map(({ target }) => keyOf(target))
    const changes = entities.map((entity): Change => ({ type: 'create', entity }))
    return this.#inTurn({ change, keep }, () => this.#write(changes))
  }

  /** Takes an Entity out, with the Links from it and to it. One that is gone already is no error. */
  async delete(key: EntityKey): Promise<void> {
    const entity = await this.get(key)
    if (entity === undefined) return
    const { registry } = this.#service
    const links = await linksOf(entity, registry)
    await this.#inTurn({ change: keysChangedBy([entity, ...links]) }, async () => {
      const now = await this.get(key)
      if (now === undefined) return
      const all = [...(await linksOf(now, registry)), now]
      const changes = all.map((one): Change => ({ type: 'delete', entity: one }))
      await this.#write(changes)
    })
  }

  /** One for each owner. */
  async #catalogsOf(reported: readonly ReportedEntity[]): Promise<ReadonlyMap<string | undefined, Catalog>> {
    const catalogs = new Map<string | undefined, Catalog>()
    for (const owner of new Set(reported.map((one) => one.owner)))
      catalogs.set(owner, await this.#catalog(owner))
    return catalogs
  }

  #entityOf(reported: ReportedEntity, catalog = new Catalog([])): Entity {
    const { kind, mixins = [], owner } = reported
    const id = reported.id ?? this.#service.registry.newId(kind, undefined)
    const location = reported.location ?? `${kind.location ?? '/'}${id.replace(/^.*[:/]/, '')}`
    const key = owner === undefined ? { location } : { location, owner }
    const capabilities = catalog.capabilities(kind, mixins)
    return finished(draftOfReported(reported, { id, ...key }, capabilities), capabilities)
  }

  #inTurn<T>(claims: Claims, task: () => Promise<T>): Promise<T> {
    const { queue, underWay, inHand } = this.#service
    return underWay.track(inHand.bound(endless, (patience) => queue.run(claims, patience, task)))
  }

  async #mustGet(key: EntityKey): Promise<Entity> {
    const entity = await this.get(key)
    if (entity !== undefined) return entity
    throw new OcciError('not-found', `there is nothing at ${key.location}`, { location: key.location })
  }

  #catalog(owner: string | undefined): Promise<Catalog> {
    return this.#service.catalogs.snapshot(ownerScope(owner), undefined, endless)
  }

  async #write(changes: readonly Change[]): Promise<readonly Entity[]> {
    const { entities } = await commit(this.#service, { operation: 'report' }, { changes, scope: systemScope })
    return entities
  }
}

function first([entity]: readonly Entity[]): Entity {
  if (entity === undefined) throw new OcciError('internal', 'the Registry did not tell what it stored')
  return entity
}

function draftOfReported(
  reported: ReportedEntity,
  named: EntityKey & { readonly id: string },
  capabilities: Capabilities,
): Draft {
  const {
    kind,
    mixins = [],
    attributes = {},
    actions = capabilities.actions,
    extras,
    source,
    target,
  } = reported
  return {
    type: isKindOf(kind, link.id) ? 'link' : 'resource',
    ...named,
    kind,
    mixins,
    revision: 0,
    links: [],
    attributes: Object.assign(defaultsOf(capabilities.attributes), attributes),
    actions,
    ...(extras === undefined ? {} : { extras }),
    ...(source === undefined ? {} : { source }),
    ...(target === undefined ? {} : { target }),
  }
}

function defaultsOf(attributes: ReadonlyMap<string, { readonly default?: unknown }>): AttributesHeld {
  return Object.fromEntries(
    [...attributes].filter(([, one]) => one.default !== undefined).map(([name, one]) => [name, one.default]),
  ) as AttributesHeld
}
