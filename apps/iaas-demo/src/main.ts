import { MemoryRegistry } from '@occi/registry-memory'
import { listen } from '@occi/server/node'

import { createDemo } from './demo.ts'
import { Hypervisor } from './hypervisor/index.ts'
import { OptionError, parseOptions, usage, type DemoOptions } from './options.ts'
import { hostsFor, seedComputes } from './seed.ts'
import { ownership, tenants } from './tenants.ts'
import { welcome } from './welcome.ts'

// Machines are only pretended, so that there is nothing to wait for.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(0))

try {
  const options = parseOptions(process.argv.slice(2))
  if (options.help) console.log(usage)
  else await open(options)
} catch (error) {
  console.error(sentenceOf(error))
  process.exit(error instanceof OptionError ? 2 : 1)
}

async function open({ port, host, bootMs, seed, failBoot, auth }: DemoOptions): Promise<void> {
  const hypervisor = new Hypervisor({ hosts: hostsFor(seed), bootMs })
  hypervisor.faults.failBoot(failBoot)
  const registry = new MemoryRegistry(auth ? ownership : {})
  const server = createDemo(hypervisor, { registry, ...(auth ? await tenants() : {}) })
  await seedComputes(seed, hypervisor, server.entities)
  const { url } = await listen(server, { port, host })
  console.log(welcome(url, auth))
}

function sentenceOf(error: unknown): string {
  if (error instanceof OptionError) return error.message
  const { code, port, address, hostname } = error as ListenError
  if (code === 'EADDRINUSE') return `port ${port} of ${address} is taken: choose another with --port`
  if (code === 'EACCES') return `port ${port} of ${address} may not be used: choose another with --port`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `${address ?? hostname} is no address of this machine: choose another with --host`
  return error instanceof Error ? String(error.stack) : String(error)
}

/** What Node says of a server that cannot listen. */
interface ListenError {
  readonly code?: string
  readonly port?: number
  readonly address?: string
  readonly hostname?: string
}
