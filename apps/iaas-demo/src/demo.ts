import { infrastructure } from '@occi/infrastructure'
import { MemoryRegistry } from '@occi/registry-memory'
import { createConsole } from '@occi/render-html'
import { occiJson } from '@occi/render-json'
import { textRenderings } from '@occi/render-text'
import { createServer, PrometheusMetrics, type OcciServer, type ServerOptions } from '@occi/server'

import { createBackends, resourceTemplates } from './backends/index.ts'
import type { Hypervisor } from './hypervisor/index.ts'
import { reconciler } from './reconcile/unfinished.ts'
import { watch } from './watch.ts'

/**
 * Puts an OCCI service in front of a hypervisor.
 * @param options where entities are kept (missing: in memory), and what else is to be otherwise
 */
export function createDemo(hypervisor: Hypervisor, options: Partial<ServerOptions> = {}): OcciServer {
  const { registry = new MemoryRegistry() } = options
  const { backends, providers } = createBackends(hypervisor)
  const server = createServer({
    renderings: [...textRenderings, occiJson, createConsole({ title: 'Small Cloud' })],
    extensions: [infrastructure({ legacy11: true }), resourceTemplates],
    backends,
    providers,
    reconcile: reconciler(registry, backends),
    software: 'occi-iaas-demo',
    metrics: new PrometheusMetrics(),
    probes: { metrics: '/metrics' },
    ...options,
    registry,
  })
  watch(hypervisor, server.entities)
  return server
}
