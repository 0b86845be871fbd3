import { OcciError, type OcciRequest } from '@occi/core'
import type { ServerOptions } from '../options.ts'
import { wellKnownPath } from './target.ts'

/** Where the service is, as the client of one request sees it. */
export interface Address {
  /** The path prefix, without a final `/`; empty at the root. */
  readonly prefix: string
  /** Absolute, prefix included, without a final `/`. */
  readonly publicUrl: string
}

/** Believed as Host where nothing is configured. */
const loopback = ['localhost', '127.0.0.1', '[::1]']

/** The service's prefix: as configured, else the path of the public URL. */
export function prefixOf({ prefix, publicUrl }: Pick<ServerOptions, 'prefix' | 'publicUrl'>): string {
  const path = prefix ?? (publicUrl === undefined ? '' : new URL(publicUrl).pathname)
  return path.replace(/\/+$/, '')
}

/** The address of the service for a request. The Host field counts only where nothing is configured and the host is allowed. */
export function addressOf(request: OcciRequest, options: ServerOptions, prefix: string): Address {
  const { publicUrl, allowedHosts = loopback } = options
  if (publicUrl !== undefined) return { prefix, publicUrl: publicUrl.replace(/\/+$/, '') }
  const [host = ''] = request.headers.get('host') ?? []
  const believed =
    /^[A-Za-z0-9.-]+(:\d{1,5})?$|^\[[0-9A-Fa-f:.]+\](:\d{1,5})?$/.test(host) &&
    allowedHosts.includes(host.replace(/:\d+$/, ''))
  const origin = believed
    ? `${request.origin.startsWith('https:') ? 'https' : 'http'}://${host}`
    : request.origin
  return { prefix, publicUrl: origin + prefix }
}

/** The path within the service. @throws OcciError `not-found` outside of the prefix */
export function pathWithin(path: string, prefix: string): string {
  // GFD.223 9: the well-known path is at the authority's root.
  if (path === wellKnownPath || `${path}/` === wellKnownPath) return wellKnownPath
  if (prefix === '') return path
  if (path === prefix) return '/'
  if (path.startsWith(`${prefix}/`)) return path.slice(prefix.length)
  throw new OcciError('not-found', `nothing is served at ${path}; this service is at ${prefix}/`)
}

/**
 * The path within the service of an absolute URL of it; `undefined` for one of something else. The service is known by its public URL, by the
 * address the request came in at, and by every allowed host at the same port.
 */
export function pathHere(
  url: string,
  { origin }: OcciRequest,
  { allowedHosts = loopback }: ServerOptions,
  { prefix, publicUrl }: Address,
): string | undefined {
  const [, authority, path = ''] = /^(https?:\/\/[^/?#]+)(.*)$/is.exec(url) ?? []
  if (authority === undefined || !URL.canParse(authority)) return undefined
  const own = [new URL(publicUrl), new URL(origin)]
  const { origin: given, port, hostname } = new URL(authority)
  const isOurs = own.some(
    (one) => one.origin === given || (one.port === port && allowedHosts.includes(hostname)),
  )
  if (!isOurs || (path !== prefix && !path.startsWith(`${prefix}/`))) return undefined
  return path.slice(prefix.length) || '/'
}
