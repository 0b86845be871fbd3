import type { OcciRequest } from '@occi/core'

import type { HashCost } from '../src/index.ts'

/** As cheap as hashes may be: tests show what is compared, not how slowly. */
export const cheap: HashCost = { logN: 10, r: 1, p: 1 }

/** A request with header fields, each given once or several times. */
export function requestWith(fields: Readonly<Record<string, string | readonly string[]>>): OcciRequest {
  const headers = Object.entries(fields).map(([name, value]) => [name, [value].flat()] as const)
  return {
    method: 'GET',
    path: '/-/',
    query: '',
    headers: new Map(headers),
    body: async () => '',
    signal: new AbortController().signal,
    origin: 'http://127.0.0.1',
  }
}

/** What a client of HTTP Basic sends. */
export function basicOf(name: string, password: string): string {
  return `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`
}
