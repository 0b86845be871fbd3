import { defineExtension, type Extension, type Kind, type Mixin } from '@occi/core'

import { compute, compute11 } from './compute.ts'
import { userData } from './contextualization.ts'
import { sshKey } from './credentials.ts'
import { ipNetwork, ipNetworkInterface } from './ip-network.ts'
import { networkInterface } from './network-interface.ts'
import { network } from './network.ts'
import { storageLink } from './storage-link.ts'
import { storage, storage11 } from './storage.ts'
import { osTemplate, resourceTemplate } from './templates.ts'

/** What {@link infrastructure} takes. */
export interface InfrastructureOptions {
  /** Whether clients also find what only OCCI 1.1 had: `compute11` and `storage11` in place of `compute` and `storage`. Missing: no. */
  readonly legacy11?: boolean
}

/** The Extension of GFD.224, to be given to a server: five Kinds, six Mixins, and their Actions. */
export function infrastructure({ legacy11 = false }: InfrastructureOptions = {}): Extension {
  const kinds: readonly Kind[] = legacy11
    ? [compute11, network, storage11, networkInterface, storageLink]
    : [compute, network, storage, networkInterface, storageLink]
  const mixins: readonly Mixin[] = [
    ipNetwork,
    ipNetworkInterface,
    osTemplate,
    resourceTemplate,
    sshKey,
    userData,
  ]
  return defineExtension({ name: 'infrastructure', kinds, mixins, standard: true })
}
