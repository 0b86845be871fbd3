import cluster, { type Worker } from 'node:cluster'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

import type { Cloud } from './cloud.ts'

/** How many workers that die within how many milliseconds are replaced; when it is one more, something is wrong with all of them. */
const [mostDeaths, within] = [5, 10_000]

/** What a worker is told in order to end well. A signal it has from the terminal already, and a second one ends it at once. */
export const stopMessage = 'stop'

/** Starts processes that serve one port, and replaces those that die. */
export async function openWorkers(count: number): Promise<Cloud> {
  // Each takes its connections from the system: one that this process had handed to a worker that dies would never be answered nor closed.
  cluster.schedulingPolicy = cluster.SCHED_NONE
  const workers = new Workers()
  const url = await workers.start(count)
  return { url, close: () => workers.close() }
}

class Workers {
  readonly #begun = new Set<Worker>()
  readonly #deaths: number[] = []
  #stopping = false

  /** Says where they listen once all of them do. */
  async start(count: number): Promise<string> {
    cluster.on('exit', (worker, code) => this.#exited(worker, code))
    const all = Array.from({ length: count }, () => this.#fork())
    const addresses = await Promise.all(all.map((worker) => once(worker, 'listening')))
    const [{ address, port }] = addresses[0] as [AddressInfo]
    return `http://${address.includes(':') ? `[${address}]` : address}:${port}`
  }

  async close(): Promise<void> {
    this.#stopping = true
    const all = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined)
    const ended = all.map((worker) => once(worker, 'exit'))
    for (const worker of all) {
      if (this.#begun.has(worker)) worker.send(stopMessage)
      // It does not listen to messages yet, and has nothing to finish.
      else worker.process.kill('SIGKILL')
    }
    await Promise.all(ended)
  }

  #fork(): Worker {
    const worker = cluster.fork()
    worker.once('listening', () => {
      this.#begun.add(worker)
      console.log(`worker ${worker.process.pid} listens`)
    })
    return worker
  }

  #exited(worker: Worker, code: number | null): void {
    if (this.#stopping) return
    // It has said why.
    if (!this.#begun.delete(worker)) process.exit(code ?? 1)
    const now = Date.now()
    this.#deaths.push(now)
    console.error(`worker ${worker.process.pid} died; another takes its place`)
    if (this.#deaths.filter((death) => death > now - within).length > mostDeaths) {
      console.error('the workers die faster than they can be replaced')
      process.exit(1)
    }
    this.#fork()
  }
}
