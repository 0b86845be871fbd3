import type { Entity } from '@occi/core'
import type { OcciServer } from '@occi/server'
import { toFetch } from '@occi/server/fetch'

import { createDemo } from '../src/demo.ts'
import { Hypervisor, ManualClock, type HypervisorOptions } from '../src/hypervisor/index.ts'

/** The demo on a clock that stands still; a boot takes 1000 ms. */
export interface Demo {
  readonly cloud: Hypervisor
  readonly clock: ManualClock
  readonly server: OcciServer
  /** Sends a request in text/plain. */
  readonly send: (method: string, path: string, ...lines: readonly string[]) => Promise<Answer>
  /** Sends a creation that must succeed, and says where the new Entity is. */
  readonly make: (...lines: readonly string[]) => Promise<string>
  /** Lets time pass, and all that follows from it be done. */
  readonly pass: (ms: number) => Promise<void>
}

export interface Answer {
  readonly status: number
  readonly lines: readonly string[]
  /** The value of an attribute as it is written, without quotes. */
  readonly attribute: (name: string) => string | undefined
  /** The terms of the Actions that are offered. */
  readonly actions: readonly string[]
  /** The path of `Location`. */
  readonly location: string
}

/** @param serve another way to put a service in front of the hypervisor */
export function openDemo(options: HypervisorOptions = {}, serve: typeof createDemo = createDemo): Demo {
  const clock = new ManualClock()
  const cloud = new Hypervisor({ bootMs: 1000, clock, ...options })
  const server = serve(cloud)
  const fetch = toFetch(server)
  const send: Demo['send'] = async (method, path, ...lines) => {
    const body =
      lines.length === 0 ? {} : { body: lines.join('\n'), headers: { 'content-type': 'text/plain' } }
    return answerOf(await fetch(new Request(`http://localhost${path}`, { method, ...body })))
  }
  const make: Demo['make'] = async (...lines) => {
    const { status, location, lines: body } = await send('POST', '/', ...lines)
    if (status !== 201) throw new Error(`${status}: ${body.join(' ')}`)
    return location
  }
  const pass = async (ms: number) => {
    clock.advance(ms)
    await rest()
  }
  return { cloud, clock, server, send, make, pass }
}

/** Resolves when nothing is left to do that waits for nothing. */
export function rest(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

export const infra = 'http://schemas.ogf.org/occi/infrastructure'
export const compute = `Category: compute; scheme="${infra}#"`
export const network = `Category: network; scheme="${infra}#"`
export const storage = `Category: storage; scheme="${infra}#"`
export const networkInterface = `Category: networkinterface; scheme="${infra}#"`
export const storageLink = `Category: storagelink; scheme="${infra}#"`
export const ipNetwork = `Category: ipnetwork; scheme="${infra}/network#"`
export const ipNetworkInterface = `Category: ipnetworkinterface; scheme="${infra}/networkinterface#"`
export const sshKey = `Category: ssh_key; scheme="${infra}/credentials#"`
export const userData = `Category: user_data; scheme="${infra}/compute#"`

export function os(term: string): string {
  return `Category: ${term}; scheme="http://example.com/occi/templates/os#"`
}

export function size(term: string): string {
  return `Category: ${term}; scheme="http://example.com/occi/templates/resource#"`
}

export function set(name: string, value: string | number): string {
  return `X-OCCI-Attribute: ${name}=${JSON.stringify(value)}`
}

/** An inline Link to a network or a storage. */
export function link(target: string, more = ''): string {
  const [kind, sort] = target.startsWith('/network')
    ? ['network', 'networkinterface']
    : ['storage', 'storagelink']
  return `Link: <${target}>; rel="${infra}#${kind}"; category="${infra}#${sort}"${more}`
}

/** Invokes an Action of the Entity at a path. */
export function act(
  demo: Demo,
  path: string,
  term: string,
  ...parameters: readonly string[]
): Promise<Answer> {
  const noun = /^\/(\w+)\//.exec(path)?.[1]
  const action = `Category: ${term}; scheme="${infra}/${noun}/action#"; class="action"`
  return demo.send('POST', `${path}?action=${term}`, action, ...parameters)
}

/** All that the service knows, in order of creation. */
export async function known(demo: Demo): Promise<readonly Entity[]> {
  const entities: Entity[] = []
  for await (const chunk of demo.server.entities.list({})) entities.push(...chunk)
  return entities
}

/** The hypervisor's and the service's state together: two that are equal show that nothing has happened in between. */
export async function whole(demo: Demo): Promise<unknown> {
  return { cloud: await demo.cloud.inventory(), service: await known(demo) }
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text()
  const lines = text === '' ? [] : text.split(/\r?\n/)
  const values = new Map(
    lines.flatMap((line) => {
      const [, name, value] = /^X-OCCI-Attribute: ([^=]+)=(.*)$/.exec(line) ?? []
      return name === undefined || value === undefined
        ? []
        : [[name, value.replace(/^"(.*)"$/, '$1')] as const]
    }),
  )
  const location = response.headers.get('location')
  return {
    status: response.status,
    lines,
    attribute: (name) => values.get(name),
    actions: lines.flatMap((line) => /^Link: <[^>]*\?action=(\w+)>/.exec(line)?.[1] ?? []),
    location: location === null ? '' : new URL(location).pathname,
  }
}
