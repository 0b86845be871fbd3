import { Refusal, serve, systemScope, type Call } from '@occi/core'
import { compute, infrastructure } from '@occi/infrastructure'
import { MemoryRegistry } from '@occi/registry-memory'
import { textRenderings } from '@occi/render-text'

import { createServer } from '../../src/index.ts'
import { listen } from '../../src/node.ts'
import { gate } from '../_gate.ts'

/** The process that is overloaded: every third machine hangs until it is told otherwise, every tenth is refused after all. */
const { passed, open: letGo } = gate()
const registry = new MemoryRegistry()
/** Status and milliseconds of each request, from its head to its answer. */
const times: (readonly [number, number])[] = []
let machines = 0
let begun = 0

const hypervisor = serve(compute, {
  async create(_draft, { signal }: Call) {
    begun += 1
    const number = begun
    if (number % 3 === 0) await passed
    else await new Promise((resolve) => setTimeout(resolve, 20))
    if (number % 10 === 0) throw new Refusal(signal.aborted ? 'too late' : 'no room', { status: 409 })
    machines += 1
  },
  delete: () => void (machines -= 1),
})

const listening = await listen(
  createServer({
    registry,
    renderings: textRenderings,
    extensions: [infrastructure()],
    backends: [hypervisor],
    limits: { concurrent: 200, late: 100, requestTime: 1000 },
    logRequests: true,
    log: (_level, message, { status, milliseconds }) => {
      if (message === 'request') times.push([Number(status), Number(milliseconds)])
    },
  }),
  { port: 0 },
)

/** What is true at this moment, for the process that sends the load. */
async function state() {
  const { rss, heapUsed } = process.memoryUsage()
  const entities = await registry.count({ kind: compute.id }, systemScope)
  return { rss, heapUsed, entities, machines, reserved: (await registry.reservations()).length }
}

process.on('message', (message) => {
  if (message === 'state') void state().then((now) => process.send?.({ state: now }))
  if (message === 'let go') letGo()
  if (message === 'times') process.send?.({ times })
  if (message === 'stop') void listening.close().then(() => process.disconnect())
})
process.send?.({ url: listening.url })
