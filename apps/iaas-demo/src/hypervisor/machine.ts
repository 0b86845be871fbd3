import { demand, HypervisorError } from './errors.ts'
import { checkSize } from './host.ts'
import { freeId, need } from './store.ts'
import { withChanges } from './table.ts'

import type { HostPool, Placed, Size } from './host.ts'
import type { HypervisorStore } from './store.ts'

/** What the processor of a machine looks like from inside. */
export type Architecture = 'i686' | 'x86_64'

/** Where a machine is in its life. */
export type MachineState =
  | 'stopped'
  | 'booting'
  | 'running'
  | 'stopping'
  | 'suspending'
  | 'suspended'
  | 'saving'
  | 'failed'

/** What a machine does that takes time. */
export type StepKind = 'boot' | 'resume' | 'stop' | 'suspend' | 'save'

/** A thing to do, and how long it takes. */
export interface Step {
  readonly kind: StepKind
  readonly ms: number
}

/** What a machine is made of. */
export interface MachineSpec extends Size {
  /** A new one is made if none is given. */
  readonly id?: string | undefined
  readonly name: string
  /** `x86_64` if not given. */
  readonly architecture?: Architecture | undefined
  /** What it boots; without one it boots from the network. */
  readonly imageId?: string | undefined
  /** The public key that is put into the machine. */
  readonly sshKey?: string | undefined
  /** What the machine runs last in its first boot. */
  readonly userData?: string | undefined
  readonly hostname?: string | undefined
  /** Its share of the host's processor time, relative to its neighbours. */
  readonly share?: number | undefined
}

/** What can be changed; `undefined` takes a member out. */
export interface MachineUpdate extends Partial<Size> {
  readonly name?: string
  /** Another processor or image: only while the machine is stopped or has failed, for its disk is made anew. */
  readonly architecture?: Architecture
  readonly imageId?: string | undefined
  readonly hostname?: string | undefined
  readonly share?: number | undefined
  readonly sshKey?: string | undefined
  readonly userData?: string | undefined
}

/** A machine as it is now. */
export interface Machine extends Placed {
  readonly id: string
  readonly name: string
  readonly architecture: Architecture
  readonly state: MachineState
  /** Why it failed; there is none in any other state. */
  readonly message?: string
  /** What it is doing, and what it will do after that; there is none while it rests. */
  readonly pending?: { readonly steps: readonly Step[]; readonly dueAt: number }
  readonly imageId?: string
  readonly sshKey?: string
  readonly userData?: string
  readonly hostname?: string
  readonly share?: number
}

/** The machines as records: made, changed, taken away. What makes them run is in `MachinePower`. */
export class Machines {
  readonly #store: HypervisorStore
  readonly #hosts: HostPool
  readonly #newId: () => string

  constructor(store: HypervisorStore, hosts: HostPool, newId: () => string) {
    this.#store = store
    this.#hosts = hosts
    this.#newId = newId
  }

  get(id: string): Machine {
    return need(this.#store.machines, 'machine', id)
  }

  create(spec: MachineSpec): Machine {
    checkSize(spec)
    const id = freeId(this.#store.machines, 'machine', spec.id, this.#newId)
    const architecture = spec.architecture ?? 'x86_64'
    this.#checkImage(spec.imageId, architecture)
    const hostId = this.#hosts.place(spec)
    const made: Machine = { id, name: spec.name, ...sizeOf(spec), architecture, hostId, state: 'stopped' }
    const { imageId, sshKey, userData, hostname, share } = spec
    return this.#put(withChanges(made, { imageId, sshKey, userData, hostname, share }))
  }

  createAll(specs: readonly MachineSpec[]): readonly Machine[] {
    const made: Machine[] = []
    try {
      for (const spec of specs) made.push(this.create(spec))
      return made
    } catch (error) {
      for (const { id } of made) this.destroy(id)
      throw error
    }
  }

  update(id: string, change: MachineUpdate): Machine {
    const machine = this.get(id)
    const { name = machine.name, architecture = machine.architecture, ...others } = change
    const { cores = machine.cores, memory = machine.memory, ...rest } = others
    const changed = withChanges(machine, { ...rest, name, architecture, cores, memory })
    checkSize(changed)
    this.#checkRebuild(machine, changed)
    return this.#put({ ...changed, hostId: this.#placeOf(machine, changed) })
  }

  destroy(id: string): void {
    const machine = this.get(id)
    for (const { id: held } of this.#store.interfaces.by('machineId', id)) this.#store.interfaces.delete(held)
    for (const { id: held } of this.#store.attachments.by('machineId', id))
      this.#store.attachments.delete(held)
    this.#store.machines.delete(id)
    this.#hosts.release(machine)
  }

  #checkRebuild(machine: Machine, { imageId, architecture }: Machine): void {
    if (imageId === machine.imageId && architecture === machine.architecture) return
    demandState(machine, 'rebuilt', ['stopped', 'failed'])
    this.#checkImage(imageId, architecture)
  }

  /** Called last, for it is the one check that takes something. */
  #placeOf(machine: Machine, size: Size): string {
    const same = size.cores === machine.cores && size.memory === machine.memory
    return same ? machine.hostId : this.#hosts.exchange(machine, size)
  }

  #checkImage(imageId: string | undefined, architecture: Architecture): void {
    if (imageId === undefined) return
    const image = need(this.#store.images, 'image', imageId)
    const sentence = `image ${image.name} does not run on ${architecture}, only on ${image.architectures.join(', ')}`
    demand(image.architectures.includes(architecture), sentence)
  }

  #put(machine: Machine): Machine {
    this.#store.machines.put(machine)
    return machine
  }
}

/** Refuses with `state` unless the machine is in one of the states. */
export function demandState(machine: Machine, doing: string, states: readonly MachineState[]): void {
  if (states.includes(machine.state)) return
  const sentence = `machine ${machine.name} is ${machine.state}: it can be ${doing} only when it is ${states.join(' or ')}`
  throw new HypervisorError('state', sentence, {
    machineId: machine.id,
    state: machine.state,
    wanted: states,
  })
}

function sizeOf({ cores, memory }: Size): Size {
  return { cores, memory }
}
