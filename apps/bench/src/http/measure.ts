import { medians } from '../arithmetic/statistics.ts'
import { shuffled } from '../arithmetic/shuffle.ts'
import { computePath } from '../service/seed.ts'
import { canned } from './canned.ts'
import type { Child } from './child.ts'
import type { Load, LoadQuestion } from './processes/load.ts'
import type { Servers } from './servers.ts'
import type { Variant } from './variants.ts'
import { toWire } from './wire.ts'
import type { Cloud, WireRequest, Workload } from './workloads.ts'

/** What one workload cost in one round. */
export interface Cost extends Record<string, number> {
  /** Microseconds of CPU time of the server's processes, to a request. */
  readonly cpu: number
  /** Requests in a second. */
  readonly rate: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
  /** For how many milliseconds at the most nothing else had its turn. */
  readonly held: number
}

/** What was found about one workload of a variant. */
export interface Finding {
  readonly variant: Variant
  readonly workload: Workload
  readonly cost: Cost
}

/** A variant with its processes. */
export interface Contestant {
  readonly variant: Variant
  readonly servers: Servers
}

/** How often the usual amount of requests is sent. */
export interface Repetition {
  /** First, which does not count: until what is compiled while it runs is compiled. As often to a bare server as to ours. */
  readonly warm: number
  readonly measured: number
}

/** As many as keep the server busy. */
const manyConnections = 32

/** A machine that others use too may be half as fast a minute later: so all take turns. */
const turns = 4

/** Measures one workload of several variants, in turns, in another order each time. */
export async function measure(
  workload: Workload,
  contestants: readonly Contestant[],
  load: Child<LoadQuestion>,
  { warm, measured }: Repetition,
): Promise<readonly Finding[]> {
  const costs = new Map<Contestant, Cost[]>()
  const ask = new Map<Contestant, (times: number) => Promise<Cost>>()
  for (const contestant of contestants) {
    const requests = await prepare(workload, contestant, contestants)
    ask.set(contestant, (times) => costOf(workload, contestant, requests, load, times))
    costs.set(contestant, [])
  }
  for (const contestant of contestants) await ask.get(contestant)?.(warm)
  for (let turn = 0; turn < turns; turn += 1) {
    for (const contestant of shuffled(contestants)) {
      const cost = await ask.get(contestant)?.(measured / turns)
      if (cost !== undefined) costs.get(contestant)?.push(cost)
    }
  }
  return contestants.map((contestant) => ({
    variant: contestant.variant,
    workload,
    cost: together(costs.get(contestant) ?? []),
  }))
}

/** The requests of a workload. A bare server is given the answer of a service of its size. */
async function prepare(
  workload: Workload,
  { variant, servers }: Contestant,
  contestants: readonly Contestant[],
): Promise<readonly WireRequest[]> {
  const { entities } = variant
  const service =
    variant.service === undefined
      ? contestants.find((one) => one.variant.service !== undefined && one.variant.entities === entities)
          ?.servers
      : servers
  if (service === undefined) throw new Error(`there is no service of ${entities} entities to answer first`)
  const requests = workload.requests(await cloudAt(service.url, entities))
  const [first] = requests
  if (variant.service === undefined && first !== undefined)
    await servers.can(await canned(service.url, first))
  return requests
}

async function cloudAt(url: string, entities: number): Promise<Cloud> {
  const headers = [['Accept', 'text/plain']] as const
  const reply = await canned(url, { method: 'GET', path: computePath(0), headers })
  return { entities, tag: reply.headers[reply.headers.indexOf('ETag') + 1] ?? '' }
}

async function costOf(
  workload: Workload,
  { variant, servers }: Contestant,
  requests: readonly WireRequest[],
  load: Child<LoadQuestion>,
  times: number,
): Promise<Cost> {
  const { name, status, amount } = workload
  const sent = Math.ceil(amount * times)
  const connections = connectionsFor(workload, requests)
  const question = { ports: servers.ports, requests: requests.map(toWire), connections, status, amount: sent }
  const before = await servers.usage('watched')
  const { seconds, p50, p99 } = await load.ask<Load>(question).catch((error: unknown) => {
    throw new Error(`${name} of ${variant.name} could not be measured`, { cause: error })
  })
  const { cpu, held } = await servers.usage('idle')
  return { cpu: (cpu - before.cpu) / sent, rate: sent / seconds, p50, p99, held }
}

/** Two connections do not change the same thing: what one takes back would be gone for the other. */
function connectionsFor(
  { connections = manyConnections }: Workload,
  { length }: readonly WireRequest[],
): number {
  return length === 1 ? connections : Math.min(connections, Math.max(1, Math.floor(length / 2)))
}

/** The medians of all turns, but the longest time that the event loop was held in any of them. */
function together(costs: readonly Cost[]): Cost {
  return { ...medians(costs), held: Math.max(...costs.map(({ held }) => held)) }
}
