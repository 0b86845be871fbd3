import { systemScope, type Entity, type EntityQuery, type Registry, type Scope } from '@occi/core'
import { expectEqual } from '../expect.ts'
import { compute, turbo } from '../fixtures.ts'
import { createRandom } from '../random.ts'
import { registryCase, type RegistryCase } from './harness.ts'
import { NaiveRegistry } from './naive-registry.ts'
import { randomChanges } from './random-changes.ts'
import { admin, alice, bob, listed, nobody } from './steps.ts'

const scopes: readonly Scope[] = [systemScope, alice, bob, nobody, admin]
const queries: readonly EntityQuery[] = [
  {},
  { kind: compute.id },
  { kind: compute.id, mixins: [turbo.id] },
  { below: '/compute/' },
  { below: '/network/', changeable: true },
  { mixins: [turbo.id], changeable: true },
  { attributes: new Map([['com.example.cores', 1]]) },
  { attributes: new Map([['com.example.cores', 2]]), mixins: [turbo.id] },
  { target: { location: '/network/0' } },
  { source: { location: '/compute/1', owner: 'alice' } },
]

/** Seeded random histories, compared with a model that looks at everything each time. */
export const historyCases: readonly RegistryCase[] = [1, 2, 3, 4, 5, 6].map((seed) =>
  registryCase(
    `history:seed-${seed}`,
    `a random history leaves what a naive model expects (seed ${seed})`,
    async (registry) => {
      const random = createRandom(seed)
      const model = new NaiveRegistry()
      for (let step = 0; step < 150; step += 1) {
        const scope = random.pick(scopes)
        const changes = randomChanges(random, model)
        const wanted = model.commit(changes, scope)
        const outcome = await registry.commit(changes, scope).then(
          () => 'done',
          (error: unknown) => (error as { code?: string }).code ?? String(error),
        )
        expectEqual(
          outcome,
          wanted,
          `step ${step} of seed ${seed}: ${changes.map(({ type }) => type).join(', ')} by ${scope.owner ?? 'nobody'}:`,
        )
        model.learn(await listed(registry))
        if (step % 10 === 9) await compare(registry, model, `step ${step} of seed ${seed}: `)
      }
    },
  ),
)

async function compare(registry: Registry, model: NaiveRegistry, when: string): Promise<void> {
  for (const scope of scopes) {
    for (const query of queries) {
      const wanted = model.list(query, scope)
      const what = `${when}${JSON.stringify({ ...query, attributes: [...(query.attributes ?? [])] })} by ${JSON.stringify(scope)}`
      expectEqual((await listed(registry, query, scope)).map(nameOf), wanted.map(nameOf), what)
      expectEqual(await registry.count(query, scope), wanted.length, what)
      const page = await listed(registry, query, scope, { offset: 2, limit: 3 })
      expectEqual(page.map(nameOf), wanted.slice(2, 5).map(nameOf), what)
    }
  }
}

function nameOf({ location, owner }: Entity): string {
  return `${location} of ${owner ?? 'all'}`
}
