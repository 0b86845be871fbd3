import { registryCases } from '@occi/testing'
import { describe, expect, test } from 'vitest'
import { MemoryRegistry } from '../src/index.ts'

/** A Registry with a fault, and the cases that must find it. */
export interface Broken {
  readonly fault: string
  readonly Registry: new () => MemoryRegistry
  readonly caught: readonly string[]
}

/** Checks that the suite finds each fault, and nothing where there is none. */
export function expectFoundOut(broken: readonly Broken[]): void {
  describe.each(broken)('a Registry that $fault', ({ Registry, caught }) => {
    test.each(caught)('is found out by registry:%s', async (id) => {
      const found = registryCases.find((one) => one.id === `registry:${id}`)
      await expect(found?.run({ open: async () => new Registry() })).rejects.toBeInstanceOf(Error)
    })
  })

  test('the suite is silent about the Registry from which these are made', async () => {
    const ids = new Set(broken.flatMap(({ caught }) => caught.map((id) => `registry:${id}`)))
    for (const { id, run } of registryCases)
      if (ids.has(id)) await run({ open: async () => new MemoryRegistry() })
  })
}
