import { systemScope, type Backend, type Rendering } from '@occi/core'
import { expectEqual, expectTrue } from '../expect.ts'
import { aCompute, compute, network } from '../fixtures.ts'
import { registryCase } from './harness.ts'

const call = { operation: 'create', categories: [compute], requestId: 'r' } as const

/** Ids, Backends, Renderings: what every Registry has besides the store. */
export const tableCases = [
  registryCase('table:new-id', 'new ids are absolute URIs, each another', async (registry) => {
    const ids = Array.from({ length: 100 }, () => registry.newId(compute, undefined))
    expectEqual(new Set(ids).size, ids.length, 'the number of different ids')
    for (const id of ids)
      expectTrue(/^[A-Za-z][A-Za-z0-9+.-]*:[^\s]+$/.test(id), `"${id}" is an absolute URI`)
  }),
  registryCase(
    'table:backends',
    'a Backend is called for the Category it serves, until it is taken away',
    async (registry) => {
      const backend: Backend = {}
      registry.setBackend(compute, backend)
      expectEqual(registry.backendsFor(aCompute('a'), call, undefined).length, 1)
      expectTrue(
        registry.backendsFor(aCompute('a'), call, undefined)[0]?.backend === backend,
        'it is this Backend',
      )
      expectEqual(registry.backendsFor(aCompute('a'), { ...call, categories: [network] }, undefined), [])
      registry.setBackend(compute, undefined)
      expectEqual(registry.backendsFor(aCompute('a'), call, undefined), [])
    },
  ),
  registryCase(
    'table:renderings',
    'a Rendering serves its media types, and a later one takes over those it names',
    async (registry) => {
      const rendering = (...mediaTypes: string[]) => ({ mediaTypes }) as unknown as Rendering
      const [one, two] = [rendering('text/plain', 'text/occi'), rendering('text/occi')]
      registry.setRendering(one)
      registry.setRendering(two)
      expectTrue(
        registry.renderingOf('text/plain') === one && registry.renderingOf('text/occi') === two,
        'the later one wins',
      )
      expectEqual(registry.renderingOf('text/html'), undefined)
      expectEqual(registry.mediaTypes(), ['text/plain', 'text/occi'])
    },
  ),
  registryCase('table:secret', 'the secret, if there is one, is long and stays', async (registry) => {
    const secret = await registry.secret?.()
    expectTrue(secret === undefined || secret.length >= 32, 'it has 32 characters at least')
    expectEqual(await registry.secret?.(), secret)
  }),
  registryCase('table:scope', 'a request is never the system', async (registry) => {
    for (const extras of [undefined, 'x', { user: 'alice' }]) {
      const owner = registry.owner(extras)
      const scope = registry.scope(extras)
      expectEqual(scope.system, false)
      expectEqual(scope.owner, owner, 'the owner of the scope')
    }
  }),
  registryCase(
    'table:close',
    'a Registry with a list half read and a reservation can be closed',
    async (registry) => {
      await registry.reserve(
        { operation: 'create', requestId: 'r', changes: [{ type: 'create', entity: aCompute('a') }] },
        systemScope,
      )
      await registry.list({}, systemScope)[Symbol.asyncIterator]().next()
    },
  ),
]
