import { Attachments } from './attachment.ts'
import { realClock } from './clock.ts'
import { Events } from './events.ts'
import { Faults } from './faults.ts'
import { HostPool } from './host.ts'
import { builtInImages, Images } from './image.ts'
import { Interfaces } from './interface.ts'
import { measureUsage, takeInventory } from './inventory.ts'
import { MachinePower } from './machine-power.ts'
import { MachineTimers } from './machine-timers.ts'
import { MachineWaits } from './machine-waits.ts'
import { Machines } from './machine.ts'
import { Networks } from './network.ts'
import { Owner } from './owner.ts'
import { seededRandom } from './random.ts'
import { StoragePool } from './storage-pool.ts'
import { createMemoryStore } from './store.ts'
import { Volumes } from './volume.ts'

import type { Attachment, AttachmentSpec, AttachmentUpdate } from './attachment.ts'
import type { Clock } from './clock.ts'
import type { Listener } from './events.ts'
import type { HostSpec } from './host.ts'
import type { Image } from './image.ts'
import type { Interface, InterfaceSpec, InterfaceUpdate } from './interface.ts'
import type { Inventory, Usage } from './inventory.ts'
import type { RestartMethod, SaveMethod, StopMethod, SuspendMethod } from './machine-power.ts'
import type { Machine, MachineSpec, MachineUpdate } from './machine.ts'
import type { Network, NetworkSpec, NetworkUpdate } from './network.ts'
import type { HypervisorStore } from './store.ts'
import type { Volume, VolumeCopy, VolumeSpec, VolumeUpdate } from './volume.ts'

/** How a hypervisor is set up; each member may be left out. */
export interface HypervisorOptions {
  /** Four hosts of 32 cores and 128 GB. */
  readonly hosts?: readonly HostSpec[]
  /** Gigabytes for volumes and their copies: 10000. */
  readonly storageGb?: number
  /** How long a boot takes, in milliseconds: 5000. All else takes a fraction of it; with 0 each call completes at once. */
  readonly bootMs?: number
  /** Where the time comes from: the real one. */
  readonly clock?: Clock
  /** What random MACs and failing boots begin from: 1. */
  readonly seed?: number
  /** The images there are to begin with: `builtInImages`. */
  readonly images?: readonly Image[]
  /** Makes ids that were never given before: random UUIDs. */
  readonly newId?: () => string
  /** Where all is kept: in memory. What it holds already is taken over, and half-done changes are gone on with. */
  readonly store?: HypervisorStore
  /** Told of what a listener throws: written to the console. */
  readonly onListenerError?: (error: unknown) => void
}

/** The calls of a hypervisor, each a place where a fault can be put. */
export type HypervisorCall = Exclude<
  keyof Hypervisor,
  'faults' | 'attend' | 'subscribe' | 'closed' | 'close' | typeof Symbol.asyncDispose
>

/** A call that is to do what it would otherwise refuse for the sake of others. */
export interface Forcible {
  readonly force?: boolean
}

/** A call that waits. */
export interface Abortable {
  readonly signal?: AbortSignal | undefined
}

/**
 * A stand-in for the software that runs machines, with hosts that can be full, machines that take their time, and
 * faults that can be switched on. Each call either does all it says or throws a `HypervisorError` and has changed nothing.
 */
export class Hypervisor {
  /** Faults that can be switched on. */
  readonly faults: Faults<HypervisorCall>

  readonly #store: HypervisorStore
  readonly #hosts: HostPool
  readonly #storage: StoragePool
  readonly #events: Events
  readonly #waits = new MachineWaits()
  readonly #timers: MachineTimers | undefined
  readonly #power: MachinePower
  readonly #machines: Machines
  readonly #images: Images
  readonly #networks: Networks
  readonly #interfaces: Interfaces
  readonly #volumes: Volumes
  readonly #attachments: Attachments
  readonly #clock: Clock
  readonly #onError: (error: unknown) => void
  readonly #closing = new AbortController()
  #owner: Owner | undefined

