import type { OcciRequest } from '@occi/core'

/** Who is asking: what Backends and Registry are given as `extras`. */
export interface Identity {
  /** The user's name: the owner of what he makes, where the Registry has `owner: ownerOf`. */
  readonly user: string
  /** What the service calls what he may do; empty: nothing in particular. */
  readonly roles: readonly string[]
  /** What the issuer of a JWT says of him. Missing: he came by another way. */
  readonly claims?: Readonly<Record<string, unknown>>
}

/** What an {@link Authenticator} makes of credentials. */
export type Verdict =
  | { readonly accepted: true; readonly identity: Identity }
  | {
      readonly accepted: false
      /** Why not, for whoever asks; it must not tell whether the user exists. */
      readonly sentence: string
      /** A challenge that says more than the usual one. Missing: the usual one. */
      readonly challenge?: string
    }

/** One way of saying who is asking. */
export interface Authenticator {
  /** What a client that said nothing is told to send: one challenge of the WWW-Authenticate field (RFC 9110 11.6.1). */
  readonly challenge: string
  /**
   * Who sends a request; `undefined`: it has no credentials of this sort.
   * @throws OcciError `overloaded`, `unavailable` where that cannot be found out now: the request is answered with 503, not 401
   */
  identify(request: OcciRequest): Promise<Verdict | undefined>
}
