import {
  systemScope,
  type Change,
  type Entity,
  type EntityQuery,
  type Link,
  type Mixin,
  type Page,
  type Registry,
  type Reservation,
  type Resource,
  type Scope,
} from '@occi/core'
import { expectEqual, expectTrue } from '../expect.ts'

/** Two users, one who may also change what is shared, and somebody without a name. */
export const alice: Scope = { system: false, owner: 'alice', changesShared: false }
export const bob: Scope = { system: false, owner: 'bob', changesShared: false }
export const admin: Scope = { system: false, owner: 'admin', changesShared: true }
export const nobody: Scope = { system: false, changesShared: true }
export const visitor: Scope = { system: false, changesShared: false }

/** Changes that make all these. */
export function creations(...entities: readonly Entity[]): readonly Change[] {
  return entities.map((entity) => ({ type: 'create', entity }))
}

/** Stores new entities in one commit; gives back what is stored. */
export async function create(registry: Registry, ...entities: readonly Entity[]): Promise<readonly Entity[]> {
  return (await registry.commit(creations(...entities), systemScope)).entities
}

/** Stores one Resource. */
export async function createOne(registry: Registry, entity: Resource): Promise<Resource> {
  return asResource((await create(registry, entity))[0])
}

/** Stores a new state of an Entity. */
export async function update<E extends Entity>(
  registry: Registry,
  entity: E,
  changes: Partial<E>,
  scope = systemScope,
): Promise<Entity> {
  const { entities } = await registry.commit([{ type: 'update', entity: { ...entity, ...changes } }], scope)
  return asEntity(entities[0])
}

/** Deletes in one commit. */
export async function remove(registry: Registry, ...entities: readonly Entity[]): Promise<void> {
  await registry.commit(
    entities.map((entity) => ({ type: 'delete', entity })),
    systemScope,
  )
}

/** Adds users' Mixins. */
export async function addMixins(registry: Registry, ...mixins: readonly Mixin[]): Promise<void> {
  await registry.commit(
    mixins.map((mixin) => ({ type: 'add-mixin', mixin })),
    systemScope,
  )
}

/** Reserves changes. */
export async function reserve(
  registry: Registry,
  changes: readonly Change[],
  scope = systemScope,
): Promise<Reservation> {
  return registry.reserve({ operation: 'create', requestId: 'request-1', changes }, scope)
}

/** The Entity at a path, which must be there. */
export async function mustGet(registry: Registry, location: string, scope = systemScope): Promise<Entity> {
  return asEntity(await registry.get(location, scope))
}

/** The Resource at a path, which must be there. */
export async function mustGetResource(
  registry: Registry,
  location: string,
  scope = systemScope,
): Promise<Resource> {
  return asResource(await mustGet(registry, location, scope))
}

export function asEntity(entity: Entity | undefined): Entity {
  expectTrue(entity !== undefined, 'the Entity is there')
  return entity
}

export function asResource(entity: Entity | undefined): Resource {
  expectTrue(entity?.type === 'resource', 'it is a Resource')
  return entity
}

export function asLink(entity: Entity | undefined): Link {
  expectTrue(entity?.type === 'link', 'it is a Link')
  return entity
}

/** Everything that a query selects, in one array. */
export async function listed(
  registry: Registry,
  query: EntityQuery = {},
  scope = systemScope,
  page?: Page,
): Promise<readonly Entity[]> {
  return gather(registry.list(query, scope, page))
}

/** All chunks of an answer in one array. */
export async function gather<T>(chunks: AsyncIterable<readonly T[]>): Promise<readonly T[]> {
  const all: T[] = []
  for await (const chunk of chunks) all.push(...chunk)
  return all
}

/** Checks that list, locations and count agree on what a query selects, page by page as well. */
export async function expectSelects(
  registry: Registry,
  query: EntityQuery,
  wanted: readonly string[],
  scope = systemScope,
): Promise<void> {
  const locations = (page?: Page) => gather(registry.locations(query, scope, page))
  const entities = await listed(registry, query, scope)
  expectEqual(await locations(), wanted, 'locations()')
  expectEqual(
    entities.map(({ location }) => location),
    wanted,
    'list()',
  )
  expectEqual(await registry.count(query, scope), wanted.length, 'count()')
  for (const [offset, limit] of [
    [0, 1],
    [1, 2],
    [wanted.length, 1],
  ] as const) {
    expectEqual(
      await locations({ offset, limit }),
      wanted.slice(offset, offset + limit),
      `the page at ${offset} of ${limit}`,
    )
  }
}

/** All that can be read of a Registry, to compare before and after. */
export async function snapshot(registry: Registry): Promise<unknown> {
  const { byId } = await registry.userMixins(systemScope)
  return {
    entities: await listed(registry),
    counts: await Promise.all([alice, bob, nobody, systemScope].map((scope) => registry.count({}, scope))),
    mixins: [...byId.keys()],
    reservations: await registry.reservations(),
  }
}