  constructor(options: HypervisorOptions = {}) {
    const {
      clock = realClock(),
      newId = () => crypto.randomUUID(),
      store = createMemoryStore(),
      seed = 1,
    } = options
    const { hosts = defaultHosts(), storageGb = 10_000, bootMs = 5000, images = builtInImages } = options
    this.#store = store
    this.#clock = clock
    this.#onError = options.onListenerError ?? console.error
    this.#events = new Events(store.outbox, this.#onError)
    this.#hosts = store.transaction(() => new HostPool(store.hosts, hosts))
    this.#storage = new StoragePool(storageGb, store)
    // Two sources, so that attaching an interface does not move which boots fail.
    this.faults = new Faults(seededRandom(seed))
    this.#images = store.transaction(() => new Images(store, clock, newId, images))
    this.#machines = new Machines(store, this.#hosts, newId)
    this.#networks = new Networks(store, this.#events, newId)
    this.#interfaces = new Interfaces(store, seededRandom(seed + 1), newId)
    this.#volumes = new Volumes({ store, pool: this.#storage, events: this.#events, clock, newId })
    this.#attachments = new Attachments(store, newId)
    this.#timers =
      store.lease === undefined
        ? new MachineTimers(clock, (id) => this.#change(() => this.#power.goOn(id)))
        : undefined
    this.#power = new MachinePower({
      ...{ store, clock, events: this.#events, faults: this.faults, waits: this.#waits },
      ...{ timers: this.#timers, bootMs },
    })
    // Machines that the store shows in the middle of something go on with it.
    for (const machine of store.machines.due(Infinity, Infinity)) this.#timers?.set(machine)
  }

  /**
   * Takes part in owning a store that several processes share: while no other does, this one lets its machines go on and tells of it. `onOwner` is
   * called each time it becomes the owner, with a signal that aborts when it is that no more. A store of one process has no owner.
   */
  attend(onOwner: (signal: AbortSignal) => void): void {
    const { lease } = this.#store
    if (lease === undefined) return
    this.#owner ??= new Owner({
      ...{ store: this.#store, lease, clock: this.#clock, power: this.#power, events: this.#events },
      ...{ onOwner, onLook: () => this.#waits.wakeAll(), onError: this.#onError },
    })
  }

  /** Makes a machine, stopped, and reserves its place on a host. Refuses with `capacity` when no host has room. */
  createMachine(spec: MachineSpec): Promise<Machine> {
    return this.#call('createMachine', () => this.#machines.create(spec))
  }

  /** Makes machines as `createMachine` does, all or none. */
  createMachines(specs: readonly MachineSpec[]): Promise<readonly Machine[]> {
    return this.#call('createMachines', () => this.#machines.createAll(specs))
  }

  /** The machine as it is now. */
  getMachine(id: string): Promise<Machine> {
    return this.#ask('getMachine', () => this.#machines.get(id))
  }

  /**
   * Changes it, in any state but for processor and image. Another size may move it to another host; refuses with `capacity`
   * when no host has room.
   */
  updateMachine(id: string, change: MachineUpdate): Promise<Machine> {
    return this.#call('updateMachine', () => this.#machines.update(id, change))
  }

  /** Takes it away in any state, with its interfaces and attachments; volumes and networks stay. */
  destroyMachine(id: string): Promise<void> {
    return this.#call('destroyMachine', () => {
      this.#machines.destroy(id)
      this.#timers?.clear(id)
      this.#waits.wake(id)
    })
  }

  /**
   * Boots it, from `stopped` or `failed`, or resumes it, from `suspended`. It answers when that has begun.
   * A boot that fails is no refusal: the machine becomes `failed`, with a message.
   */
  startMachine(id: string): Promise<Machine> {
    return this.#call('startMachine', () => this.#power.start(id))
  }

  /** Stops it when it is running. */
  stopMachine(id: string, method: StopMethod = 'graceful'): Promise<Machine> {
    return this.#call('stopMachine', () => this.#power.stop(id, method))
  }

  /** Restarts it when it is running. */
  restartMachine(id: string, method: RestartMethod = 'graceful'): Promise<Machine> {
    return this.#call('restartMachine', () => this.#power.restart(id, method))
  }

  /** Suspends it when it is running; starting it resumes it. */
  suspendMachine(id: string, method: SuspendMethod = 'suspend'): Promise<Machine> {
    return this.#call('suspendMachine', () => this.#power.suspend(id, method))
  }

  /**
   * Makes an image of it as it is now, which can be booted at once. With `deferred` a running machine is stopped for
   * it and booted again; should that go wrong, the machine fails, and the image stays.
   */
  saveMachine(
    id: string,
    {
      method,
      name,
      project,
    }: {
      readonly method: SaveMethod
      readonly name?: string | undefined
      readonly project?: string | undefined
    },
  ): Promise<Image> {
    return this.#call('saveMachine', () => {
      const before = this.#machines.get(id)
      this.#power.save(id, method)
      return this.#images.saveFrom(before, name, project)
    })
  }

  /** Lets it die by itself, whatever it does, unless it is stopped or has failed. Listeners are told. */
  kill(id: string, message: string): Promise<Machine> {
    return this.#call('kill', () => this.#power.kill(id, message))
  }

  /** The machine, once nothing is pending with it. Refuses with `not-found` when it is destroyed meanwhile. */
  async settled(id: string, { signal }: Abortable = {}): Promise<Machine> {
    this.faults.check('settled')
    for (;;) {
      const machine = this.#machines.get(id)
      if (machine.pending === undefined) return machine
      await this.#waits.next(id, signal)
    }
  }

  /** All images, oldest first. */
  listImages(): Promise<readonly Image[]> {
    return this.#ask('listImages', () => this.#images.list())
  }

  getImage(id: string): Promise<Image> {
    return this.#ask('getImage', () => this.#images.get(id))
  }

  /** Refuses with `in-use` while machines boot from it. */
  deleteImage(id: string): Promise<void> {
    return this.#call('deleteImage', () => this.#images.delete(id))
  }

  /** Makes a network, down, with an address plan. */
  createNetwork(spec: NetworkSpec): Promise<Network> {
    return this.#call('createNetwork', () => this.#networks.create(spec))
  }

  getNetwork(id: string): Promise<Network> {
    return this.#ask('getNetwork', () => this.#networks.get(id))
  }

  /** Refuses with `in-use` a plan in which addresses that interfaces hold have no place, and giving up one that they hold addresses of. */
  updateNetwork(id: string, change: NetworkUpdate): Promise<Network> {
    return this.#call('updateNetwork', () => this.#networks.update(id, change))
  }

  upNetwork(id: string): Promise<Network> {
    return this.#call('upNetwork', () => this.#networks.up(id))
  }

  downNetwork(id: string): Promise<Network> {
    return this.#call('downNetwork', () => this.#networks.down(id))
  }

  /** Refuses with `in-use` while interfaces are attached; `force` detaches them. */
  destroyNetwork(id: string, { force = false }: Forcible = {}): Promise<void> {
    return this.#call('destroyNetwork', () => this.#networks.destroy(id, force))
  }

  /** Gives the machine an interface on the network, with device, MAC and, by the plan, an address. */
  attachInterface(machineId: string, networkId: string, spec: InterfaceSpec = {}): Promise<Interface> {
    return this.#call('attachInterface', () => this.#interfaces.attach(machineId, networkId, spec))
  }

  getInterface(id: string): Promise<Interface> {
    return this.#ask('getInterface', () => this.#interfaces.get(id))
  }

  /** Changes it; given another machine or network, it is moved there. */
  updateInterface(id: string, change: InterfaceUpdate): Promise<Interface> {
    return this.#call('updateInterface', () => this.#interfaces.update(id, change))
  }

  /** Takes the interface away; its device, MAC and address are free again. */
  detachInterface(id: string): Promise<void> {
    return this.#call('detachInterface', () => this.#interfaces.detach(id))
  }

  /** Makes a volume, offline. Refuses with `capacity` when the storage is full. */
  createVolume(spec: VolumeSpec): Promise<Volume> {
    return this.#call('createVolume', () => this.#volumes.create(spec))
  }

  getVolume(id: string): Promise<Volume> {
    return this.#ask('getVolume', () => this.#volumes.get(id))
  }

  /** Grows it in any state; makes it smaller only when it is detached (`in-use`). */
  updateVolume(id: string, change: VolumeUpdate): Promise<Volume> {
    return this.#call('updateVolume', () => this.#volumes.update(id, change))
  }

  onlineVolume(id: string): Promise<Volume> {
    return this.#call('onlineVolume', () => this.#volumes.online(id))
  }

  offlineVolume(id: string): Promise<Volume> {
    return this.#call('offlineVolume', () => this.#volumes.offline(id))
  }

  /** Copies it, in any state. */
  backupVolume(id: string, name?: string): Promise<VolumeCopy> {
    return this.#call('backupVolume', () => this.#volumes.copy(id, 'backup', name))
  }

  /** Copies it, in any state. */
  snapshotVolume(id: string, name?: string): Promise<VolumeCopy> {
    return this.#call('snapshotVolume', () => this.#volumes.copy(id, 'snapshot', name))
  }

  /** The backups and snapshots of a volume, oldest first. */
  listVolumeCopies(id: string): Promise<readonly VolumeCopy[]> {
    return this.#ask('listVolumeCopies', () => this.#volumes.copies(id))
  }

  deleteVolumeCopy(copyId: string): Promise<void> {
    return this.#call('deleteVolumeCopy', () => this.#volumes.deleteCopy(copyId))
  }

  /** Takes it away with its copies. Refuses with `in-use` while it is attached; `force` detaches it. */
  destroyVolume(id: string, { force = false }: Forcible = {}): Promise<void> {
    return this.#call('destroyVolume', () => this.#volumes.destroy(id, force))
  }

  /** Gives the machine the volume as a device. Refuses with `in-use` when a machine has it already. */
  attachVolume(machineId: string, volumeId: string, spec: AttachmentSpec = {}): Promise<Attachment> {
    return this.#call('attachVolume', () => this.#attachments.attach(machineId, volumeId, spec))
  }

  getAttachment(id: string): Promise<Attachment> {
    return this.#ask('getAttachment', () => this.#attachments.get(id))
  }

  /** Changes it; given another machine or volume, it is moved there. */
  updateAttachment(id: string, change: AttachmentUpdate): Promise<Attachment> {
    return this.#call('updateAttachment', () => this.#attachments.update(id, change))
  }

  /** Takes the volume from its machine, by the id of the attachment. */
  detachVolume(attachmentId: string): Promise<void> {
    return this.#call('detachVolume', () => this.#attachments.detach(attachmentId))
  }

  /** All there is, as plain data of its own. */
  inventory(): Promise<Inventory> {
    return this.#ask('inventory', () => takeInventory(this.#store, this.#hosts))
  }

  /** How full the cloud is. */
  usage(): Promise<Usage> {
    return this.#ask('usage', () => measureUsage(this.#hosts, this.#storage))
  }

  /** Tells of each change that no answer told of; the function it returns ends that. */
  subscribe(listener: Listener): () => void {
    return this.#events.subscribe(listener)
  }

  /** Aborts when it is closed. */
  get closed(): AbortSignal {
    return this.#closing.signal
  }

  /** Ends all timers and refuses those who wait; the store is left as it is, and calls go on to be answered. */
  close(): void {
    this.#closing.abort()
    this.#timers?.close()
    this.#owner?.close()
    this.#waits.close()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.close()
  }

  /** Each call is a promise, as of something remote, and yet of one piece: no other call comes between. */
  async #call<Answer>(name: HypervisorCall, work: () => Answer): Promise<Answer> {
    this.faults.check(name)
    return this.#change(work)
  }

  async #ask<Answer>(name: HypervisorCall, work: () => Answer): Promise<Answer> {
    this.faults.check(name)
    return this.#store.snapshot(work)
  }

  /** What a call has changed is in the store before listeners are told of it. */
  #change<Answer>(work: () => Answer): Answer {
    const answer = this.#store.transaction(work)
    if (this.#store.lease === undefined || this.#owner?.owns === true) this.#events.deliver()
    return answer
  }
}

function defaultHosts(): readonly HostSpec[] {
  return [1, 2, 3, 4].map((number) => ({ id: `host-${number}`, cores: 32, memory: 128 }))
}
