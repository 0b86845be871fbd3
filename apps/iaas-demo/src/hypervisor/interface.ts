import { addressWithin, lowestFree, parsePlan } from './address-plan.ts'
import { HypervisorError } from './errors.ts'
import { newMac, parseMac } from './mac.ts'
import { freeId, need } from './store.ts'
import { withChanges } from './table.ts'

import type { Allocation, Network } from './network.ts'
import type { Random } from './random.ts'
import type { HypervisorStore } from './store.ts'

/** How an interface is to be; what is not given is allotted. */
export interface InterfaceSpec {
  /** A new one is made if none is given. */
  readonly id?: string | undefined
  /** What the machine is to call it; the first free of `eth0`, `eth1`, ... if not given. */
  readonly device?: string | undefined
  readonly mac?: string | undefined
  /** Must lie in the network's plan and be free. */
  readonly address?: string | undefined
  /** Another way out than the network's own, within its plan. */
  readonly gateway?: string | undefined
  /**
   * If not given: `static` with an address, else as the network. A dynamic interface is allotted the lowest free
   * address unless it asks for one; one that is told to be static must bring its own; one that only follows a static network
   * may go without.
   */
  readonly allocation?: Allocation | undefined
}

/** What can be changed of an interface that is attached; `undefined` has it allotted anew, or takes it out. */
export interface InterfaceUpdate extends Omit<InterfaceSpec, 'id'> {
  /** Another machine, which may call it otherwise. */
  readonly machineId?: string
  /** Another network, whose plan allots the address unless one is given. */
  readonly networkId?: string
}

/** An interface as it is kept. */
export interface InterfaceRow {
  readonly id: string
  readonly machineId: string
  readonly networkId: string
  /** What the machine calls it: `eth0`, `eth1`, ... */
  readonly device: string
  readonly mac: string
  readonly allocation: Allocation
  readonly address?: string
  /** Its own way out; without one it takes the network's. */
  readonly gateway?: string
}

type IpPart = Pick<InterfaceRow, 'allocation' | 'address' | 'gateway'>

/** An interface as it is now, with the gateway it uses: active while its machine runs and its network is up. */
export interface Interface extends InterfaceRow {
  readonly state: 'active' | 'inactive'
}

/** The interfaces between machines and networks. */
export class Interfaces {
  readonly #store: HypervisorStore
  readonly #random: Random
  readonly #newId: () => string

  constructor(store: HypervisorStore, random: Random, newId: () => string) {
    this.#store = store
    this.#random = random
    this.#newId = newId
  }

