import { compute } from '@occi/infrastructure'
import { MemoryRegistry } from '@occi/registry-memory'
import { systemScope, type Change, type EntityQuery, type Page, type Scope } from '@occi/core'
import { expect, test } from 'vitest'

import { textOf } from './_page.ts'
import { TestService } from './_service.ts'

const many = 20_000

/** Counts how many entities are read. */
class CountingRegistry extends MemoryRegistry {
  read = 0

  override async *list(query: EntityQuery, scope: Scope, page?: Page) {
    for await (const chunk of super.list(query, scope, page)) {
      this.read += chunk.length
      yield chunk
    }
  }
}

test('no page reads more than a page of a long Collection', async () => {
  const registry = new CountingRegistry()
  for (let start = 0; start < many; start += 1000) {
    const changes = Array.from({ length: 1000 }, (_, index): Change => {
      const number = start + index
      const place = { id: `urn:x:${number}`, location: `/compute/${number}`, revision: 0 }
      const attributes = {
        'occi.core.title': `vm-${number}`,
        'occi.compute.state': number % 1000 === 7 ? 'error' : 'active',
      }
      const entity = {
        type: 'resource',
        kind: compute,
        mixins: [],
        actions: [],
        links: [],
        ...place,
        attributes,
      } as const
      return { type: 'create', entity }
    })
    await registry.commit(changes, systemScope)
  }
  await using service = new TestService({ registry })
  const all = many.toLocaleString('en')
  for (const [url, found] of [
    ['/', `Compute ${all}`],
    ['/compute/', `1–25 of ${all}`],
    ['/compute/?order=newest', `vm-${many - 1}`],
    [`/compute/?page=${many / 50}&number=50`, `vm-${many - 1}`],
    [
      '/compute/?attribute=occi.compute.state&value=error',
      `1–${Math.min(25, many / 1000)} of ${(many / 1000).toLocaleString('en')}`,
    ],
    ['/?page=1&number=25', `1–25 of ${all}`],
    ['/networkinterface/?new', 'New network interface'],
    ['/compute/?new', 'New compute'],
  ] as const) {
    registry.read = 0
    const page = textOf(await service.page(url))
    expect(page).toContain(found)
    // The Registry gives chunks, of which the last is not used up.
    expect(registry.read).toBeLessThan(2000)
  }
})
