import type { OcciServer } from '@occi/server'
import { doorOf } from './packages.ts'
import { filledRegistry, type RegistrySpec } from './registry.ts'

/** What is measured: which service, with what in it. */
export type ServiceSpec = RegistrySpec

/** A filled service, as a provider would put it together: all renderings, and computes whose state an Action changes. */
export async function createService(spec: ServiceSpec): Promise<OcciServer> {
  const { tree } = spec
  const core = await doorOf(tree, 'core/index')
  const infrastructure = await doorOf(tree, 'infrastructure/index')
  const { createServer } = await doorOf(tree, 'server/index')
  const { textRenderings } = await doorOf(tree, 'render-text/index')
  const { occiJson } = await doorOf(tree, 'render-json/index')
  const { createConsole } = await doorOf(tree, 'render-html/index')
  return createServer({
    registry: await filledRegistry(spec),
    renderings: [...textRenderings, occiJson, createConsole()],
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
