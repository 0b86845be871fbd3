import type { Change, Entity, Kind, Registry, Scope } from '@occi/core'
import type { Packages } from './packages.ts'

/** How many entities are written in one commit. */
const together = 1000

/** The path of a seeded compute, counted from 0. */
export function computePath(number: number): string {
  return `/compute/${uuid(number)}`
}

/** The host name of a seeded compute, which no other has. */
export function hostOf(number: number): string {
  return `host-${number}.example.com`
}

/** What the computes link to. */
export const networkPath = `/network/${uuid(0xffff_ffff_fffe)}`
export const storagePath = `/storage/${uuid(0xffff_ffff_ffff)}`

/** A user's Mixin, counted from 0. */
export const mixinScheme = 'http://example.com/occi/users#'
export const mixinPath = (number: number): string => `/tags/tag-${number}/`

/** Fills a Registry: a network, a storage, and as many computes with eight attributes each and users' Mixins as wanted. */
export async function seed(
  registry: Registry,
  { entities, mixins }: { readonly entities: number; readonly mixins: number },
  core: Packages['core/index'],
  infrastructure: Packages['infrastructure/index'],
): Promise<void> {
  const scope = core.systemScope
  const mixin = (number: number): Change => ({
    type: 'add-mixin',
    mixin: core.defineMixin({
      scheme: mixinScheme,
      term: `tag-${number}`,
      location: mixinPath(number),
      origin: 'user',
    }),
  })
  await fill(registry, scope, Math.max(1, mixins), mixin)
  const ends = [
    entityOf(infrastructure.network, networkPath, { 'occi.network.vlan': 7 }),
    entityOf(infrastructure.storage, storagePath, { 'occi.storage.size': 10 }),
  ]
  await registry.commit(
    ends.map((entity) => ({ type: 'create', entity })),
    scope,
  )
  await fill(registry, scope, entities, (number) => ({
    type: 'create',
    entity: computeOf(infrastructure.compute, number),
  }))
}

/** A compute with eight attributes. */
export function computeOf(kind: Kind, number: number): Entity {
  return entityOf(kind, computePath(number), {
    'occi.core.title': `web server ${number}`,
    'occi.core.summary': 'answers what it is asked',
    'occi.compute.architecture': 'x64',
    'occi.compute.cores': 1 + (number % 16),
    'occi.compute.hostname': hostOf(number),
    'occi.compute.share': number % 100,
    'occi.compute.memory': 0.5 + (number % 64),
    'occi.compute.state': 'inactive',
  })
}

function entityOf(kind: Kind, location: string, attributes: Entity['attributes']): Entity {
  const id = `urn:uuid:${location.slice(location.lastIndexOf('/') + 1)}`
  return {
    type: 'resource',
    id,
    location,
    kind,
    mixins: [],
    attributes,
    actions: kind.actions,
    links: [],
    revision: 0,
  }
}

async function fill(
  registry: Registry,
  scope: Scope,
  count: number,
  changeFor: (number: number) => Change,
): Promise<void> {
  for (let first = 0; first < count; first += together) {
    const length = Math.min(together, count - first)
    await registry.commit(
      Array.from({ length }, (_one, index) => changeFor(first + index)),
      scope,
    )
  }
}

function uuid(number: number): string {
  return `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`
}
