import type { Backend, Draft } from '@occi/core'
import { applicableActions, networkStates } from '@occi/infrastructure'

import type { Hypervisor, Network } from '../hypervisor/index.ts'
import { isWhole, nameOf, write } from './draft.ts'
import {
  changedPlan,
  formerPlan,
  keptPlan,
  planOf,
  poolPlan,
  showPlan,
  type NetworkTypes as Types,
} from './network-plan.ts'

/**
 * Networks, with the Mixin ipnetwork or without. Each has an address plan, from the pool if the client gives none; a network
 * without the Mixin does not show it, and has it from the pool again when the Mixin has left.
 */
export function networkBackend(hypervisor: Hypervisor): Backend<Types> {
  const backend: Backend<Types> = {
    async create(draft, call) {
      const { id } = draft
      if (isWhole(call))
        show(draft, await hypervisor.createNetwork({ id, ...wanted(draft), ...planOf(draft) }))
      else if (call.operation === 'associate') show(draft, await hypervisor.getNetwork(id))
      else if (call.operation === 'dissociate') await hypervisor.updateNetwork(id, keptPlan(draft))
    },
    async retrieve(draft) {
      show(draft, await hypervisor.getNetwork(draft.id))
    },
    async update(old, draft, { undo }) {
      // Asked for, and not read from `old`: a Mixin that left alone could not write down the plan that came in place of its own.
      const former = await hypervisor.getNetwork(draft.id)
      const plan = undo ? formerPlan(old) : changedPlan(old, draft)
      show(draft, await hypervisor.updateNetwork(draft.id, { ...wanted(draft), ...plan }), former)
    },
    replace: (old, draft, call, extras) => backend.update?.(old, draft, call, extras),
    async delete({ id }, call) {
      const { operation, undo } = call
      if (isWhole(call)) await hypervisor.destroyNetwork(id)
      else if (operation === 'dissociate' && !undo) await hypervisor.updateNetwork(id, poolPlan)
    },
    async action(draft, { term }) {
      show(draft, await (term === 'up' ? hypervisor.upNetwork(draft.id) : hypervisor.downNetwork(draft.id)))
    },
  }
  return backend
}

function wanted(draft: Draft<Types>) {
  return {
    name: nameOf(draft),
    vlan: draft.attributes['occi.network.vlan'],
    label: draft.attributes['occi.network.label'],
  }
}

function show(draft: Draft<Types>, network: Network, former?: Network): void {
  const shown = network.state === 'up' ? 'active' : 'inactive'
  write(draft, 'occi.network.state', shown)
  draft.actions = applicableActions(networkStates, shown, draft.kind)
  showPlan(draft, network, former)
}
