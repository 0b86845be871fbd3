import { request as ask } from 'node:http'
import type { WireRequest } from './workloads.ts'

/** An answer as bytes, so that a bare server can send the same. */
export interface CannedReply {
  readonly status: number
  /** Names and values in turn, those left out that node:http writes itself. */
  readonly headers: readonly string[]
  /** One character a byte. */
  readonly body: string
}

/** What node:http writes by itself, or in another way for a whole text than for a stream. */
const written = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding', 'content-length'])

/** Asks once and keeps the answer. */
export function canned(url: string, { method, path, headers, body }: WireRequest): Promise<CannedReply> {
  return new Promise((resolve, reject) => {
    const asked = ask(`${url}${path}`, { method, headers: Object.fromEntries(headers) }, (response) => {
      let text = ''
      response.setEncoding('latin1')
      response.on('data', (chunk: string) => (text += chunk))
      response.on('end', () => resolve(toCanned(response.statusCode ?? 0, response.rawHeaders, text)))
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

function toCanned(status: number, raw: readonly string[], body: string): CannedReply {
  const kept = raw.filter((_one, index) => !written.has((raw[index - (index % 2)] ?? '').toLowerCase()))
  const length = status === 304 ? [] : ['Content-Length', String(body.length)]
  return { status, headers: [...kept, ...length], body }
}
