import { systemScope, type OcciReply, type OcciRequest } from '@occi/core'
import { defaultProbes, type ServerOptions } from '../options.ts'
import { unlessAborted } from './patience.ts'

/** Milliseconds for a Registry to show that it is there. */
const patience = 2000

/** What a probe needs to know of the server. */
export interface Probed {
  /** Settles what a crash left; once is enough. */
  start(): Promise<void>
  readonly stopping: boolean
}

/**
 * Paths outside of the name space of OCCI, for those who run the service: is it up, is it ready, what has it measured. They are answered before anybody is
 * authenticated and however much there is to do.
 */
export class Probes {
  readonly #answers = new Map<string, () => Promise<OcciReply> | OcciReply>()
  readonly #registry: ServerOptions['registry']

  constructor({ registry, metrics, probes = {} }: ServerOptions, server: Probed) {
    this.#registry = registry
    if (probes === false) return
    const { health, ready, metrics: measures } = { ...defaultProbes, ...probes }
    if (health !== undefined) this.#answers.set(health, () => plain(200, 'up'))
    if (ready !== undefined) this.#answers.set(ready, () => this.#readiness(server))
    if (measures !== undefined)
      this.#answers.set(measures, () => plain(200, metrics?.text?.() ?? '', '; version=0.0.4'))
  }

  /** The answer of a probe; `undefined`: the path is none of theirs. */
  answer({ path, method }: OcciRequest): Promise<OcciReply> | undefined {
    const answer = this.#answers.get(path)
    if (answer === undefined) return undefined
    return Promise.resolve(method === 'GET' || method === 'HEAD' ? answer() : notAllowed)
  }

  async #readiness(server: Probed): Promise<OcciReply> {
    if (server.stopping) return plain(503, 'stopping')
    const isThere = server.start().then(() => this.#registry.get('/', systemScope))
    return unlessAborted(isThere, AbortSignal.timeout(patience)).then(
      () => plain(200, 'ready'),
      () => plain(503, 'the Registry does not answer'),
    )
  }
}

function plain(status: number, body: string, parameters = ''): OcciReply {
  const headers = [
    ['Content-Type', `text/plain${parameters}; charset=utf-8`],
    ['Cache-Control', 'no-store'],
  ] as const
  return { status, headers, body }
}

const notAllowed: OcciReply = { status: 405, headers: [['Allow', 'GET, HEAD']] }
