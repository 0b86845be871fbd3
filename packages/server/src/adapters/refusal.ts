import type { OcciReply } from '@occi/core'
import type { OcciServer } from '../server.ts'

/** What a door answers by itself, where there is no request that the service could be given. */
export function refusal(
  service: OcciServer,
  status: number,
  message: string,
): OcciReply & { readonly body: string } {
  return {
    status,
    headers: [
      ...service.fields,
      ['X-Request-Id', crypto.randomUUID()],
      ['Content-Type', 'text/plain; charset=utf-8'],
    ],
    body: message,
  }
}
