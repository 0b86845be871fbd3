import type { Kind, Mixin } from '@occi/core'
import { infrastructure } from '@occi/infrastructure'
import { MemoryRegistry } from '@occi/registry-memory'
import { textRenderings } from '@occi/render-text'

import { toFetch } from '../src/fetch.ts'
import { createServer, type OcciServer, type ServerOptions } from '../src/index.ts'
import { listen } from '../src/node.ts'

/** What came back, read whole. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: string
}

/** What a request may have besides method and path. */
export interface Sent {
  readonly headers?: Record<string, string>
  readonly body?: string | readonly string[]
  readonly signal?: AbortSignal
}

/** Sends a request; a body of several lines is given as a list. */
export type Send = (method: string, path: string, sent?: Sent) => Promise<Answer>

/** A service under test. */
export interface Opened {
  readonly server: OcciServer
  readonly registry: MemoryRegistry
  readonly send: Send
  /** Sends what must succeed, and gives the path of what was made. */
  readonly make: (path: string, body: readonly string[], headers?: Record<string, string>) => Promise<string>
  /** What was logged: level and message, and the error if there was one. */
  readonly logged: readonly string[]
  [Symbol.asyncDispose](): Promise<void>
}

/** The two doors of the server. */
export const edges = ['node', 'fetch'] as const

/** One of the two doors. */
export type Edge = (typeof edges)[number]

/** Starts a service over infrastructure, the text renderings and a Registry in memory, behind one of the doors. */
export async function open(options: Partial<ServerOptions> = {}, edge: Edge = 'fetch'): Promise<Opened> {
  const registry = (options.registry as MemoryRegistry | undefined) ?? new MemoryRegistry()
  const logged: string[] = []
  const server = createServer({
    renderings: textRenderings,
    extensions: [infrastructure()],
    log: (level, message, { error }) =>
      void logged.push([level, message, ...(error instanceof Error ? [error.message] : [])].join(': ')),
    ...options,
    registry,
  })
  const { send, close } = edge === 'node' ? await overNode(server) : overFetch(server)
  const make = async (path: string, body: readonly string[], headers = {}) => {
    const answer = await send('POST', path, { headers, body })
    if (answer.status !== 201)
      throw new Error(`POST ${path} was answered with ${answer.status}: ${answer.body}`)
    return new URL(answer.headers.get('location') ?? '').pathname
  }
  return { server, registry, send, make, logged, [Symbol.asyncDispose]: close }
}

async function overNode(server: OcciServer) {
  const listening = await listen(server, { port: 0 })
  const send: Send = async (method, path, { headers = {}, body, signal } = {}) =>
    read(
      await fetch(
        listening.url + path,
        init(method, { headers: { connection: 'close', ...headers }, body, signal }),
      ),
    )
  return { send, close: () => listening.close() }
}

function overFetch(server: OcciServer) {
  const handle = toFetch(server)
  const send: Send = async (method, path, sent = {}) =>
    read(await handle(new Request(`http://127.0.0.1:8888${path}`, init(method, sent))))
  return { send, close: () => server.close() }
}

function init(
  method: string,
  { headers = {}, body, signal }: { [N in keyof Sent]: Sent[N] | undefined },
): RequestInit {
  const text = typeof body === 'object' ? body.join('\n') : body
  const type = text === undefined ? {} : { 'content-type': 'text/plain' }
  return {
    method,
    headers: { ...type, ...headers },
    ...(text === undefined ? {} : { body: text }),
    ...(signal === undefined ? {} : { signal }),
  }
}

async function read(response: Response): Promise<Answer> {
  return { status: response.status, headers: response.headers, body: await response.text() }
}

/** The Category line of a Kind, a Mixin or an Action. */
export function category({
  term,
  scheme,
  class: sort,
}: {
  term: string
  scheme: string
  class: string
}): string {
  return `Category: ${term}; scheme="${scheme}"; class="${sort}"`
}

/** A Link line in the entity that it starts from. */
export function inlineLink(target: string, kind: Kind, ...mixins: readonly Mixin[]): string {
  return `Link: <${target}>; rel="${kind.ends?.target?.[0] ?? ''}"; category="${[kind, ...mixins].map(({ id }) => id).join(' ')}"`
}

/** The line of an attribute with a text. */
export function attribute(name: string, value: string | number): string {
  return `X-OCCI-Attribute: ${name}=${typeof value === 'number' ? value : JSON.stringify(value)}`
}

/** The line that names an Entity. */
export function location(path: string): string {
  return `X-OCCI-Location: ${path}`
}
