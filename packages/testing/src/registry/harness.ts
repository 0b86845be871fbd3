import type { Registry } from '@occi/core'
import type { ContractCase } from '../run.ts'

/** What the suite needs of whoever runs it. */
export interface RegistryHarness {
  /** A fresh, empty Registry. The suite closes it. */
  open(): Promise<Registry>
  /** Ends a Registry as a crash would and opens what it left behind. Missing: the Registry does not outlive its process. */
  reopen?(registry: Registry): Promise<Registry>
  /** Opens what a Registry holds a second time, as another process beside it would. Missing: one process alone can have it open. */
  share?(registry: Registry): Promise<Registry>
}

/** A case of the suite. */
export type RegistryCase = ContractCase<RegistryHarness>

/** A case that gets a Registry of its own. */
export function registryCase(
  id: string,
  title: string,
  run: (registry: Registry) => Promise<void>,
): RegistryCase {
  return { id: `registry:${id}`, title, run: (harness) => withRegistry(harness, run) }
}

/** A case that ends a Registry and opens it again; what `before` gives is handed to `after`. */
export function durableCase<T>(
  id: string,
  title: string,
  before: (registry: Registry) => Promise<T>,
  after: (registry: Registry, kept: T) => Promise<void>,
): RegistryCase {
  const unless = (harness: RegistryHarness) =>
    harness.reopen === undefined ? 'it does not outlive its process' : undefined
  const run = async (harness: RegistryHarness) => {
    const first = await harness.open()
    const kept = await before(first)
    const second = (await harness.reopen?.(first)) ?? first
    await closing(second, (registry) => after(registry, kept))
  }
  return { id: `registry:${id}`, title, run, unless }
}

/** A case of two Registries on one store, both of which are open. */
export function sharedCase(
  id: string,
  title: string,
  run: (one: Registry, other: Registry) => Promise<void>,
): RegistryCase {
  const unless = (harness: RegistryHarness) =>
    harness.share === undefined ? 'one process alone can have it open' : undefined
  const runBoth = (harness: RegistryHarness) =>
    withRegistry(harness, async (one) => {
      const other = await harness.share?.(one)
      await (other === undefined ? run(one, one) : closing(other, () => run(one, other)))
    })
  return { id: `registry:${id}`, title, run: runBoth, unless }
}

async function withRegistry(
  harness: RegistryHarness,
  run: (registry: Registry) => Promise<void>,
): Promise<void> {
  const registry = await harness.open()
  await closing(registry, run)
}

async function closing(registry: Registry, run: (registry: Registry) => Promise<void>): Promise<void> {
  try {
    await run(registry)
  } finally {
    await registry.close()
  }
}