  get(id: string): Interface {
    return interfaceOf(this.#store, need(this.#store.interfaces, 'interface', id))
  }

  attach(machineId: string, networkId: string, spec: InterfaceSpec): Interface {
    need(this.#store.machines, 'machine', machineId)
    const network = need(this.#store.networks, 'network', networkId)
    const id = freeId(this.#store.interfaces, 'interface', spec.id, this.#newId)
    return this.#put({
      id,
      machineId,
      networkId,
      device: this.#device(id, machineId, spec.device),
      mac: this.#mac(id, spec.mac),
      ...this.#ip(id, network, spec),
    })
  }

  update(id: string, change: InterfaceUpdate): Interface {
    const old = need(this.#store.interfaces, 'interface', id)
    const { machineId = old.machineId, networkId = old.networkId, ...asked } = change
    need(this.#store.machines, 'machine', machineId)
    const network = need(this.#store.networks, 'network', networkId)
    const device = machineId === old.machineId ? old.device : undefined
    const wanted: InterfaceSpec = { device, ...keptPart(old, networkId), ...asked }
    return this.#put({
      ...{ id, machineId, networkId },
      device: this.#device(id, machineId, wanted.device),
      mac: this.#mac(id, wanted.mac),
      ...this.#ip(id, network, wanted),
    })
  }

  detach(id: string): void {
    need(this.#store.interfaces, 'interface', id)
    this.#store.interfaces.delete(id)
  }

  #put(row: InterfaceRow): Interface {
    this.#store.interfaces.put(row)
    return interfaceOf(this.#store, row)
  }

  #device(id: string, machineId: string, asked: string | undefined): string {
    const others = this.#store.interfaces.by('machineId', machineId).filter((other) => other.id !== id)
    const taken = others.map(({ device }) => device)
    if (asked === undefined) return freeDevice(taken)
    if (!taken.includes(asked)) return asked
    throw new HypervisorError('in-use', `machine ${machineId} has a device ${asked} already`, { machineId })
  }

  #mac(id: string, asked: string | undefined): string {
    const isTaken = (mac: string): boolean =>
      this.#store.interfaces.by('mac', mac).some((other) => other.id !== id)
    if (asked === undefined) return newMac(this.#random, isTaken)
    const mac = parseMac(asked)
    if (isTaken(mac)) throw new HypervisorError('in-use', `another interface has the MAC ${mac}`, { mac })
    return mac
  }

  #ip(id: string, network: Network, spec: InterfaceSpec): IpPart {
    const allocation = spec.allocation ?? (spec.address === undefined ? network.allocation : 'static')
    const address = this.#address(id, network, spec, allocation)
    const part: IpPart = { allocation }
    return withChanges(part, { address, gateway: gatewayOf(network, spec.gateway) })
  }

  #address(id: string, network: Network, spec: InterfaceSpec, allocation: Allocation): string | undefined {
    const taken = this.#takenIn(network, id)
    if (spec.address !== undefined) return freeAddress(network, spec.address, taken)
    if (allocation === 'dynamic') return lowestFree(parsePlan(network.cidr), taken)
    if (spec.allocation === undefined) return undefined
    throw new HypervisorError(
      'address',
      `a static interface on network ${network.name} needs an address of ${network.cidr}`,
    )
  }

  #takenIn({ id, gateway }: Network, exceptId: string): ReadonlySet<string> {
    const others = this.#store.interfaces.by('networkId', id).filter((other) => other.id !== exceptId)
    return new Set(
      [gateway, ...others.map((other) => other.address)].filter((address) => address !== undefined),
    )
  }
}

/** The interface with what follows from its machine and its network. */
export function interfaceOf(store: HypervisorStore, row: InterfaceRow): Interface {
  const running = store.machines.get(row.machineId)?.state === 'running'
  const network = store.networks.get(row.networkId)
  const active = running && network?.state === 'up'
  const gateway = row.gateway ?? (row.address === undefined ? undefined : network?.gateway)
  return withChanges<Interface>({ ...row, state: active ? 'active' : 'inactive' }, { gateway })
}

/** What an interface keeps unless it is said: on another network only its MAC. */
function keptPart({ mac, address, gateway, ...old }: InterfaceRow, networkId: string): InterfaceSpec {
  if (networkId !== old.networkId) return { mac }
  // One without an address only followed its network, and goes on to do so.
  return { mac, allocation: address === undefined ? undefined : old.allocation, address, gateway }
}

function freeAddress(network: Network, asked: string, taken: ReadonlySet<string>): string {
  const address = addressWithin(parsePlan(network.cidr), asked)
  if (!taken.has(address)) return address
  const holder = address === network.gateway ? 'is the gateway' : 'is taken'
  throw new HypervisorError('in-use', `${address} ${holder} on network ${network.name}`, { address })
}

function gatewayOf(network: Network, asked: string | undefined): string | undefined {
  if (asked === undefined) return undefined
  const gateway = addressWithin(parsePlan(network.cidr), asked)
  // One that names the network's own goes on to follow it.
  return gateway === network.gateway ? undefined : gateway
}

function freeDevice(taken: readonly string[]): string {
  let number = 0
  while (taken.includes(`eth${number}`)) number += 1
  return `eth${number}`
}
