import type { Authenticator } from './authenticator.ts'
import { challengeOf } from './challenge.ts'

/** What {@link keystone} takes. */
export interface KeystoneOptions {
  /** Where old clients get their token: the address of the identity service. */
  readonly uri: string
  /** Checks the token of `X-Auth-Token`, as if it had come as a Bearer token: `bearerTokens(...)` or `bearerJwt(...)`. */
  readonly tokens: Authenticator
}

/**
 * The way of clients of OpenStack's time: the challenge names an identity service, and the token that it gave travels in `X-Auth-Token`. Some of
 * them read an answer with a single challenge alone: do not join this with other ways for them.
 */
export function keystone({ uri, tokens }: KeystoneOptions): Authenticator {
  const challenge = challengeOf('Keystone', { uri })
  return {
    challenge,
    async identify(request) {
      const [token] = request.headers.get('x-auth-token') ?? []
      if (token === undefined) return undefined
      const headers = new Map([...request.headers, ['authorization', [`Bearer ${token}`]] as const])
      const verdict = await tokens.identify({ ...request, headers, signal: request.signal })
      return verdict?.accepted === false ? { ...verdict, challenge } : verdict
    },
  }
}
