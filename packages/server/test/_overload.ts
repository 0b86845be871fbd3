import { serve, type BackendEntry, type Call } from '@occi/core'
import { compute } from '@occi/infrastructure'
import { MemoryRegistry } from '@occi/registry-memory'
import { textRenderings } from '@occi/render-text'

import { createServer, type ServerOptions } from '../src/index.ts'
import { listen } from '../src/node.ts'
import { gate } from './_gate.ts'
import { category } from './_service.ts'
import { extensions } from './_world.ts'

const text = category(compute)

/** A creation as it is sent. */
export const creation = `POST /compute/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: ${text.length}\r\n\r\n${text}`

/** A reading as it is sent. */
export function reading(path: string): string {
  return `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`
}

/** A service over sockets. */
export async function overloaded(options: Partial<ServerOptions>) {
  const logged: string[] = []
  const registry = new MemoryRegistry()
  const service = createServer({
    registry,
    renderings: textRenderings,
    extensions,
    log: (_level, message) => void logged.push(message),
    ...options,
  })
  return { registry, service, logged, ...(await listen(service, { port: 0 })) }
}

/** A Backend that answers when it is let go, and until then hangs whatever its signal says. */
export function hanging(more: (call: Call) => void = () => undefined) {
  const { passed, open } = gate()
  let begun = 0
  const wait = async (call: Call) => {
    begun += 1
    await passed
    more(call)
  }
  const undone: string[] = []
  const entry: BackendEntry = serve(compute, {
    create: (_draft, call) => wait(call),
    update: (_old, _draft, call) => wait(call),
    retrieve: (_draft, call) => wait(call),
    delete: (entity, { undo }) => void (undo && undone.push(entity.location)),
  })
  return { entry, letGo: open, begun: () => begun, undone }
}
