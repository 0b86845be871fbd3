import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { OcciError } from '@occi/core'
import type { Authenticator } from './authenticator.ts'
import { bearerChallenge, bearerToken, invalidToken } from './bearer.ts'

/** A token as a table of tokens has it. */
export interface ApiToken {
  /** What `hashToken` made of it; the token itself is kept by its user alone. */
  readonly hash: string
  /** Whose it is. */
  readonly user: string
  /** Missing: none. */
  readonly roles?: readonly string[]
  /** Missing: it holds until it is taken out of the table. */
  readonly expires?: Date
}

/** Looks a token up by its hash, in a database, say; `undefined`: there is none. */
export type FindToken = (hash: string) => ApiToken | undefined | Promise<ApiToken | undefined>

/** What {@link bearerTokens} takes. */
export interface BearerTokensOptions {
  /** What the user is told the token is for. */
  readonly realm: string
  /** A list, each compared in constant time, or a look-up. */
  readonly tokens: readonly ApiToken[] | FindToken
  /** Missing: the machine's own. */
  readonly clock?: () => Date
}

/** A new token: 256 random bits, with a beginning that searches for leaked secrets can find. */
export function createToken(): string {
  return `occi_${randomBytes(32).toString('base64url')}`
}

/** The hash to store: SHA-256, for a random token can not be guessed however fast the hash is. Not for what people choose. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

/**
 * Static API tokens (RFC 6750), stored hashed.
 * @throws OcciError `invalid-definition` where the list holds what is no hash of a token
 */
export function bearerTokens({
  realm,
  tokens,
  clock = () => new Date(),
}: BearerTokensOptions): Authenticator {
  const find = typeof tokens === 'function' ? tokens : findIn(tokens)
  return {
    challenge: bearerChallenge(realm),
    async identify(request) {
      const given = bearerToken(request)
      if (given === undefined) return undefined
      const found = await find(hashToken(given))
      if (found === undefined) return invalidToken(realm, 'the token is not known')
      if (found.expires !== undefined && found.expires <= clock())
        return invalidToken(realm, 'the token has expired')
      return { accepted: true, identity: Object.freeze({ user: found.user, roles: found.roles ?? [] }) }
    },
  }
}

/** Compares with every token of a list, so that the time tells nothing. */
function findIn(tokens: readonly ApiToken[]): FindToken {
  const known = tokens.map((token) => ({ token, bytes: bytesOf(token.hash) }))
  return (hash) => {
    const given = bytesOf(hash)
    let found: ApiToken | undefined
    for (const { token, bytes } of known) if (timingSafeEqual(bytes, given)) found = token
    return found
  }
}

function bytesOf(hash: string): Buffer {
  const bytes = Buffer.from(hash, 'base64url')
  if (bytes.length === 32) return bytes
  // What was given is not told: it may be the token itself.
  throw new OcciError(
    'invalid-definition',
    'this is no hash of a token; hashToken makes 43 characters of base64url',
  )
}
