import { OcciError } from '@occi/core'
import { errors, jwtVerify, type JWTPayload } from 'jose'
import type { Authenticator, Verdict } from './authenticator.ts'
import { bearerChallenge, bearerToken, invalidToken, isToken } from './bearer.ts'
import { keysFrom, type JwtKeys, type KeyOptions } from './jwt-keys.ts'

/** What {@link bearerJwt} takes. */
export interface BearerJwtOptions extends KeyOptions {
  /** What the user is told the token is for. */
  readonly realm: string
  /** Whose tokens are taken: the claim `iss`. */
  readonly issuer: string | readonly string[]
  /** What this service is called in tokens: the claim `aud` has it. */
  readonly audience: string | readonly string[]
  /** Where the keys of the issuer are (a JSON Web Key Set by https), or they themselves. A secret is given as octets. */
  readonly keys: JwtKeys
  /** The algorithms of signatures that are taken. Missing: those with a public key; for a secret those with a secret. */
  readonly algorithms?: readonly string[]
  /** Seconds by which the issuer's clock may differ. Missing: 5. */
  readonly clockTolerance?: number
  /** The `typ` that a token must have, `at+jwt` (RFC 9068), say. Missing: any. */
  readonly type?: string
  /** Who the user is; `undefined`: nobody of ours. Missing: the claim `sub`. */
  readonly user?: (claims: JWTPayload) => string | undefined
  /** Missing: none. */
  readonly roles?: (claims: JWTPayload) => readonly string[]
  /** Missing: the machine's own. */
  readonly clock?: () => Date
}

/** Never both sorts: a public key is no secret to sign with (RFC 8725 2.1). */
const withPublicKey = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
]
const withSecret = ['HS256', 'HS384', 'HS512']

/** JSON Web Tokens (RFC 7519) of an issuer, as Bearer tokens (RFC 6750). One without `exp` is refused. */
export function bearerJwt(options: BearerJwtOptions): Authenticator {
  const { realm } = options
  const read = readerOf(options)
  return {
    challenge: bearerChallenge(realm),
    async identify(request) {
      const token = bearerToken(request)
      if (token === undefined) return undefined
      const claims = await read(token)
      return typeof claims === 'string' ? invalidToken(realm, claims) : verdictOn(claims, options)
    },
  }
}

/** Makes what reads the claims of a token, or says what is wrong with it. */
function readerOf({ keys, issuer, audience, type, ...options }: BearerJwtOptions) {
  const { algorithms = keys instanceof Uint8Array ? withSecret : withPublicKey } = options
  const { clockTolerance = 5, clock = () => new Date() } = options
  const keyOf = keysFrom(keys, options)
  const wanted = {
    issuer: [issuer].flat(),
    audience: [audience].flat(),
    algorithms: [...algorithms],
    clockTolerance,
    requiredClaims: ['exp'],
    ...(type === undefined ? {} : { typ: type }),
  }
  return async (token: string): Promise<JWTPayload | string> => {
    if (!isToken(token)) return 'the Bearer token is not well formed'
    try {
      const { payload } = await jwtVerify(token, keyOf, { ...wanted, currentDate: clock() })
      return payload
    } catch (error) {
      if (OcciError.is(error)) throw error
      return faultOf(error)
    }
  }
}

function faultOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'the token has expired'
  if (error instanceof errors.JWTClaimValidationFailed)
    return `the claim ${error.claim} of the token is not what is wanted here`
  if (error instanceof errors.JOSEAlgNotAllowed) return 'the token is signed in a way that is not taken here'
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'the signature of the token is wrong'
  if (error instanceof errors.JWKSNoMatchingKey)
    return 'the issuer has no key such as the token is signed with'
  return 'the token is no JSON Web Token that can be read here'
}

function verdictOn(
  claims: JWTPayload,
  { realm, user = subjectOf, roles = () => [] }: BearerJwtOptions,
): Verdict {
  const name = user(claims)
  if (name === undefined || name === '') return invalidToken(realm, 'the token names no user of this service')
  return { accepted: true, identity: Object.freeze({ user: name, roles: roles(claims), claims }) }
}

function subjectOf({ sub }: JWTPayload): string | undefined {
  return sub
}
