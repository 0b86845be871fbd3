import { demand, HypervisorError } from './errors.ts'
import { following } from './followers.ts'
import { checkHoldings, checkUnheld, givenPlan, keptGateway, pooledPlan } from './network-plan.ts'
import { freeId, need } from './store.ts'
import { withChanges } from './table.ts'

import type { Events } from './events.ts'
import type { Holding, NetworkPlan } from './network-plan.ts'
import type { HypervisorStore } from './store.ts'

/** Who chooses the addresses of interfaces: the network, or those who attach them. */
export type Allocation = 'dynamic' | 'static'

/** What a network is made of. */
export interface NetworkSpec {
  /** A new one is made if none is given. */
  readonly id?: string | undefined
  readonly name: string
  /** IPv4 or IPv6 range. Networks are apart from each other: two may have the same. One is taken from a pool if none is given. */
  readonly cidr?: string | undefined
  /** An address of the range. A range from the pool has its lowest; a given one has none unless it is said. */
  readonly gateway?: string | undefined
  /** `dynamic` if not given. */
  readonly allocation?: Allocation | undefined
  /** 0 to 4095. */
  readonly vlan?: number | undefined
  readonly label?: string | undefined
}

/** What can be changed; `undefined` takes a member out. A gateway that is not said stays if the range holds it. */
export interface NetworkUpdate {
  readonly name?: string
  /** `undefined` gives the plan up for one of the pool, unless interfaces hold addresses of it. */
  readonly cidr?: string | undefined
  readonly gateway?: string | undefined
  readonly allocation?: Allocation
  readonly vlan?: number | undefined
  readonly label?: string | undefined
}

/** A network as it is now. */
export interface Network extends NetworkPlan {
  readonly id: string
  readonly name: string
  readonly state: 'up' | 'down'
  readonly allocation: Allocation
  readonly vlan?: number
  readonly label?: string
}

/** The networks and their plans. A new one is down. */
export class Networks {
  readonly #store: HypervisorStore
  readonly #events: Events
  readonly #newId: () => string

  constructor(store: HypervisorStore, events: Events, newId: () => string) {
    this.#store = store
    this.#events = events
    this.#newId = newId
  }

  get(id: string): Network {
    return need(this.#store.networks, 'network', id)
  }

  create(spec: NetworkSpec): Network {
    checkVlan(spec.vlan)
    const id = freeId(this.#store.networks, 'network', spec.id, this.#newId)
    const plan = spec.cidr === undefined ? this.#pooled(id, spec.gateway) : givenPlan(spec.cidr, spec.gateway)
    const made: Network = {
      id,
      name: spec.name,
      state: 'down',
      allocation: spec.allocation ?? 'dynamic',
      ...plan,
    }
    return this.#put(withChanges(made, { vlan: spec.vlan, label: spec.label }))
  }

  update(id: string, change: NetworkUpdate): Network {
    checkVlan(change.vlan)
    const network = this.get(id)
    const { name = network.name, allocation = network.allocation, ...rest } = change
    const interfaces = this.#store.interfaces.by('networkId', id)
    const plan = this.#replanned(network, change, interfaces)
    checkHoldings(plan, interfaces)
    const announce = following(this.#store, this.#events, { interfaces })
    const { cidr, gateway } = plan
    const updated = this.#put(withChanges(network, { ...rest, name, allocation, cidr, gateway }))
    announce()
    return updated
  }

  up(id: string): Network {
    return this.#turn(id, 'up')
  }

  down(id: string): Network {
    return this.#turn(id, 'down')
  }

  destroy(id: string, force: boolean): void {
    const { name } = this.get(id)
    const interfaces = this.#store.interfaces.by('networkId', id)
    if (interfaces.length > 0 && !force) {
      const sentence = `network ${name} has ${interfaces.length} interfaces attached`
      throw new HypervisorError('in-use', sentence, { interfaces: interfaces.map((one) => one.id) })
    }
    for (const one of interfaces) this.#store.interfaces.delete(one.id)
    this.#store.networks.delete(id)
  }

  #turn(id: string, state: Network['state']): Network {
    const network = this.get(id)
    if (network.state === state) {
      throw new HypervisorError('state', `network ${network.name} is ${state} already`, {
        networkId: id,
        state,
      })
    }
    const interfaces = this.#store.interfaces.by('networkId', id)
    const announce = following(this.#store, this.#events, { interfaces })
    const turned = this.#put({ ...network, state })
    announce()
    return turned
  }

  #replanned(network: Network, change: NetworkUpdate, interfaces: readonly Holding[]): NetworkPlan {
    if (!('cidr' in change) || change.cidr !== undefined) return replannedBy(network, change)
    checkUnheld(network.name, network.cidr, interfaces)
    return this.#pooled(network.id, change.gateway)
  }

  #pooled(id: string, gateway: string | undefined): NetworkPlan {
    const plan = pooledPlan((cidr) =>
      this.#store.networks.by('cidr', cidr).some((network) => network.id !== id),
    )
    return gateway === undefined ? plan : givenPlan(plan.cidr, gateway)
  }

  #put(network: Network): Network {
    this.#store.networks.put(network)
    return network
  }
}

function replannedBy(network: Network, change: NetworkUpdate): NetworkPlan {
  const cidr = change.cidr ?? network.cidr
  return givenPlan(cidr, 'gateway' in change ? change.gateway : keptGateway(cidr, network.gateway))
}

function checkVlan(vlan: number | undefined): void {
  const good = vlan === undefined || (Number.isInteger(vlan) && vlan >= 0 && vlan <= 4095)
  demand(good, `VLAN ${vlan}: a whole number from 0 to 4095 is wanted`)
}
