import type { ServiceSpec } from '../service/service.ts'
import type { Workload } from './workloads.ts'

/** A service that is compared with others. */
export interface Variant {
  readonly name: string
  /** Missing: bare node:http, with the answers of a service of as many entities. */
  readonly service?: ServiceSpec
  readonly entities: number
}

/** One fresh process and what it is asked for. */
export interface Session {
  readonly variant: Variant
  readonly workloads: readonly Workload[]
}

/** The most entities for which each workload gets a process of its own: filling more takes longer than measuring. */
const small = 10_000

/** What is compared over HTTP. */
export interface Wanted {
  readonly registries: readonly ServiceSpec['registry'][]
  readonly entities: readonly number[]
  /** How many users' Mixins the services have that are measured with many; 0: none are. */
  readonly mixins: number
}

/** Bare servers and services, by what is wanted. */
export function variantsOf(
  { registries, entities, mixins }: Wanted,
  place: Pick<ServiceSpec, 'tree' | 'directory'>,
): readonly Variant[] {
  const bare = entities.filter((count) => count <= small).map((count) => ({ name: 'bare', entities: count }))
  const sized = registries.flatMap((registry) =>
    entities.map((count) => serviceOf({ ...place, registry, entities: count, mixins: 0 })),
  )
  const mixed = registries.map((registry) => serviceOf({ ...place, registry, entities: 1000, mixins }))
  return [...bare, ...sized, ...(mixins === 0 ? [] : mixed)]
}

/** The processes of one round. */
export function sessionsOf(variants: readonly Variant[], workloads: readonly Workload[]): readonly Session[] {
  return variants.flatMap((variant) => {
    const fitting = workloads.filter(({ upTo = Infinity }) => variant.entities <= upTo)
    if (variant.entities > small) return [{ variant, workloads: fitting }]
    return fitting.map((workload) => ({ variant, workloads: [workload] }))
  })
}

function serviceOf(service: ServiceSpec): Variant {
  const mixins = service.mixins === 0 ? '' : `, ${service.mixins} mixins`
  return { name: `${service.registry}${mixins}`, service, entities: service.entities }
}
