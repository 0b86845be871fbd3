import { createCatalog, defineMixin, type Backend } from '@occi/core'
import { MemoryRegistry } from '@occi/registry-memory'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import type { CategoryProvider, ProvidedCategories } from '../options.ts'
import { ProvidedLayers } from './provided-layers.ts'

const signal = new AbortController().signal
const everyone = { system: false, changesShared: true }
const image = (term: string) =>
  defineMixin({ scheme: 'http://example.com/images#', term, location: `/${term}/` })

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }))
afterEach(() => void vi.useRealTimers())

/** Layers over a provider whose answers are given one after the other; the last one is given again and again. */
function layersOf(...answers: readonly (ProvidedCategories | Error)[]) {
  const logged: string[] = []
  const asked: unknown[] = []
  const registry = new MemoryRegistry()
  const provider: CategoryProvider = {
    name: 'images',
    categories: async (extras) => {
      asked.push(extras)
      const answer = answers[Math.min(asked.length, answers.length) - 1]
      if (answer === undefined) throw new Error('nothing to answer')
      if (answer instanceof Error) throw answer
      return answer
    },
  }
  const layers = new ProvidedLayers(
    provider,
    registry,
    createCatalog([]),
    (level, message) => void logged.push(`${level}: ${message}`),
  )
  return { layers, asked, logged, registry }
}

describe('the layer of a provider', () => {
  test('is asked for once by all who ask together, then again', async () => {
    const { layers, asked } = layersOf({ categories: [image('a')] })
    const [one, other] = await Promise.all([layers.of(everyone, 1, signal), layers.of(everyone, 2, signal)])
    expect([asked, one === other]).toEqual([[1], true])
    await layers.of(everyone, 3, signal)
    expect(asked).toEqual([1, 3])
  })

  test('is one for each owner', async () => {
    const { layers, asked } = layersOf({ categories: [image('a')], holdFor: 1000 })
    for (const owner of ['ann', 'bob', 'ann']) await layers.of({ ...everyone, owner }, owner, signal)
    expect(asked).toEqual(['ann', 'bob'])
  })

  test('holds for as long as the provider says', async () => {
    const { layers, asked } = layersOf({ categories: [image('a')], holdFor: 1000 })
    await layers.of(everyone, 1, signal)
    vi.setSystemTime(Date.now() + 999)
    await layers.of(everyone, 2, signal)
    vi.setSystemTime(Date.now() + 1)
    await layers.of(everyone, 3, signal)
    expect(asked).toEqual([1, 3])
  })

  test('is the same object as long as the version is, and a new one where there is none', async () => {
    const same = layersOf({ categories: [image('a')], version: '1' }).layers
    expect(await same.of(everyone, 1, signal)).toBe(await same.of(everyone, 2, signal))
    const unknown = layersOf({ categories: [image('a')] }).layers
    expect(await unknown.of(everyone, 1, signal)).not.toBe(await unknown.of(everyone, 2, signal))
    const changing = layersOf(
      { categories: [image('a')], version: '1' },
      { categories: [image('b')], version: '2' },
    ).layers
    expect((await changing.of(everyone, 1, signal))?.byId.has(image('a').id)).toBe(true)
    expect((await changing.of(everyone, 2, signal))?.byId.has(image('b').id)).toBe(true)
  })

  test('brings its Backend along', async () => {
    const backend: Backend = { create: () => undefined }
    const { layers, registry } = layersOf({ categories: [image('a')], backend })
    await layers.of(everyone, 1, signal)
    const call = { operation: 'create', categories: [image('a')], requestId: 'r' } as const
    expect(registry.backendsFor({ kind: {} as never, mixins: [] }, call, 1)).toEqual([
      { backend, categories: [image('a')] },
    ])
  })

  test('is the last good one where the provider fails, and that is logged', async () => {
    const { layers, logged } = layersOf({ categories: [image('a')] }, new Error('away'))
    const good = await layers.of(everyone, 1, signal)
    expect(await layers.of(everyone, 2, signal)).toBe(good)
    expect(logged).toEqual(['warn: the category provider images gave nothing'])
  })

  test('is none where the provider has never answered', async () => {
    const { layers } = layersOf(new Error('away'))
    expect(await layers.of(everyone, 1, signal)).toBeUndefined()
  })

  test('is not waited for longer than the provider may take, and the provider is told', async () => {
    let told: AbortSignal | undefined
    const provider: CategoryProvider = {
      name: 'images',
      timeout: 5,
      categories: (_extras, given) => {
        told = given
        return new Promise(() => undefined)
      },
    }
    const layers = new ProvidedLayers(provider, new MemoryRegistry(), createCatalog([]), undefined)
    expect(await layers.of(everyone, 1, signal)).toBeUndefined()
    expect(told?.aborted).toBe(true)
  })

  test('a client that has gone is not served, those who asked with it are', async () => {
    const { layers } = layersOf({ categories: [image('a')] })
    const gone = new AbortController()
    const [one, other] = [layers.of(everyone, 1, gone.signal), layers.of(everyone, 2, signal)]
    gone.abort(new Error('gone'))
    await expect(one).rejects.toThrow('gone')
    expect(await other).toBeDefined()
  })
})
