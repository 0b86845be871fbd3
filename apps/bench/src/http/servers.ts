import { join } from 'node:path'
import type { ServiceSpec } from '../service/service.ts'
import type { CannedReply } from './canned.ts'
import { Child } from './child.ts'
import type { BareQuestion } from './processes/bare.ts'
import type { ServerQuestion } from './processes/server.ts'
import type { Usage, Watch } from './processes/usage.ts'
import type { Variant } from './variants.ts'

type Server = Child<ServerQuestion | BareQuestion>

/** The processes that answer: one, or several on one file. */
export class Servers implements AsyncDisposable {
  readonly #servers: readonly Server[]
  /** Of the first one. */
  readonly url: string
  /** Of each. */
  readonly ports: readonly number[]

  private constructor(servers: readonly Server[], urls: readonly string[]) {
    this.#servers = servers
    const [first = ''] = urls
    this.url = first
    this.ports = urls.map((url) => Number(new URL(url).port))
  }

  /** Starts fresh processes for a variant. */
  static async of(variant: Variant): Promise<Servers> {
    const { processes = 1 } = variant
    const service = processes === 1 ? variant.service : onOneFile(variant.service)
    const servers: Server[] = []
    const urls: string[] = []
    // One after the other: the first one makes the file.
    for (let number = 0; number < processes; number += 1) {
      const server: Server = new Child(service === undefined ? 'bare' : 'server', 'server', processes)
      servers.push(server)
      urls.push(await server.ask<string>(service === undefined ? { ask: 'open' } : { ask: 'open', service }))
    }
    return new Servers(servers, urls)
  }

  /** Tells bare servers what to answer. */
  async can(reply: CannedReply): Promise<void> {
    for (const server of this.#servers) await server.ask({ ask: 'can', reply })
  }

  /** What all of them have used up together. @param watch what comes next */
  async usage(watch: Watch): Promise<Usage> {
    const usages = await Promise.all(
      this.#servers.map((server) => server.ask<Usage>({ ask: 'usage', watch })),
    )
    return usages.reduce((one, other) => ({
      cpu: one.cpu + other.cpu,
      memory: one.memory + other.memory,
      held: Math.max(one.held, other.held),
    }))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const server of this.#servers) await server[Symbol.asyncDispose]()
  }
}

function onOneFile(service: ServiceSpec | undefined): ServiceSpec | undefined {
  return service && { ...service, file: join(service.directory, `${crypto.randomUUID()}.db`) }
}
