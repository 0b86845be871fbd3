import { infrastructure } from '@occi/infrastructure'
import { MemoryRegistry } from '@occi/registry-memory'
import { occiJson } from '@occi/render-json'
import { textRenderings } from '@occi/render-text'
import { createServer, type OcciServer, type ServerOptions } from '@occi/server'
import { toFetch } from '@occi/server/fetch'
import { listen } from '@occi/server/node'

import { ownerOf } from '../src/index.ts'

/** The two doors of the server. */
export const edges = ['node', 'fetch'] as const

/** A service whose users have their own things, behind one of its doors. */
export interface Opened extends AsyncDisposable {
  readonly logged: readonly string[]
  readonly send: (
    method: string,
    path: string,
    headers?: Readonly<Record<string, string>>,
    body?: string,
  ) => Promise<Response>
}

export function serviceWith(
  authenticate: NonNullable<ServerOptions['authenticate']>,
  logged: string[] = [],
): OcciServer {
  return createServer({
    registry: new MemoryRegistry({ owner: ownerOf }),
    renderings: [...textRenderings, occiJson],
    extensions: [infrastructure()],
    log: (_level, message) => void logged.push(message),
    authenticate,
  })
}

export async function open(
  authenticate: NonNullable<ServerOptions['authenticate']>,
  edge: (typeof edges)[number],
): Promise<Opened> {
  const logged: string[] = []
  const server = serviceWith(authenticate, logged)
  const init = (method: string, headers: Readonly<Record<string, string>>, body?: string): RequestInit => ({
    method,
    headers,
    ...(body === undefined ? {} : { body }),
  })
  if (edge === 'fetch') {
    const handle = toFetch(server)
    return {
      logged,
      send: (method, path, headers = {}, body) =>
        handle(new Request(`http://127.0.0.1${path}`, init(method, headers, body))),
      [Symbol.asyncDispose]: () => server.close(),
    }
  }
  const listening = await listen(server, { port: 0 })
  return {
    logged,
    send: (method, path, headers = {}, body) =>
      fetch(listening.url + path, init(method, { connection: 'close', ...headers }, body)),
    [Symbol.asyncDispose]: () => listening.close(),
  }
}
