import type { WireRequest } from './workloads.ts'

/** A request as the bytes of HTTP/1.1. */
export function toWire({ method, path, headers, body }: WireRequest): string {
  const length = body === undefined ? [] : [['Content-Length', String(Buffer.byteLength(body))] as const]
  const fields = [['Host', '127.0.0.1'] as const, ...headers, ...length]
  const head = [`${method} ${path} HTTP/1.1`, ...fields.map(([name, value]) => `${name}: ${value}`)]
  return `${head.join('\r\n')}\r\n\r\n${body ?? ''}`
}
