import { defineKind, link, type AttributesOf } from '@occi/core'

import { compute } from './compute.ts'
import { network } from './network.ts'
import { infrastructureScheme } from './schemes.ts'

/** infrastructure#networkinterface (GFD.224 3.4.1): the network adapter that joins a compute instance to a network. */
export const networkInterface = defineKind({
  scheme: infrastructureScheme,
  term: 'networkinterface',
  title: 'NetworkInterface Link',
  parent: link,
  location: '/networkinterface/',
  ends: { source: [compute.id], target: [network.id] },
  attributes: {
    'occi.networkinterface.interface': {
      mutability: 'server-only',
      description: "Identifier that relates the link to the link's device interface",
    },
    // every instance has one, yet no client sends one: the service makes it.
    'occi.networkinterface.mac': {
      pattern: { pattern: '^([0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}$' },
      description: "MAC address associated with the link's device interface",
    },
    'occi.networkinterface.state': {
      mutability: 'server-only',
      default: 'inactive',
      pattern: { enum: ['active', 'inactive', 'error'] },
      description: 'Current status of the instance',
    },
    'occi.networkinterface.state.message': {
      mutability: 'server-only',
      description: 'Human-readable explanation of the current instance state',
    },
  },
})

/** The states of a networkinterface instance. */
export type NetworkInterfaceState = AttributesOf<typeof networkInterface>['occi.networkinterface.state']
