import { compute11 } from '@occi/infrastructure'
import type { ManagedEntities, ReportedEntity } from '@occi/server'

import { showMachine, type Written } from './backends/index.ts'
import type { HostSpec, Hypervisor, Machine, MachineSpec } from './hypervisor/index.ts'

const purposes = ['web', 'database', 'cache', 'worker', 'mail', 'build', 'proxy', 'queue', 'desktop'] as const
const size = { cores: 1, memory: 1 } as const

/** How many computes are made in one go. */
const batch = 5000
/** How many milliseconds pass between two lines that say how far it is. */
const tellEvery = 3000

/** Hosts for a small cloud, larger by what the seeded computes take. */
export function hostsFor(seed: number): readonly HostSpec[] {
  const share = Math.ceil(seed / 4)
  return [1, 2, 3, 4].map((number) => ({
    id: `host-${number}`,
    cores: 32 + share * size.cores,
    memory: 128 + share * size.memory,
  }))
}

/**
 * Makes computes that are there when the cloud opens, stopped; as many as are missing from `count`, those of earlier times included.
 * @param tell is told now and then how far it is
 */
export async function seedComputes(
  count: number,
  hypervisor: Hypervisor,
  entities: ManagedEntities,
  tell: (line: string) => void = () => {},
): Promise<void> {
  if (count === 0) return
  const [image] = await hypervisor.listImages()
  const progress = new Progress(count, tell)
  for (let made = await entities.count({ kind: compute11.id }); made < count; made += batch) {
    const numbers = Array.from({ length: Math.min(batch, count - made) }, (_, index) => made + index + 1)
    const machines = await hypervisor.createMachines(numbers.map((number) => specOf(number, image?.id)))
    await entities.createAll(machines.map(entityOf))
    progress.reached(made + numbers.length)
  }
}

function specOf(number: number, imageId: string | undefined): MachineSpec {
  const id = `urn:uuid:${crypto.randomUUID()}`
  return { id, name: `${purposes[number % purposes.length]}-${number}`, ...size, imageId }
}

function entityOf(machine: Machine): ReportedEntity {
  const written: Written = {
    kind: compute11,
    mixins: [],
    attributes: { 'occi.core.title': machine.name },
    actions: [],
  }
  showMachine(written, machine)
  const { kind, attributes, actions, extras } = written
  return { kind, id: machine.id, attributes, actions, ...(extras === undefined ? {} : { extras }) }
}

/** Says now and then how far it is. */
class Progress {
  readonly #count: number
  readonly #tell: (line: string) => void
  #told = Date.now()

  constructor(count: number, tell: (line: string) => void) {
    this.#count = count
    this.#tell = tell
  }

  reached(made: number): void {
    if (Date.now() - this.#told < tellEvery) return
    this.#told = Date.now()
    this.#tell(`${made} of ${this.#count} computes are there`)
  }
}
