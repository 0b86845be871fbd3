import {
  systemScope,
  type Backend,
  type BackendCall,
  type Entity,
  type Kind,
  type Mixin,
  type Rendering,
  type Scope,
} from '@occi/core'
import { aCompute, aUserMixin, burstable, compute, restart } from '@occi/testing'
import { describe, expect, test } from 'vitest'
import { MemoryRegistry } from '../src/index.ts'

const call = { operation: 'create', categories: [compute], requestId: 'r' } as const

function isUser(extras: unknown): extras is { readonly user: string } {
  return typeof extras === 'object' && extras !== null && 'user' in extras && typeof extras.user === 'string'
}

describe('what a service overrides', () => {
  test('owner: users own what they make, and the scope follows', async () => {
    class Owned extends MemoryRegistry {
      override owner(extras: unknown): string | undefined {
        return isUser(extras) ? extras.user : undefined
      }
    }
    const registry = new Owned()
    const scope = registry.scope({ user: 'alice' })
    expect(scope).toEqual({ system: false, owner: 'alice', changesShared: false })
    await registry.commit([{ type: 'create', entity: aCompute('a', { owner: 'alice' }) }], scope)
    expect(await registry.get('/compute/a', registry.scope({ user: 'bob' }))).toBeUndefined()
    expect(await registry.get('/compute/a', registry.scope(undefined))).toBeUndefined()
    expect((await registry.get('/compute/a', registry.scope({ user: 'alice' })))?.owner).toBe('alice')
  })

  // verifies('CORE-62', 'CORE-63')
  test('newId: ids are what the service says, by Kind and extras; without it random URNs', () => {
    class Named extends MemoryRegistry {
      override newId(kind: Kind, extras: unknown): string {
        return `urn:example:${kind.term}:${isUser(extras) ? extras.user : 'all'}`
      }
    }
    expect(new Named().newId(compute, { user: 'alice' })).toBe('urn:example:compute:alice')
    expect(new MemoryRegistry().newId(compute, undefined)).toMatch(
      /^urn:uuid:[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/,
    )
  })

  test("backendsFor: the Backend of the parent Kind is called too, before the Kind's own", () => {
    class Inheriting extends MemoryRegistry {
      override backendsFor(
        ...[entity, asked, extras]: Parameters<MemoryRegistry['backendsFor']>
      ): readonly BackendCall[] {
        const lineage = asked.categories.flatMap((category) =>
          category.class === 'kind' && category.parent !== undefined
            ? [category.parent, category]
            : [category],
        )
        return super.backendsFor(entity, { ...asked, categories: lineage }, extras)
      }
    }
    const registry = new Inheriting()
    const [general, special]: readonly Backend[] = [{}, {}]
    registry.setBackend(compute.parent as Kind, general)
    registry.setBackend(compute, special)
    const found = registry.backendsFor(aCompute('a'), call, undefined)
    expect(found.map(({ backend }) => (backend === general ? 'general' : 'special'))).toEqual([
      'general',
      'special',
    ])
    expect(found.map(({ categories }) => categories.map(({ term }) => term))).toEqual([
      ['resource'],
      ['compute'],
    ])
  })

  test('setBackend: a Mixin that a user makes gets a Backend that does something', () => {
    const notify: Backend = { create() {} }
    class Notifying extends MemoryRegistry {
      override setBackend(...[category, backend]: Parameters<MemoryRegistry['setBackend']>): void {
        const isUsers = category.class === 'mixin' && category.origin === 'user'
        super.setBackend(category, isUsers ? notify : backend)
      }
    }
    const registry = new Notifying()
    const tag = aUserMixin('tag')
    registry.setBackend(tag, undefined)
    registry.setBackend(burstable, undefined)
    const found = registry.backendsFor(aCompute('a'), { ...call, categories: [burstable, tag] }, undefined)
    expect(found).toEqual([{ backend: notify, categories: [tag] }])
  })

  // verifies('CORE-78')
  test('removeMixin: the service does something of its own when a user takes a Mixin away', async () => {
    const told: string[] = []
    class Telling extends MemoryRegistry {
      override async removeMixin(mixin: Mixin, scope: Scope): Promise<void> {
        await super.removeMixin(mixin, scope)
        told.push(mixin.term)
      }
    }
    const registry = new Telling()
    const tag = aUserMixin('tag')
    registry.setBackend(tag, {})
    await registry.commit(
      [
        { type: 'add-mixin', mixin: tag },
        { type: 'create', entity: aCompute('a', { mixins: [tag] }) },
      ],
      systemScope,
    )
    await registry.removeMixin(tag, systemScope)
    expect(told).toEqual(['tag'])
    expect((await registry.get('/compute/a', systemScope))?.mixins).toEqual([])
    expect(registry.backendsFor(aCompute('a'), { ...call, categories: [tag] }, undefined)).toEqual([])
  })

  test('renderingOf: a media type is served by another Rendering under an alias', () => {
    class Aliasing extends MemoryRegistry {
      override renderingOf(mediaType: string): Rendering | undefined {
        return super.renderingOf(mediaType === 'application/occi+text' ? 'text/plain' : mediaType)
      }
    }
    const registry = new Aliasing()
    const plain = { mediaTypes: ['text/plain'] } as unknown as Rendering
    registry.setRendering(plain)
    expect(registry.renderingOf('application/occi+text')).toBe(plain)
    expect(registry.renderingOf('text/html')).toBeUndefined()
  })

  test('commit: every change can be told to somebody, with the state that was stored', async () => {
    const told: (readonly Entity[])[] = []
    class Feeding extends MemoryRegistry {
      override async commit(...args: Parameters<MemoryRegistry['commit']>) {
        const commit = await super.commit(...args)
        told.push(commit.entities)
        return commit
      }
    }
    const registry = new Feeding()
    await registry.commit([{ type: 'create', entity: aCompute('a') }], systemScope)
    expect(told).toEqual([[await registry.get('/compute/a', systemScope)]])
  })
})

// verifies('CORE-49')
test('the Backend of an Action is its own, else that of the Kind that defines it', () => {
  const registry = new MemoryRegistry()
  const [ofKind, ofAction]: readonly Backend[] = [{}, {}]
  const asked = { ...call, operation: 'action', action: restart } as const
  registry.setBackend(compute, ofKind)
  expect(registry.backendsFor(aCompute('a'), asked, undefined)[0]?.backend).toBe(ofKind)
  registry.setBackend(restart, ofAction)
  expect(registry.backendsFor(aCompute('a'), asked, undefined)[0]?.backend).toBe(ofAction)
})
