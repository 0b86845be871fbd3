import type { Registry } from '@occi/core'
import type { OcciServer } from '@occi/server'
import { doorOf } from './packages.ts'
import { seed } from './seed.ts'

/** What is measured: which service, with what in it. */
export interface ServiceSpec {
  /** The working tree whose packages are measured. */
  readonly tree: string
  readonly registry: 'memory'
  /** Computes that are there from the beginning. */
  readonly entities: number
  /** Mixins of users that are there from the beginning. */
  readonly mixins: number
}

/** A filled service, as a provider would put it together: all renderings, and computes whose state an Action changes. */
export async function createService(spec: ServiceSpec): Promise<OcciServer> {
  const { tree } = spec
  const core = await doorOf(tree, 'core/index')
  const infrastructure = await doorOf(tree, 'infrastructure/index')
  const { createServer } = await doorOf(tree, 'server/index')
  const { textRenderings } = await doorOf(tree, 'render-text/index')
  const { occiJson } = await doorOf(tree, 'render-json/index')
  const registry = await registryOf(spec)
  await seed(registry, spec, core, infrastructure)
  return createServer({
    registry,
    renderings: [...textRenderings, occiJson],
    extensions: [infrastructure.infrastructure()],
    backends: [
      core.serve(infrastructure.compute, {
        actsInside: true,
        action(draft, { term }) {
          draft.attributes['occi.compute.state'] = term === 'start' ? 'active' : 'inactive'
        },
      }),
    ],
  })
}

async function registryOf({ tree }: ServiceSpec): Promise<Registry> {
  const { MemoryRegistry } = await doorOf(tree, 'registry-memory/index')
  return new MemoryRegistry()
}
