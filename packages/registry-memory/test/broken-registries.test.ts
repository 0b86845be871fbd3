import {
  createLayer,
  systemScope,
  type CategoryLayer,
  type Change,
  type Commit,
  type Entity,
  type EntityQuery,
  type Mixin,
  type Page,
  type Reservation,
  type Scope,
} from '@occi/core'
import { compute } from '@occi/testing'
import { MemoryRegistry } from '../src/index.ts'
import { expectFoundOut, type Broken } from './_broken.ts'

const broken: readonly Broken[] = [
  {
    fault: 'finds things of other owners by path',
    Registry: class extends MemoryRegistry {
      override get(location: string, _scope: Scope) {
        return super.get(location, systemScope)
      }
    },
    caught: ['scope:invisible', 'scope:same-names', 'scope:own-first', 'scope:links-seen'],
  },
  {
    fault: 'finds things of other owners by id',
    Registry: class extends MemoryRegistry {
      override getById(id: string, _scope: Scope) {
        return super.getById(id, systemScope)
      }
    },
    caught: ['scope:invisible', 'scope:same-names', 'scope:own-id-first'],
  },
  {
    fault: 'counts what the scope does not see',
    Registry: class extends MemoryRegistry {
      override count(query: EntityQuery, _scope: Scope) {
        return super.count(query, systemScope)
      }
    },
    caught: ['scope:invisible', 'scope:changeable', 'scope:conditions', 'history:seed-1'],
  },
  {
    fault: 'lets everyone change everything',
    Registry: class extends MemoryRegistry {
      override commit(changes: readonly Change[], _scope: Scope, reservation?: Reservation) {
        return super.commit(changes, systemScope, reservation)
      }
    },
    caught: [
      'scope:not-found',
      'scope:forbidden',
      'scope:creates',
      'mixin:rights',
      'atomic:invisible',
      'scope:ends',
    ],
  },
  {
    fault: 'ignores what may be changed',
    Registry: withQuery(({ changeable: _ignored, ...query }) => query),
    caught: ['scope:changeable', 'history:seed-1'],
  },
  {
    fault: 'looks at the first Mixin alone',
    Registry: withQuery(({ mixins, ...query }) =>
      mixins === undefined ? query : { ...query, mixins: mixins.slice(0, 1) },
    ),
    caught: ['query:mixins'],
  },
  {
    fault: 'ignores the path when a Kind is given',
    Registry: withQuery(({ below, ...query }) =>
      below === undefined || query.kind !== undefined ? query : { ...query, below },
    ),
    caught: ['query:kind-below'],
  },
  {
    fault: 'looks at the first attribute alone',
    Registry: withQuery((query) =>
      query.attributes === undefined
        ? query
        : { ...query, attributes: new Map([...query.attributes].slice(0, 1)) },
    ),
    caught: ['query:attributes'],
  },
  {
    fault: 'compares attributes as text',
    Registry: withQuery((query) =>
      query.attributes === undefined
        ? query
        : {
            ...query,
            attributes: new Map(
              [...query.attributes].map(([name, value]) => [
                name,
                typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value,
              ]),
            ),
          },
    ),
    caught: ['query:attribute-type', 'value:1'],
  },
  {
    fault: 'lists the newest first',
    Registry: class extends MemoryRegistry {
      override async *list(query: EntityQuery, scope: Scope, page: Page = {}) {
        const all = (await gathered(super.list(query, scope))).toReversed()
        yield all.slice(page.offset ?? 0, (page.offset ?? 0) + (page.limit ?? all.length))
      }
    },
    caught: ['query:all', 'query:order-of-creation', 'commit:again', 'history:seed-2'],
  },
  {
    fault: 'counts pages from 1',
    Registry: withPage(({ offset = 0, ...page }) => ({ ...page, offset: offset === 0 ? 0 : offset - 1 })),
    caught: ['page:missing', 'page:long-0', 'page:own-and-shared', 'query:all'],
  },
  {
    fault: 'has no last page that is short',
    Registry: withPage((page) => ((page.offset ?? 0) > 985 ? { ...page, offset: 985 } : page)),
    caught: ['page:long-0', 'page:long-3'],
  },
  {
    fault: 'takes a limit of 0 for none',
    Registry: withPage(({ limit = 0, ...page }) => (limit === 0 ? page : { ...page, limit })),
    caught: ['page:missing'],
  },
  {
    fault: 'reads chunks by position',
    Registry: class extends MemoryRegistry {
      override async *locations(
        query: EntityQuery,
        scope: Scope,
        { offset = 0, limit = Infinity }: Page = {},
      ) {
        for (let at = offset; at < offset + limit; at += 100) {
          const chunk = await gathered(
            super.locations(query, scope, { offset: at, limit: Math.min(100, offset + limit - at) }),
          )
          if (chunk.length === 0) return
          yield chunk
        }
      }
    },
    caught: ['stream:deletes'],
  },
  {
    fault: 'answers in one piece',
    Registry: class extends MemoryRegistry {
      override async *locations(query: EntityQuery, scope: Scope, page?: Page) {
        yield await gathered(super.locations(query, scope, page))
      }
    },
    caught: ['page:long-0', 'page:long-4'],
  },
  {
    fault: 'never finds a state stale',
    Registry: withChanges(async (changes, registry) =>
      Promise.all(
        changes.map(async (change) => {
          if (!('entity' in change) || change.type === 'create') return change
          const now = await gathered(registry.list({}, systemScope))
          const stored = now.find(
            ({ location, owner }) => location === change.entity.location && owner === change.entity.owner,
          )
          return { ...change, entity: { ...change.entity, revision: stored?.revision ?? 0 } }
        }),
      ),
    ),
    caught: [
      'revision:stale-update',
      'revision:stale-delete',
      'revision:unborn',
      'link:stale-source',
      'atomic:stale-update',
    ],
  },
  {
    fault: 'writes one change after the other',
    Registry: class extends MemoryRegistry {
      override async commit(
        changes: readonly Change[],
        scope: Scope,
        reservation?: Reservation,
      ): Promise<Commit> {
        const entities: Entity[] = []
        for (const change of changes) entities.push(...(await super.commit([change], scope)).entities)
        return { ...(await super.commit([], scope, reservation)), entities }
      }
    },
    caught: [
      'atomic:read',
      'atomic:location',
      'atomic:linked',
      'atomic:mixin-taken',
      'commit:results',
      'link:with-source',
      'reserve:commit',
    ],
  },
  {
    fault: 'deletes the Links at what is deleted by itself',
    Registry: withChanges(async (changes, registry) => {
      const links = await gathered(registry.list({}, systemScope))
      const doomed = changes.flatMap((change) => (change.type === 'delete' ? [change.entity.location] : []))
      const left = links.filter(
        (one) =>
          one.type === 'link' &&
          !doomed.includes(one.location) &&
          [one.source, one.target].some((end) => doomed.includes(end.location)),
      )
      return [...changes, ...left.map((entity): Change => ({ type: 'delete', entity }))]
    }),
    caught: ['link:end-deleted'],
  },
  {
    fault: 'forgets extras',
    Registry: withChanges(async (changes) =>
      changes.map((change) => {
        if (!('entity' in change)) return change
        const { extras: _forgotten, ...entity } = change.entity
        return { ...change, entity: entity as Entity }
      }),
    ),
    caught: ['commit:create', 'reserve:commit', 'value:0'],
  },
  {
    fault: 'shows Resources without their Links',
    Registry: class extends MemoryRegistry {
      override async get(location: string, scope: Scope) {
        const entity = await super.get(location, scope)
        return entity?.type === 'resource' ? { ...entity, links: [] } : entity
      }
    },
    caught: [
      'link:create',
      'link:order',
      'link:moved',
      'query:whole-entities',
      'mixin:member-link',
      'durable:links',
    ],
  },
  {
    fault: 'leaves removed Mixins on their members',
    Registry: class extends MemoryRegistry {
      override async commit(
        changes: readonly Change[],
        scope: Scope,
        reservation?: Reservation,
      ): Promise<Commit> {
        const removed = changes.flatMap((change) => (change.type === 'remove-mixin' ? [change.mixin] : []))
        const members = await membersOf(this, removed)
        const commit = await super.commit(changes, scope, reservation)
        for (const { location, mixins } of members) {
          const now = await super.get(location, systemScope)
          const provided = mixins.map((mixin): Mixin => ({ ...mixin, origin: 'provider' }))
          if (now !== undefined)
            await super.commit([{ type: 'update', entity: { ...now, mixins: provided } }], systemScope)
        }
        return commit
      }
    },
    caught: ['mixin:members', 'mixin:member-link', 'mixin:members-of-owner', 'mixin:remove-mixin'],
  },
  {
    fault: 'shows everyone all Mixins',
    Registry: class extends MemoryRegistry {
      override userMixins(_scope: Scope) {
        return super.userMixins(systemScope)
      }
    },
    caught: ['scope:mixins', 'mixin:owners'],
  },
  {
    fault: 'makes a new layer each time',
    Registry: class extends MemoryRegistry {
      override async userMixins(scope: Scope) {
        return { ...(await super.userMixins(scope)) }
      }
    },
    caught: ['mixin:layer-same'],
  },
  {
    fault: 'keeps its first layer',
    Registry: class extends MemoryRegistry {
      readonly #layers = new Map<string | undefined, ReturnType<MemoryRegistry['userMixins']>>()
      override userMixins(scope: Scope) {
        const layer = this.#layers.get(scope.owner) ?? super.userMixins(scope)
        this.#layers.set(scope.owner, layer)
        return layer
      }
    },
    caught: ['mixin:layer-same', 'mixin:layer-removed'],
  },
  {
    fault: 'holds nothing for a reservation',
    Registry: class extends MemoryRegistry {
      override async reserve(reservation: Omit<Reservation, 'id'>, scope: Scope) {
        const held = await super.reserve(reservation, scope)
        await super.release(held)
        return super.reserve({ ...reservation, changes: [] }, scope)
      }
    },
    caught: [
      'reserve:listed',
      'reserve:location-held',
      'reserve:entity-held',
      'reserve:ends-held',
      'reserve:mixin-held',
    ],
  },
  {
    fault: 'is stopped by its own reservation',
    Registry: class extends MemoryRegistry {
      override commit(changes: readonly Change[], scope: Scope, _reservation?: Reservation) {
        return super.commit(changes, scope)
      }
    },
    caught: ['reserve:commit', 'reserve:listed', 'reserve:kept-promise', 'reserve:commit-frees'],
  },
  {
    fault: 'gives up a reservation before it knows that the commit succeeds',
    Registry: class extends MemoryRegistry {
      override async commit(changes: readonly Change[], scope: Scope, reservation?: Reservation) {
        if (reservation !== undefined) await super.release(reservation)
        return super.commit(changes, scope)
      }
    },
    caught: ['reserve:beyond', 'reserve:gone'],
  },
  {
    fault: 'never releases',
    Registry: class extends MemoryRegistry {
      override async release() {}
    },
    caught: ['reserve:release', 'reserve:listed'],
  },
  {
    fault: 'checks nothing when it reserves',
    Registry: class extends MemoryRegistry {
      override async reserve(reservation: Omit<Reservation, 'id'>, scope: Scope) {
        return super
          .reserve(reservation, scope)
          .catch(() => super.reserve({ ...reservation, changes: [] }, scope))
      }
    },
    caught: [
      'reserve:as-commit:location',
      'reserve:as-commit:forbidden',
      'reserve:location-held',
      'reserve:race',
    ],
  },
  {
    fault: 'gives out one id again and again',
    Registry: class extends MemoryRegistry {
      override newId() {
        return 'urn:uuid:00000000-0000-4000-8000-000000000000'
      }
    },
    caught: ['table:new-id'],
  },
  {
    fault: 'lets those who read change what is stored',
    Registry: class extends MemoryRegistry {
      readonly #given = new Map<string, Entity>()
      override async get(location: string, scope: Scope) {
        const entity = await super.get(location, scope)
        const known = this.#given.get(location)
        if (entity === undefined || known?.revision === entity.revision) return known
        const loose = { ...entity, attributes: { ...entity.attributes } }
        this.#given.set(location, loose)
        return loose
      }
    },
    caught: ['value:copied'],
  },
  {
    fault: 'does nothing more once a commit was refused',
    Registry: class extends MemoryRegistry {
      #turn: Promise<unknown> = Promise.resolve()
      override commit(changes: readonly Change[], scope: Scope): Promise<Commit> {
        const done = this.#turn.then(() => super.commit(changes, scope))
        this.#turn = done
        return done
      }
    },
    caught: ['atomic:each'],
  },
  {
    fault: 'gives the Kind of today in place of the one stored',
    Registry: class extends MemoryRegistry {
      override async get(location: string, scope: Scope) {
        const found = await super.get(location, scope)
        return found && { ...found, kind: compute }
      }
    },
    caught: ['durable:definitions'],
  },
  {
    fault: 'lists Mixins the newest first',
    Registry: class extends MemoryRegistry {
      override async userMixins(scope: Scope) {
        return createLayer(mixinsOf(await super.userMixins(scope)).toReversed())
      }
    },
    caught: ['mixin:layer-order'],
  },
  {
    fault: 'shows owners no shared Mixin after one of theirs has hidden it',
    Registry: class extends MemoryRegistry {
      readonly #hidden = new Set<string>()
      override async userMixins(scope: Scope) {
        const seen = mixinsOf(await super.userMixins(scope))
        for (const { id } of mixinsOf(await super.userMixins({ system: false, changesShared: false })))
          if (!seen.some((mixin) => mixin.id === id)) this.#hidden.add(id)
        return createLayer(seen.filter(({ id }) => scope.owner === undefined || !this.#hidden.has(id)))
      }
    },
    caught: ['mixin:own-first'],
  },
  {
    fault: 'shows the system the latest of several Mixins',
    Registry: class extends MemoryRegistry {
      readonly #all = new Map<string, Mixin>()
      override async commit(changes: readonly Change[], scope: Scope, reservation?: Reservation) {
        const commit = await super.commit(changes, scope, reservation)
        for (const change of changes)
          if (change.type === 'add-mixin') this.#all.set(change.mixin.id, change.mixin)
        return commit
      }
      override async userMixins(scope: Scope) {
        return scope.system ? createLayer(this.#all.values()) : super.userMixins(scope)
      }
    },
    caught: ['mixin:oldest'],
  },
  {
    fault: 'changes the layers that it gave',
    Registry: class extends MemoryRegistry {
      readonly #given = createLayer([])
      override async userMixins(scope: Scope) {
        return Object.assign(this.#given, await super.userMixins(scope))
      }
    },
    caught: ['mixin:layer-old', 'mixin:layer-same'],
  },
  {
    fault: 'makes up a new secret each time',
    Registry: class extends MemoryRegistry {
      async secret() {
        return crypto.randomUUID()
      }
    },
    caught: ['table:secret', 'durable:secret'],
  },
]

expectFoundOut(broken)

function mixinsOf({ byId }: CategoryLayer): readonly Mixin[] {
  return [...byId.values()].filter((category) => category.class === 'mixin')
}

function withQuery(change: (query: EntityQuery) => EntityQuery): new () => MemoryRegistry {
  return class extends MemoryRegistry {
    override list(query: EntityQuery, scope: Scope, page?: Page) {
      return super.list(change(query), scope, page)
    }
    override locations(query: EntityQuery, scope: Scope, page?: Page) {
      return super.locations(change(query), scope, page)
    }
    override count(query: EntityQuery, scope: Scope) {
      return super.count(change(query), scope)
    }
  }
}

function withPage(change: (page: Page) => Page): new () => MemoryRegistry {
  return class extends MemoryRegistry {
    override list(query: EntityQuery, scope: Scope, page: Page = {}) {
      return super.list(query, scope, change(page))
    }
    override locations(query: EntityQuery, scope: Scope, page: Page = {}) {
      return super.locations(query, scope, change(page))
    }
  }
}

function withChanges(
  change: (changes: readonly Change[], registry: MemoryRegistry) => Promise<readonly Change[]>,
): new () => MemoryRegistry {
  return class extends MemoryRegistry {
    override async commit(changes: readonly Change[], scope: Scope, reservation?: Reservation) {
      return super.commit(await change(changes, this), scope, reservation)
    }
  }
}

async function membersOf(registry: MemoryRegistry, mixins: readonly Mixin[]): Promise<readonly Entity[]> {
  const found = await Promise.all(
    mixins.map(({ id }) => gathered(registry.list({ mixins: [id] }, systemScope))),
  )
  return found.flat()
}

async function gathered<T>(chunks: AsyncIterable<readonly T[]>): Promise<T[]> {
  const all: T[] = []
  for await (const chunk of chunks) all.push(...chunk)
  return all
}
