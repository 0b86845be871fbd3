import cluster from 'node:cluster'
import { listen } from '@occi/server/node'

import { openData } from './data.ts'
import { createDemo } from './demo.ts'
import { Hypervisor } from './hypervisor/index.ts'
import type { DemoOptions } from './options.ts'
import { journal } from './journal.ts'
import { upkeep } from './reconcile/upkeep.ts'
import { hostsFor, seedComputes } from './seed.ts'
import { ownership, tenants } from './tenants.ts'
import { openWorkers } from './workers.ts'

/** A cloud that can be asked. */
export interface Cloud {
  readonly url: string
  /** Finishes what is under way; the rest is left to the next start, or to the other processes of the file. */
  close(): Promise<void>
}

/** Opens the cloud that the options describe: in this process, or in several that serve one port and one file. */
export async function openCloud(options: DemoOptions): Promise<Cloud> {
  if (options.workers === 1 || cluster.isWorker) return openHere(options)
  const { server, data } = await openService(options)
  await server.close()
  data.close()
  return openWorkers(options.workers)
}

async function openHere(options: DemoOptions): Promise<Cloud> {
  const { server, hypervisor, data } = await openService(options)
  const { registry, database } = data
  const listening = await listen(server, options)
  if (database !== undefined) {
    const sides = { database, registry, hypervisor, entities: server.entities }
    hypervisor.attend((signal) => void upkeep(server, sides, signal))
  }
  const close = async () => {
    hypervisor.close()
    await listening.close()
    data.close()
  }
  return { url: listening.url, close }
}

/** The service, seeded; several processes are seeded by one of them, before there are others. */
async function openService({ data: file, bootMs, failBoot, seed, auth, log }: DemoOptions) {
  const data = await openData(file, auth ? ownership : {})
  const { registry } = data
  const hypervisor = new Hypervisor({ hosts: hostsFor(seed), bootMs, ...data.hypervisor })
  hypervisor.faults.failBoot(failBoot)
  const server = createDemo(hypervisor, {
    registry,
    ...(auth ? await tenants() : {}),
    ...(log ? journal(console.log) : {}),
  })
  if (!cluster.isWorker) await seedComputes(seed, hypervisor, server.entities, console.log)
  return { server, hypervisor, data }
}
