import { serve, type BackendEntry } from '@occi/core'
import {
  compute11,
  ipNetwork,
  ipNetworkInterface,
  network,
  networkInterface,
  sshKey,
  storage11,
  storageLink,
  userData,
} from '@occi/infrastructure'
import type { CategoryProvider } from '@occi/server'

import type { Hypervisor } from '../hypervisor/index.ts'
import { computeBackend } from './compute.ts'
import { networkInterfaceBackend } from './network-interface.ts'
import { networkBackend } from './network.ts'
import { ImageTemplates } from './os-template.ts'
import { refusing } from './refusal.ts'
import { resourceTemplates } from './resource-template.ts'
import { storageLinkBackend } from './storage-link.ts'
import { storageBackend } from './storage.ts'

export { showMachine } from './machine-shape.ts'
export { writeMachine } from './machine-state.ts'
export { writeInterface } from './network-interface.ts'
export { resourceTemplates } from './resource-template.ts'
export { writeAttachment } from './storage-link.ts'
export type { Written } from './draft.ts'

/** Who serves what: all that stands between the OCCI server and the hypervisor. */
export function createBackends(hypervisor: Hypervisor): {
  readonly backends: readonly BackendEntry[]
  readonly providers: readonly CategoryProvider[]
} {
  const images = new ImageTemplates()
  const machines = refusing(computeBackend(hypervisor, images))
  const networks = refusing(networkBackend(hypervisor))
  const volumes = refusing(storageBackend(hypervisor))
  const interfaces = refusing(networkInterfaceBackend(hypervisor))
  const attachments = refusing(storageLinkBackend(hypervisor))
  return {
    backends: [
      serve([compute11, sshKey, userData, ...resourceTemplates.mixins], machines),
      serve([network, ipNetwork], networks),
      serve(storage11, volumes),
      serve([networkInterface, ipNetworkInterface], interfaces),
      serve(storageLink, attachments),
    ],
    providers: [images.provider(hypervisor, machines)],
  }
}
