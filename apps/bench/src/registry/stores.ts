import { statSync } from 'node:fs'
import type { Entity, EntityQuery, Registry } from '@occi/core'
import { doorOf } from '../service/packages.ts'
import { fileOf, filledRegistry, type RegistrySpec } from '../service/registry.ts'
import { computeOf, computePath, hostOf } from '../service/seed.ts'

/** What is measured of a store: the same for all. */
export interface Store {
  create(number: number): Promise<unknown>
  /** Several that are asked for at once, from a number on. */
  createTogether(first: number, amount: number): Promise<unknown>
  get(number: number): Promise<unknown>
  update(number: number, title: string): Promise<unknown>
  delete(number: number): Promise<unknown>
  /** The first 100. */
  page(): Promise<unknown>
  /** By the host name of one. */
  filter(number: number): Promise<unknown>
  count(): Promise<unknown>
  /** Bytes of its file; 0: it has none. */
  size(): number
}

/** A registry of ours, as the server calls it. */
export async function registryStore(spec: RegistrySpec): Promise<Store> {
  const { systemScope } = await doorOf(spec.tree, 'core/index')
  const { compute } = await doorOf(spec.tree, 'infrastructure/index')
  const registry = await filledRegistry(spec)
  const scope = { system: false, changesShared: true } as const
  const computes: EntityQuery = { kind: compute.id }
  const get = (number: number) => registry.get(computePath(number), scope)
  const create = (number: number) =>
    registry.commit([{ type: 'create', entity: computeOf(compute, number) }], systemScope)
  const present = async (number: number) => {
    const entity = await get(number)
    if (entity === undefined) throw new Error(`there is no compute ${number}`)
    return entity
  }
  return {
    create,
    createTogether: (first, amount) =>
      Promise.all(Array.from({ length: amount }, (_one, index) => create(first + index))),
    get,
    update: async (number, title) =>
      registry.commit([{ type: 'update', entity: titled(await present(number), title) }], scope),
    delete: async (number) => registry.commit([{ type: 'delete', entity: await present(number) }], scope),
    page: () => all(registry, computes, 100),
    filter: (number) =>
      all(registry, { ...computes, attributes: new Map([['occi.compute.hostname', hostOf(number)]]) }),
    count: () => registry.count(computes, scope),
    size: () => (spec.registry === 'memory' ? 0 : statSync(fileOf(spec)).size),
  }

  async function all(from: Registry, query: EntityQuery, limit = Infinity): Promise<readonly Entity[]> {
    const found: Entity[] = []
    for await (const chunk of from.list(query, scope, { limit })) found.push(...chunk)
    return found
  }
}

function titled(entity: Entity, title: string): Entity {
  return { ...entity, attributes: { ...entity.attributes, 'occi.core.title': title } }
}
