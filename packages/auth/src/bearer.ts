import type { OcciRequest } from '@occi/core'
import type { Verdict } from './authenticator.ts'
import { challengeOf } from './challenge.ts'
import { credentialsOf } from './credentials.ts'

/** What a client without a token is told (RFC 6750 3): the realm, and nothing of an error. */
export function bearerChallenge(realm: string): string {
  return challengeOf('Bearer', { realm })
}

/** The token of a request, whatever it is; `undefined` if it has none. */
export function bearerToken(request: OcciRequest): string | undefined {
  return credentialsOf(request, 'bearer')
}

/** Whether a text has the syntax of a token, b64token of RFC 6750 2.1. */
export function isToken(text: string): boolean {
  return /^[A-Za-z0-9._~+/-]+=*$/.test(text)
}

/** A token that does not hold, and why (RFC 6750 3.1). */
export function invalidToken(realm: string, sentence: string): Verdict {
  const challenge = challengeOf('Bearer', { realm, error: 'invalid_token', error_description: sentence })
  return { accepted: false, sentence, challenge }
}
