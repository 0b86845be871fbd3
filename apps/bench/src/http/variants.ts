import type { ServiceSpec } from '../service/service.ts'

/** A service that is compared with others. */
export interface Variant {
  readonly name: string
  /** Missing: bare node:http, with the answers of a service of as many entities. */
  readonly service?: ServiceSpec
  readonly entities: number
  /** How many processes answer, on one file. Missing: 1. */
  readonly processes?: number
}

/** The most entities for which each workload gets processes of its own: filling more takes longer than measuring. */
const small = 10_000

/** Whether a variant has fresh processes for each workload; else for each round. */
export function isSmall({ entities }: Variant): boolean {
  return entities <= small
}

/** What is compared over HTTP. */
export interface Wanted {
  readonly registries: readonly ServiceSpec['registry'][]
  readonly entities: readonly number[]
  /** How many users' Mixins the services have that are measured with many; 0: none are. */
  readonly mixins: number
  /** How many processes share an SQLite file in the service that is measured so; 1: none is. */
  readonly processes: number
}

/** Bare servers and services, by what is wanted. */
export function variantsOf(
  { registries, entities, mixins, processes }: Wanted,
  place: Pick<ServiceSpec, 'tree' | 'directory'>,
): readonly Variant[] {
  const bare = entities.filter((count) => count <= small).map((count) => ({ name: 'bare', entities: count }))
  const sized = registries.flatMap((registry) =>
    entities.map((count) => serviceOf({ ...place, registry, entities: count, mixins: 0 })),
  )
  const mixed = registries.map((registry) => serviceOf({ ...place, registry, entities: 1000, mixins }))
  const shared = registries
    .filter((registry) => registry === 'sqlite' && processes > 1)
    .map((registry) => severalOf({ ...place, registry, entities: 1000, mixins: 0 }, processes))
  return [...bare, ...sized, ...(mixins === 0 ? [] : mixed), ...shared]
}

function serviceOf(service: ServiceSpec): Variant {
  const mixins = service.mixins === 0 ? '' : `, ${service.mixins} mixins`
  return { name: `${service.registry}${mixins}`, service, entities: service.entities }
}

function severalOf(service: ServiceSpec, processes: number): Variant {
  return {
    name: `${service.registry}, ${processes} processes`,
    service,
    entities: service.entities,
    processes,
  }
}
