import { shuffled } from '../arithmetic/shuffle.ts'
import { ownTree } from '../service/packages.ts'
import { computePath } from '../service/seed.ts'
import { canned, type CannedReply } from './canned.ts'
import { Child } from './child.ts'
import type { BareQuestion } from './processes/bare.ts'
import type { Load, LoadQuestion } from './processes/load.ts'
import type { ServerQuestion } from './processes/server.ts'
import type { Usage } from './processes/usage.ts'
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
}

/** What a session found about one workload. */
export interface Finding {
  readonly variant: Variant
  readonly workload: Workload
  readonly cost: Cost
}

/** As many as keep the server busy. */
const connections = 32

/** Measures what a fresh process costs for some workloads: readings first, in another order every time, then changes. */
export async function measure(
  { variant, workloads }: Session,
  load: Child<LoadQuestion>,
): Promise<readonly Finding[]> {
  await using server = new Child<ServerQuestion | BareQuestion>(
    variant.service === undefined ? 'bare' : 'server',
    'server',
  )
  const url = await server.ask<string>(
    variant.service === undefined ? { ask: 'open' } : { ask: 'open', service: variant.service },
  )
  const findings: Finding[] = []
  for (const workload of inOrder(workloads)) {
    try {
      const requests = await prepare(variant, workload, url, server)
      findings.push({ variant, workload, cost: await costOf(workload, requests, url, server, load) })
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
  url: string,
  server: Child<ServerQuestion | BareQuestion>,
): Promise<readonly WireRequest[]> {
  if (service !== undefined) return workload.requests(await cloudAt(url, entities))
  const { requests, reply } = await answerOf(workload, entities)
  await server.ask({ ask: 'can', reply })
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

/** The process is warmed up by half as many requests before; they do not count. */
async function costOf(
  { amount, status }: Workload,
  requests: readonly WireRequest[],
  url: string,
  server: Child<ServerQuestion | BareQuestion>,
  load: Child<LoadQuestion>,
): Promise<Cost> {
  const question = { port: Number(new URL(url).port), requests: requests.map(toWire), connections, status }
  await load.ask({ ...question, amount: amount / 2 })
  const before = await server.ask<Usage>({ ask: 'usage' })
  const { seconds, p50, p99 } = await load.ask<Load>({ ...question, amount })
  const after = await server.ask<Usage>({ ask: 'usage' })
  return { cpu: (after.cpu - before.cpu) / amount, rate: amount / seconds, p50, p99 }
}
