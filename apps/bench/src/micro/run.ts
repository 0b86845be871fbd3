// The Renderings by themselves, in this process: what reading and writing costs.
import { bench, run } from 'mitata'
import type { Entity, Rendering, RenderingContext } from '@occi/core'
import { doorOf, ownTree } from '../service/packages.ts'
import { computeOf } from '../service/seed.ts'

const { createCatalog, systemScope } = await doorOf(ownTree, 'core/index')
const { compute, infrastructure } = await doorOf(ownTree, 'infrastructure/index')
const { textPlain, textOcci } = await doorOf(ownTree, 'render-text/index')
const { occiJson } = await doorOf(ownTree, 'render-json/index')
const { defaultLimits } = await doorOf(ownTree, 'server/index')

const entity: Entity = { ...computeOf(compute, 1), revision: 1 }
const renderings = [textPlain, textOcci, occiJson]

for (const rendering of renderings) {
  const context = contextOf(rendering)
  const { headers = [], body } = await rendering.render({ form: 'entity', entity }, context)
  const fields = new Map(headers.map(([name, value]) => [name.toLowerCase(), [value]]))
  const source = { mediaType: context.mediaType, headers: fields, body: typeof body === 'string' ? body : '' }
  bench(`${rendering.name} writes an Entity`, () => rendering.render({ form: 'entity', entity }, context))
  bench(`${rendering.name} reads an Entity`, () => rendering.parse('entity', source, context))
}
await run()

function contextOf({ mediaTypes: [mediaType = ''] }: Rendering): RenderingContext {
  return {
    catalog: createCatalog([infrastructure()]),
    scope: systemScope,
    publicUrl: 'http://cloud.example',
    prefix: '',
    path: entity.location,
    query: new URLSearchParams(),
    version: '1.2',
    mediaType,
    limits: defaultLimits,
    sign: async () => '',
    lookup: { entity: async () => undefined, entities: async function* () {}, count: async () => 0 },
  }
}
