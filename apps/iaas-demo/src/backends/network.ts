import type { AttributesOf, Backend, Draft, Entity } from '@occi/core'
import { applicableActions, ipNetwork, networkStates, type network } from '@occi/infrastructure'

import type { Hypervisor, Network, NetworkUpdate } from '../hypervisor/index.ts'
import { fill, isWhole, nameOf, present, textOf, write } from './draft.ts'

type Types = AttributesOf<typeof network>

/**
 * Networks, with the Mixin ipnetwork or without. Each has an address plan, from the pool if the client gives none; a network
 * without the Mixin does not show it.
 */
export function networkBackend(hypervisor: Hypervisor): Backend<Types> {
  const backend: Backend<Types> = {
    async create(draft, call) {
      if (isWhole(call))
        show(draft, await hypervisor.createNetwork({ id: draft.id, ...wanted(draft), ...planOf(draft) }))
      else if (call.operation === 'associate') show(draft, await hypervisor.getNetwork(draft.id))
    },
    async retrieve(draft) {
      show(draft, await hypervisor.getNetwork(draft.id))
    },
    async update(old, draft, { undo }) {
      const plan = undo ? (draft.extras as Plan) : changedPlan(old, draft)
      show(draft, await hypervisor.updateNetwork(draft.id, { ...wanted(draft), ...plan }))
    },
    replace: (old, draft, call, extras) => backend.update?.(old, draft, call, extras),
    async delete({ id }, call) {
      if (isWhole(call)) await hypervisor.destroyNetwork(id)
    },
    async action(draft, { term }) {
      show(draft, await (term === 'up' ? hypervisor.upNetwork(draft.id) : hypervisor.downNetwork(draft.id)))
    },
  }
  return backend
}

type Plan = Pick<NetworkUpdate, 'cidr' | 'gateway' | 'allocation'>

function wanted(draft: Draft<Types>) {
  return {
    name: nameOf(draft),
    vlan: draft.attributes['occi.network.vlan'],
    label: draft.attributes['occi.network.label'],
  }
}

function planOf({ attributes }: Pick<Entity, 'attributes'>): Plan {
  return present({
    cidr: textOf(attributes, 'occi.network.address'),
    gateway: textOf(attributes, 'occi.network.gateway'),
    allocation: textOf(attributes, 'occi.network.allocation'),
  }) as Plan
}

/** What the client asks to be otherwise. A gateway that it does not mention stays as long as it fits the addresses. */
function changedPlan(old: Entity<Types>, draft: Draft<Types>): Plan {
  const before = planOf(old)
  const { gateway, ...plan } = planOf(draft)
  if (gateway !== before.gateway) return gateway === undefined ? plan : { ...plan, gateway }
  // Its place is taken by the one that the hypervisor then says.
  if (plan.cidr !== before.cidr) delete draft.attributes['occi.network.gateway']
  return plan
}

function show(draft: Draft<Types>, { cidr, gateway, allocation, state }: Network): void {
  const shown = state === 'up' ? 'active' : 'inactive'
  write(draft, 'occi.network.state', shown)
  draft.actions = applicableActions(networkStates, shown, draft.kind)
  draft.extras = present({ cidr, gateway, allocation })
  if (!draft.mixins.some(({ id }) => id === ipNetwork.id)) return
  fill(draft, 'occi.network.address', cidr)
  fill(draft, 'occi.network.gateway', gateway)
  fill(draft, 'occi.network.allocation', allocation)
}
