import { OcciError, type OcciRequest } from '@occi/core'
import type { Address } from './address.ts'

const reading = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Keeps other sites from changing anything through the browser of somebody who is signed in: a browser says where a request comes from. Clients
 * that are no browsers say nothing, and are let in.
 * @throws OcciError `forbidden`
 */
export function checkSameOrigin({ method, headers, origin }: OcciRequest, { publicUrl }: Address): void {
  if (reading.has(method)) return
  const [site] = headers.get('sec-fetch-site') ?? []
  const [sender] = headers.get('origin') ?? []
  const [host = ''] = headers.get('host') ?? []
  const own = [origin, new URL(publicUrl).origin].includes(sender ?? '') || hostOf(sender) === host
  const isSame = site === undefined ? sender === undefined || own : site === 'same-origin' || site === 'none'
  if (isSame) return
  const from = site === undefined ? `from ${JSON.stringify(sender)}` : `of a ${site} page`
  throw new OcciError('forbidden', `a request ${from} changes nothing here; only pages of this service do`)
}

function hostOf(origin: string | undefined): string | undefined {
  return origin !== undefined && URL.canParse(origin) ? new URL(origin).host : undefined
}
