import { defineMixin } from '@occi/core'

import { addressInRange, addressRange } from './ip-address.ts'
import { networkInterface } from './network-interface.ts'
import { network } from './network.ts'

/** network#ipnetwork (GFD.224 3.2.1): makes a network one of layer 3. */
export const ipNetwork = defineMixin({
  scheme: 'http://schemas.ogf.org/occi/infrastructure/network#',
  term: 'ipnetwork',
  title: 'IP Networking Mixin',
  applies: [network],
  location: '/mixin/ipnetwork/',
  attributes: {
    'occi.network.address': {
      pattern: { title: 'an IP address range such as 192.168.0.0/24', pattern: addressRange },
      description: 'Internet Protocol (IP) network address (e.g., 192.168.0.1/24, fc00::/7)',
    },
    'occi.network.gateway': {
      pattern: { anyOf: [{ format: 'ipv4' }, { format: 'ipv6' }] },
      description: 'Internet Protocol (IP) network address (e.g., 192.168.0.1, fc00::)',
    },
    'occi.network.allocation': {
      pattern: { enum: ['dynamic', 'static'] },
      description: 'Address allocation mechanism: dynamic (e.g. DHCP) or static (user supplied)',
    },
  },
})

/** networkinterface#ipnetworkinterface (GFD.224 3.4.1.1): gives a network adapter an address. */
export const ipNetworkInterface = defineMixin({
  scheme: 'http://schemas.ogf.org/occi/infrastructure/networkinterface#',
  term: 'ipnetworkinterface',
  title: 'IP NetworkInterface Mixin',
  applies: [networkInterface],
  location: '/mixin/ipnetworkinterface/',
  attributes: {
    // every instance has one; the service allots it unless the allocation is static.
    'occi.networkinterface.address': {
      pattern: { title: 'an IP address such as 192.168.0.1', pattern: addressInRange },
      description: 'Internet Protocol (IP) network address (e.g., 192.168.0.1/24, fc00::/7) of the link',
    },
    'occi.networkinterface.gateway': {
      pattern: { title: 'an IP address such as 192.168.0.1', pattern: addressInRange },
      description: 'Internet Protocol (IP) network address (e.g., 192.168.0.1/24, fc00::/7)',
    },
    'occi.networkinterface.allocation': {
      default: 'dynamic',
      pattern: { enum: ['dynamic', 'static'] },
      description: 'Address mechanism: dynamic (e.g. DHCP) or static (user supplied)',
    },
  },
})
