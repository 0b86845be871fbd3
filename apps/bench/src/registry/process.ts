// The process that is measured: one store, asked by itself.
import { answering } from '../http/processes/answering.ts'
import { median } from '../arithmetic/statistics.ts'
import type { RegistrySpec } from '../service/registry.ts'
import { driverStore } from './driver-store.ts'
import { registryStore, type Store } from './stores.ts'

export interface RegistryQuestion extends Omit<RegistrySpec, 'registry'> {
  readonly store: 'memory' | 'sqlite' | 'driver'
}

/** Microseconds to a call, and bytes to an Entity. */
export interface RegistryCost extends Record<string, number> {
  readonly create: number
  /** Of one of several that are asked for at once. */
  readonly together: number
  readonly get: number
  readonly update: number
  readonly delete: number
  readonly page: number
  readonly filter: number
  readonly count: number
  /** Of memory, with all indexes. */
  readonly memory: number
  /** Of the file. */
  readonly file: number
}

const slices = 7
/** How many are asked for at once where several are. */
const atOnce = 32

answering<RegistryQuestion>(async ({ store: name, ...spec }): Promise<RegistryCost> => {
  const before = memoryNow()
  const store = await (name === 'driver'
    ? driverStore({ ...spec, registry: 'sqlite' })
    : registryStore({ ...spec, registry: name }))
  const { entities } = spec
  const memory = (memoryNow() - before) / entities
  const anyone = (index: number) => (index * 7919) % entities
  const reads = {
    get: await timeOf(4000, (index) => store.get(anyone(index))),
    page: await timeOf(200, () => store.page()),
    filter: await timeOf(2000, (index) => store.filter(anyone(index))),
    count: await timeOf(4000, () => store.count()),
  }
  const update = await timeOf(500, (index) => store.update(anyone(index), `title ${index}`))
  const create = await timeOf(500, (index) => store.create(entities + index))
  const remove = await timeOf(500, (index) => store.delete(entities + index))
  const groups = await timeOf(30, (index) => store.createTogether(entities + index * atOnce, atOnce))
  const writes = { update, create, delete: remove, together: groups / atOnce }
  return { ...reads, ...writes, memory, file: sizeOf(store, entities) }
})

/** Microseconds of a call, one after the other: the median of some slices, the first of which warms up. */
async function timeOf(amount: number, call: (index: number) => Promise<unknown>): Promise<number> {
  const times: number[] = []
  let index = 0
  for (let slice = 0; slice <= slices; slice += 1) {
    const begin = performance.now()
    for (let left = amount; left > 0; left -= 1, index += 1) await call(index)
    if (slice > 0) times.push(((performance.now() - begin) * 1000) / amount)
  }
  return median(times)
}

/** Bytes in use, rubbish left out where Node was told to let us. */
function memoryNow(): number {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

function sizeOf(store: Store, entities: number): number {
  return store.size() / entities
}
