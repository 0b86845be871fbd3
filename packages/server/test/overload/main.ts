import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'

import { compute } from '@occi/infrastructure'

import { category } from '../_service.ts'

/**
 * Many more clients than a service can serve, Backends that hang and answer late, clients that go: what is answered, when, and whether anything is lost.
 * `pnpm overload [clients] [seconds]`; leaves with 1 where something is.
 */
const [clients = 1000, seconds = 10] = process.argv.slice(2).map(Number)

interface State {
  readonly rss: number
  readonly heapUsed: number
  readonly entities: number
  readonly machines: number
  readonly reserved: number
}

interface Answer {
  readonly status: number
  readonly milliseconds: number
}

const child = fork(new URL('_server.ts', import.meta.url))
const url = await told<string>(child, 'url')
const agent = new Agent({ keepAlive: true, maxSockets: clients })
const answers: Answer[] = []
let left = 0
let peak = 0

const before = await stateOf(child)
const end = Date.now() + seconds * 1000
const watching = setInterval(() => void stateOf(child).then(({ rss }) => (peak = Math.max(peak, rss))), 250)
await Promise.all(Array.from({ length: clients }, (_, index) => client(index)))
clearInterval(watching)
child.send('let go')
const after = await settled()
child.send('times')
const inside = (await told<(readonly [number, number])[]>(child, 'times')).map(([status, milliseconds]) => ({
  status,
  milliseconds,
}))
child.send('stop')
await once(child, 'exit')

report()

/** Asks again and again: three readings, then a creation; every seventh goes away in the middle of it. */
async function client(index: number): Promise<void> {
  for (let turn = index; Date.now() < end; turn += 1) {
    const begun = performance.now()
    const status =
      turn % 4 === 0 ? await send('POST', '/compute/', turn % 7 === 0) : await send('GET', '/-/', false)
    if (status === 0) left += 1
    else answers.push({ status, milliseconds: performance.now() - begun })
    // Whoever is turned away comes back in a while.
    if (status !== 200) await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

/** The status; 0: the connection ended without one. */
function send(method: string, path: string, leaves: boolean): Promise<number> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'text/plain' }
    const sent = request(url + path, { agent, method, headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0))
    })
    sent.on('error', () => resolve(0))
    sent.end(method === 'POST' ? category(compute) : undefined)
    if (leaves) setTimeout(() => sent.destroy(), 10)
  })
}

/** What is true when all that was begun has ended. */
async function settled(): Promise<State> {
  for (;;) {
    const state = await stateOf(child)
    if (state.reserved === 0) return state
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

async function stateOf(process: ChildProcess): Promise<State> {
  process.send('state')
  return told<State>(process, 'state')
}

/** The next message that tells something of a name. */
async function told<T>(process: ChildProcess, name: string): Promise<T> {
  for (;;) {
    const [message] = (await once(process, 'message')) as [Readonly<Record<string, T>>]
    if (name in message) return message[name] as T
  }
}

function report(): void {
  console.log(`${clients} clients for ${seconds} s; ${left} requests were left by their clients`)
  table('as the clients saw it', answers)
  table('as the service saw it', inside)
  const mib = (bytes: number) => `${(bytes / 2 ** 20).toFixed(0)} MiB`
  console.log(
    `memory of the service: ${mib(before.rss)} before, ${mib(peak)} at most, ${mib(after.rss)} after`,
  )
  console.log(`machines ${after.machines}, entities ${after.entities}, reserved ${after.reserved}`)
  const strange = answers.filter(({ status }) => ![200, 201, 409, 503, 504].includes(status))
  const lost = after.machines !== after.entities || strange.length > 0
  console.log(lost ? 'something is lost' : 'nothing is lost')
  process.exitCode = lost ? 1 : 0
}

function table(title: string, answers: readonly Answer[]): void {
  console.log(`${title}:`)
  for (const status of [...new Set(answers.map((one) => one.status))].toSorted((one, other) => one - other)) {
    const times = answers.filter((one) => one.status === status).map(({ milliseconds }) => milliseconds)
    times.sort((one, other) => one - other)
    const at = (share: number) => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(0)
    console.log(`  ${status}: ${times.length}, ms: median ${at(0.5)}, 99 % ${at(0.99)}, longest ${at(1)}`)
  }
}
