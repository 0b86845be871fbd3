import { compute11 } from '@occi/infrastructure'
import type { ManagedEntities } from '@occi/server'

import { showMachine, type Written } from './backends/index.ts'
import type { HostSpec, Hypervisor } from './hypervisor/index.ts'

const purposes = ['web', 'database', 'cache', 'worker', 'mail', 'build', 'proxy', 'queue', 'desktop'] as const
const size = { cores: 1, memory: 1 } as const

/** Hosts for a small cloud, larger by what the seeded computes take. */
export function hostsFor(seed: number): readonly HostSpec[] {
  const share = Math.ceil(seed / 4)
  return [1, 2, 3, 4].map((number) => ({
    id: `host-${number}`,
    cores: 32 + share * size.cores,
    memory: 128 + share * size.memory,
  }))
}

/** Makes computes that are there when the cloud opens, stopped. */
export async function seedComputes(
  count: number,
  hypervisor: Hypervisor,
  entities: ManagedEntities,
): Promise<void> {
  const [image] = await hypervisor.listImages()
  for (let number = 1; number <= count; number += 1) {
    const title = `${purposes[number % purposes.length]}-${number}`
    const id = `urn:uuid:${crypto.randomUUID()}`
    const machine = await hypervisor.createMachine({ id, name: title, ...size, imageId: image?.id })
    const written: Written = {
      kind: compute11,
      mixins: [],
      attributes: { 'occi.core.title': title },
      actions: [],
    }
    showMachine(written, machine)
    const { kind, attributes, actions, extras } = written
    await entities.create({ kind, id, attributes, actions, ...(extras === undefined ? {} : { extras }) })
  }
}
