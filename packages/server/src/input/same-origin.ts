import { OcciError, type HeaderFields, type OcciRequest } from '@occi/core'
import type { Address } from './address.ts'

const reading = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Keeps other sites from changing anything through the browser of somebody who is signed in: a browser says where a request comes from. Clients
 * that are no browsers say nothing, and are let in.
 * @throws OcciError `forbidden`
 */
export function checkSameOrigin(request: OcciRequest, { publicUrl }: Address): void {
  const { method, headers, origin } = request
  if (reading.has(method)) return
  const [site] = headers.get('sec-fetch-site') ?? []
  const [sender] = headers.get('origin') ?? []
  const isForeign = site !== undefined && site !== 'same-origin' && site !== 'none'
  const isOwn = sender === undefined || sender === new URL(publicUrl).origin || sender === origin
  if (!isForeign && (isOwn || isAtAddress(sender, headers))) return
  const from = isForeign ? `of a ${site} page` : `from ${JSON.stringify(sender)}`
  throw new OcciError(
    'forbidden',
    `a request ${from} changes nothing here; pages of ${new URL(publicUrl).origin} do, and of what \`publicUrl\` and \`allowedHosts\` name`,
  )
}

/**
 * Whether a page was opened at the number of this machine. A name that nobody has allowed is not enough: whoever owns it can point it here
 * and have a browser take the two for one site (DNS rebinding); a number always is what it says.
 */
function isAtAddress(sender: string, headers: HeaderFields): boolean {
  if (!URL.canParse(sender)) return false
  const { host, hostname } = new URL(sender)
  const isNumber = /^\d+\.\d+\.\d+\.\d+$|^\[/.test(hostname)
  return isNumber && headers.get('host')?.[0] === host
}
