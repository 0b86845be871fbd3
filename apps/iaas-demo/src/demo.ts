import { MemoryRegistry } from '@occi/registry-memory'
import { infrastructure } from '@occi/infrastructure'
import { occiJson } from '@occi/render-json'
import { textRenderings } from '@occi/render-text'
import { createServer, type OcciServer } from '@occi/server'

import { createBackends, resourceTemplates } from './backends/index.ts'
import type { Hypervisor } from './hypervisor/index.ts'
import { watch } from './watch.ts'

/** Puts an OCCI service in front of a hypervisor. */
export function createDemo(hypervisor: Hypervisor): OcciServer {
  const server = createServer({
    registry: new MemoryRegistry(),
    renderings: [...textRenderings, occiJson],
    extensions: [infrastructure({ legacy11: true }), resourceTemplates],
    ...createBackends(hypervisor),
    software: 'occi-iaas-demo',
  })
  watch(hypervisor, server.entities)
  return server
}
