import { MemoryRegistry } from '@occi/registry-memory'
import { toFetch } from '@occi/server/fetch'

import { createDemo } from '../src/demo.ts'
import { Hypervisor, ManualClock } from '../src/hypervisor/index.ts'
import { ownership, people, tenants } from '../src/tenants.ts'

/** Who asks. */
export type Name = (typeof people)[number]['name']

/** The demo as `--auth` opens it; machines boot at once. */
export interface TenantDemo {
  readonly cloud: Hypervisor
  /** Sends a request with these header fields. */
  readonly ask: (
    who: Name | undefined,
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    body?: string,
  ) => Promise<Told>
  /** Sends a request in text/plain as one of the users, or as a stranger. */
  readonly send: (
    who: Name | undefined,
    method: string,
    path: string,
    ...lines: readonly string[]
  ) => Promise<Told>
  /** Sends a creation that must succeed, and gives the path of what was made. */
  readonly make: (who: Name, ...lines: readonly string[]) => Promise<string>
}

export interface Told {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

const switchedOn = await tenants()

export function openTenantDemo(): TenantDemo {
  const cloud = new Hypervisor({ bootMs: 0, clock: new ManualClock() })
  const fetch = toFetch(createDemo(cloud, { registry: new MemoryRegistry(ownership), ...switchedOn }))
  const ask: TenantDemo['ask'] = async (who, method, path, fields, body) => {
    const headers = { ...fields, ...credentialsOf(who) }
    const sent = body === undefined ? {} : { body }
    const answer = await fetch(new Request(`http://localhost${path}`, { method, headers, ...sent }))
    return { status: answer.status, headers: answer.headers, text: await answer.text() }
  }
  const send: TenantDemo['send'] = (who, method, path, ...lines) => {
    const body = lines.length === 0 ? undefined : lines.join('\n')
    return ask(who, method, path, { 'content-type': 'text/plain' }, body)
  }
  const make: TenantDemo['make'] = async (who, ...lines) => {
    const { status, headers, text } = await send(who, 'POST', '/', ...lines)
    if (status !== 201) throw new Error(`${status}: ${text}`)
    return new URL(headers.get('location') ?? '').pathname
  }
  return { cloud, ask, send, make }
}

function credentialsOf(who: Name | undefined): Readonly<Record<string, string>> {
  const person = people.find(({ name }) => name === who)
  if (person === undefined) return {}
  return { authorization: `Basic ${btoa(`${person.name}:${person.password}`)}` }
}
