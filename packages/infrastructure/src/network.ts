import { defineAction, defineKind, resource, type AttributesOf } from '@occi/core'

import { infrastructureScheme, networkActionScheme } from './schemes.ts'

/** network/action#up (GFD.224 table 6): to `active`. */
export const up = defineAction({
  scheme: networkActionScheme,
  term: 'up',
  title: 'Bring the network up',
})

/** network/action#down (GFD.224 table 6): to `inactive`. */
export const down = defineAction({
  scheme: networkActionScheme,
  term: 'down',
  title: 'Bring the network down',
})

/** infrastructure#network (GFD.224 3.2): a network of layer 2, a virtual switch. */
export const network = defineKind({
  scheme: infrastructureScheme,
  term: 'network',
  title: 'Network Resource',
  parent: resource,
  location: '/network/',
  attributes: {
    'occi.network.vlan': {
      type: 'integer',
      pattern: { minimum: 0, maximum: 4095 },
      description: '802.1q VLAN Identifier (e.g., 343)',
    },
    // GFD.224 does not say what a token is; it is taken to be written like a term.
    'occi.network.label': {
      pattern: { pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$' },
      description: 'Tag based VLANs (e.g., external-dmz)',
    },
    'occi.network.state': {
      mutability: 'server-only',
      default: 'inactive',
      pattern: { enum: ['active', 'inactive', 'error'] },
      description: 'Current state of the instance',
    },
    'occi.network.state.message': {
      mutability: 'server-only',
      description: 'Human-readable explanation of the current instance state',
    },
  },
  actions: [up, down],
})

/** The states of a network instance. */
export type NetworkState = AttributesOf<typeof network>['occi.network.state']
