import type { Backend } from '@occi/core'
import { ipNetworkInterface } from '@occi/infrastructure'

import type { Hypervisor, Interface, InterfaceSpec } from '../hypervisor/index.ts'
import { keepOr, present, textOf, write, type Written } from './draft.ts'
import { linkBackend } from './link.ts'

/**
 * Interfaces of machines, with the Mixin ipnetworkinterface or without. Each has an address by the plan of its network; one
 * without the Mixin does not show it.
 */
export function networkInterfaceBackend(hypervisor: Hypervisor): Backend {
  return linkBackend({
    attach: (machineId, networkId, spec) => hypervisor.attachInterface(machineId, networkId, spec),
    get: (id) => hypervisor.getInterface(id),
    change: (id, machineId, networkId, spec) =>
      hypervisor.updateInterface(id, { machineId, networkId, ...spec }),
    detach: (id) => hypervisor.detachInterface(id),
    asked,
    show: writeInterface,
    showOutside(draft) {
      write(draft, 'occi.networkinterface.interface', 'external')
      write(draft, 'occi.networkinterface.state', 'inactive')
    },
  })
}

/** Writes what is true of an interface now. */
export function writeInterface(draft: Written, { device, mac, state, ...ip }: Interface): void {
  const { allocation, address, gateway } = ip
  write(draft, 'occi.networkinterface.interface', device)
  write(draft, 'occi.networkinterface.state', state)
  keepOr(draft, 'occi.networkinterface.mac', mac)
  draft.extras = present({ device, mac, allocation, address, gateway })
  if (!draft.mixins.some(({ id }) => id === ipNetworkInterface.id)) return
  keepOr(draft, 'occi.networkinterface.address', address)
  keepOr(draft, 'occi.networkinterface.gateway', gateway)
  write(draft, 'occi.networkinterface.allocation', allocation)
}

type Spec = Omit<InterfaceSpec, 'id'>

function asked({ attributes }: Pick<Written, 'attributes'>): Spec {
  const prefix = 'occi.networkinterface.'
  return present({
    mac: textOf(attributes, `${prefix}mac`),
    address: addressOf(textOf(attributes, `${prefix}address`)),
    gateway: addressOf(textOf(attributes, `${prefix}gateway`)),
    allocation: textOf(attributes, `${prefix}allocation`),
  }) as Spec
}

/** GFD.224 table 11 writes addresses of links with the length of their prefix; the network knows it. */
function addressOf(text: string | undefined): string | undefined {
  return text?.replace(/\/.*/, '')
}
