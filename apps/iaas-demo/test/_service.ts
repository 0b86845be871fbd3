import { listen } from '@occi/server/node'

import { createDemo } from '../src/demo.ts'
import { Hypervisor, ManualClock } from '../src/hypervisor/index.ts'
import { infra, rest } from './_demo.ts'

/** The demo at a port of its own, on a clock that stands still; a boot takes 1000 ms. */
export interface DemoService extends AsyncDisposable {
  readonly cloud: Hypervisor
  /** Sends a request with the header fields and the body that a client would write. */
  readonly send: (
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    body?: string,
  ) => Promise<Response>
  /** Sends a request in JSON and reads the answer, which must be JSON too. */
  readonly json: (method: string, path: string, body?: unknown) => Promise<JsonAnswer>
  /** Lets time pass, and all that follows from it be done. */
  readonly pass: (ms: number) => Promise<void>
}

export interface JsonAnswer {
  readonly status: number
  readonly body: JsonBody
  /** The path of `Location`, or nothing. */
  readonly location: string
}

/** What a body may hold that tests look into (GFD.226 3). */
export interface JsonBody {
  readonly id?: string
  readonly mixins?: readonly unknown[]
  readonly attributes?: Readonly<Record<string, unknown>>
  readonly actions?: readonly string[]
  readonly resources?: readonly JsonBody[]
  readonly links?: readonly JsonBody[]
  readonly title?: string
  readonly term?: string
}

export const occiJsonType = 'application/occi+json'

export async function openService(): Promise<DemoService> {
  const clock = new ManualClock()
  const cloud = new Hypervisor({ bootMs: 1000, clock })
  const listening = await listen(createDemo(cloud), { port: 0 })
  const origin = new URL(listening.url).origin
  const send: DemoService['send'] = (method, path, headers, body) =>
    fetch(origin + path, { method, headers, ...(body === undefined ? {} : { body }) })
  const json: DemoService['json'] = async (method, path, body) => {
    const type = body === undefined ? {} : { 'Content-Type': occiJsonType }
    const text = body === undefined ? undefined : JSON.stringify(body)
    return answerOf(await send(method, path, { Accept: occiJsonType, ...type }, text))
  }
  const pass = async (ms: number) => {
    clock.advance(ms)
    await rest()
  }
  return { cloud, send, json, pass, [Symbol.asyncDispose]: () => listening[Symbol.asyncDispose]() }
}

/** The terms of the Actions that an entity offers. */
export function offered({ actions = [] }: JsonBody): readonly string[] {
  return actions.map((id) => id.slice(id.indexOf('#') + 1))
}

/** Sends a creation that must succeed. */
export async function make(demo: DemoService, entity: unknown): Promise<JsonAnswer> {
  const answer = await demo.json('POST', '/', entity)
  if (answer.status !== 201) throw new Error(JSON.stringify(answer))
  return answer
}

/** Invokes an Action of the Entity at a path. */
export function act(
  demo: DemoService,
  path: string,
  term: string,
  attributes?: unknown,
): Promise<JsonAnswer> {
  const action = `${infra}/${path.split('/')[1]}/action#${term}`
  return demo.json('POST', `${path}?action=${term}`, {
    action,
    ...(attributes === undefined ? {} : { attributes }),
  })
}

async function answerOf(response: Response): Promise<JsonAnswer> {
  const type = response.headers.get('content-type')
  if (type !== occiJsonType) throw new Error(`${response.status} ${type}: ${await response.text()}`)
  const location = response.headers.get('location')
  return {
    status: response.status,
    body: (await response.json()) as JsonBody,
    location: location === null ? '' : new URL(location).pathname,
  }
}
