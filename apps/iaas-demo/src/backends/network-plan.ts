import type { AttributeValue, AttributesOf, Draft, Entity } from '@occi/core'
import { ipNetwork, type network } from '@occi/infrastructure'

import type { Network, NetworkUpdate } from '../hypervisor/index.ts'
import { fill, present, textOf, type Written } from './draft.ts'

/** The attributes of network. */
export type NetworkTypes = AttributesOf<typeof network>

/** The addresses of a network, as the hypervisor is told of them. */
export type Plan = Pick<NetworkUpdate, 'cidr' | 'gateway' | 'allocation'>

/** What a network has that never had the Mixin; its gateway comes with it. */
export const poolPlan: Plan = { cidr: undefined, allocation: 'dynamic' }

/** The plan that the client asks for; what it does not mention is the hypervisor's choice. */
export function planOf({ attributes }: Pick<Entity, 'attributes'>): Plan {
  return present({
    cidr: textOf(attributes, 'occi.network.address'),
    gateway: textOf(attributes, 'occi.network.gateway'),
    allocation: textOf(attributes, 'occi.network.allocation'),
  }) as Plan
}

/** What the client asks to be otherwise. A gateway that it does not mention stays as long as it fits the addresses. */
export function changedPlan(old: Entity<NetworkTypes>, draft: Draft<NetworkTypes>): Plan {
  if (isIp(old) && !isIp(draft)) return poolPlan
  const before = planOf(old)
  const { gateway, ...plan } = planOf(draft)
  if (gateway !== before.gateway) return gateway === undefined ? plan : { ...plan, gateway }
  // Its place is taken by the one that the hypervisor then says.
  if (plan.cidr !== before.cidr) delete draft.attributes['occi.network.gateway']
  return plan
}

/** Writes the plan where the Mixin shows it, and keeps it, with the one before it if it was another. */
export function showPlan(draft: Draft<NetworkTypes>, now: Network, former?: Network): void {
  const { cidr, gateway, allocation } = now
  draft.extras = present({ cidr, gateway, allocation, former: former && kept(former) })
  if (!isIp(draft)) return
  fill(draft, 'occi.network.address', cidr)
  fill(draft, 'occi.network.gateway', gateway)
  fill(draft, 'occi.network.allocation', allocation)
}

/** The plan that was kept with an Entity; it names each member, for what is absent must go. */
export function keptPlan({ extras }: Pick<Written, 'extras'>): Plan {
  return complete(extras as Plan)
}

/** The plan that was kept as the one before. */
export function formerPlan({ extras }: Pick<Entity, 'extras'>): Plan {
  return complete((extras as Kept).former ?? {})
}

/** Whether its Mixins make a network one whose plan is the client's. */
function isIp({ mixins }: Pick<Entity, 'mixins'>): boolean {
  return mixins.some(({ id }) => id === ipNetwork.id)
}

interface Kept {
  readonly former?: Plan
}

function kept({ cidr, gateway, allocation }: Network): AttributeValue {
  return present({ cidr, gateway, allocation })
}

function complete({ cidr, gateway, allocation }: Plan): Plan {
  return { cidr, gateway, ...(allocation === undefined ? {} : { allocation }) }
}
