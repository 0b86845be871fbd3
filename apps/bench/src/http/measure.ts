import { shuffled } from '../arithmetic/shuffle.ts'
import { ownTree } from '../service/packages.ts'
import { computePath } from '../service/seed.ts'
import { canned, type CannedReply } from './canned.ts'
import { Child } from './child.ts'
import type { Load, LoadQuestion } from './processes/load.ts'
import type { ServerQuestion } from './processes/server.ts'
import { Servers } from './servers.ts'
import type { Session, Variant } from './variants.ts'
import { toWire } from './wire.ts'
import type { Cloud, WireRequest, Workload } from './workloads.ts'

/** What one workload cost in one round. */
export interface Cost extends Record<string, number> {
  /** Microseconds of CPU time of the server's process, to a request. */
  readonly cpu: number
  /** Requests in a second. */
  readonly rate: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
  /** For how many milliseconds at the most nothing else had its turn. */
  readonly held: number
}

/** What a session found about one workload. */
export interface Finding {
  readonly variant: Variant
  readonly workload: Workload
  readonly cost: Cost
}

/** As many as keep the server busy. */
const manyConnections = 32

/** How often the usual amount of requests is sent. */
export interface Repetition {
  /** First, which does not count: until what is compiled while it runs is compiled. As often to a bare server as to ours. */
  readonly warm: number
  readonly measured: number
}

/** Measures what a fresh process costs for some workloads: readings first, in another order every time, then changes. */
export async function measure(
  { variant, workloads }: Session,
  load: Child<LoadQuestion>,
  repetition: Repetition,
): Promise<readonly Finding[]> {
  await using servers = await Servers.of(variant)
  const findings: Finding[] = []
  for (const workload of inOrder(workloads)) {
    try {
      const requests = await prepare(variant, workload, servers)
      findings.push({ variant, workload, cost: await costOf(workload, requests, servers, load, repetition) })
    } catch (error) {
      throw new Error(`${workload.name} of ${variant.name} could not be measured`, { cause: error })
    }
  }
  return findings
}

function inOrder(workloads: readonly Workload[]): readonly Workload[] {
  const [readings, changes] = [false, true].map((changing) =>
    workloads.filter(({ changes = false }) => changes === changing),
  )
  return [...shuffled(readings ?? []), ...shuffled(changes ?? [])]
}

/** The requests of a workload; a bare server is given the answer. */
async function prepare(
  { service, entities }: Variant,
  workload: Workload,
  servers: Servers,
): Promise<readonly WireRequest[]> {
  if (service !== undefined) return workload.requests(await cloudAt(servers.url, entities))
  const { requests, reply } = await answerOf(workload, entities)
  await servers.can(reply)
  return requests
}

const answers = new Map<string, Promise<{ requests: readonly WireRequest[]; reply: CannedReply }>>()

/** What the service in memory answers to a workload; asked for once. */
function answerOf(workload: Workload, entities: number) {
  const key = `${workload.name} ${entities}`
  const known = answers.get(key) ?? askService(workload, entities)
  answers.set(key, known)
  return known
}

async function askService(workload: Workload, entities: number) {
  await using server = new Child<ServerQuestion>('server', 'server')
  const service = { tree: ownTree, directory: '', registry: 'memory', entities, mixins: 0 } as const
  const url = await server.ask<string>({ ask: 'open', service })
  const requests = workload.requests(await cloudAt(url, entities))
  const [first] = requests
  if (first === undefined) throw new Error(`${workload.name} has no requests`)
  return { requests, reply: await canned(url, first) }
}

async function cloudAt(url: string, entities: number): Promise<Cloud> {
  const headers = [['Accept', 'text/plain']] as const
  const reply = await canned(url, { method: 'GET', path: computePath(0), headers })
  return { entities, tag: reply.headers[reply.headers.indexOf('ETag') + 1] ?? '' }
}

async function costOf(
  { status, amount, connections = manyConnections }: Workload,
  requests: readonly WireRequest[],
  servers: Servers,
  load: Child<LoadQuestion>,
  { warm, measured }: Repetition,
): Promise<Cost> {
  const question = { ports: servers.ports, requests: requests.map(toWire), connections, status }
  await load.ask({ ...question, amount: amount * warm })
  const before = await servers.usage()
  const { seconds, p50, p99 } = await load.ask<Load>({ ...question, amount: amount * measured })
  const { cpu, held } = await servers.usage()
  const sent = amount * measured
  return { cpu: (cpu - before.cpu) / sent, rate: sent / seconds, p50, p99, held }
}
