import type { KeyObject } from 'node:crypto'
import { OcciError } from '@occi/core'
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  errors,
  type CryptoKey,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
} from 'jose'

/** Keys that signatures are checked with. */
export type JwtKeys = URL | JSONWebKeySet | CryptoKey | KeyObject | Uint8Array

/** How the keys at a URL are kept. */
export interface KeyOptions {
  /** Milliseconds after a fetch, good or bad, before a key that is not known can cause another. Missing: 30,000. */
  readonly cooldown?: number
  /** Milliseconds after which the keys are fetched again. Missing: 600,000. */
  readonly maxAge?: number
  /** Milliseconds to wait for the keys. Missing: 5000. */
  readonly timeout?: number
}

/** Finds the key for a token. @throws OcciError `invalid-definition` for a URL that others could listen to */
export function keysFrom(keys: JwtKeys, options: KeyOptions): JWTVerifyGetKey {
  if (keys instanceof URL) return remoteKeys(checked(keys), options)
  if (keys instanceof Uint8Array || !('keys' in keys)) return () => keys
  return createLocalJWKSet(keys)
}

/** A key that is not known fetches anew, so that the issuer can change keys; seldom enough that nobody can make us a nuisance to him. */
function remoteKeys(
  url: URL,
  { cooldown = 30_000, maxAge = 600_000, timeout = 5000 }: KeyOptions,
): JWTVerifyGetKey {
  let failedAt = -Infinity
  const keysOf = createRemoteJWKSet(url, {
    cooldownDuration: cooldown,
    cacheMaxAge: maxAge,
    timeoutDuration: timeout,
    [customFetch]: async (...request) => {
      // The library waits after a good fetch alone.
      if (performance.now() < failedAt + cooldown) throw new Error('it was tried a short while ago')
      return fetch(...request)
    },
  })
  return async (header, token) => {
    try {
      return await keysOf(header, token)
    } catch (error) {
      if (isTokenFault(error)) throw error
      if (performance.now() >= failedAt + cooldown) failedAt = performance.now()
      const message = 'the keys of the issuer of tokens cannot be had at the moment'
      throw new OcciError('unavailable', message, { retryAfter: Math.ceil(cooldown / 1000) }, error)
    }
  }
}

/** The keys are there, and the token does not fit them. */
function isTokenFault(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  )
}

function checked(url: URL): URL {
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLocal)) return url
  throw new OcciError(
    'invalid-definition',
    `keys are fetched from https, not from ${url.protocol}//${url.host}`,
  )
}
