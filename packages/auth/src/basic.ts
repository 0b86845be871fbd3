import type { Authenticator, Verdict } from './authenticator.ts'
import { readPair, type Pair } from './basic-credentials.ts'
import { challengeOf } from './challenge.ts'
import { credentialsOf } from './credentials.ts'
import { Passwords, type PasswordOptions } from './passwords.ts'
import { findIn, type FindUser, type User } from './users.ts'

/** What {@link basic} takes. */
export interface BasicOptions extends PasswordOptions {
  /** What the user is told he signs in to. */
  readonly realm: string
  /** Who there is: a list, or a look-up. */
  readonly users: readonly User[] | FindUser
}

/**
 * HTTP Basic (RFC 7617), the default of GFD.223 12, over a table of users. Use it over TLS alone: a password travels with each request.
 * @throws OcciError `invalid-definition` where the list of users holds what is no user
 */
export function basic(options: BasicOptions): Authenticator {
  const { realm, users } = options
  const find = typeof users === 'function' ? users : findIn(users)
  const passwords = new Passwords(options)
  const verdictOn = async ({ name, password }: Pair, signal: AbortSignal): Promise<Verdict> => {
    const user = await find(name)
    const right = await passwords.isRight(user, password, signal)
    // One sentence for a name that nobody has and for a password that is wrong.
    if (user === undefined || !right) return refused('the name or the password is wrong')
    return { accepted: true, identity: Object.freeze({ user: user.name, roles: user.roles ?? [] }) }
  }
  return {
    // RFC 7617 2.1: names and passwords are UTF-8.
    challenge: challengeOf('Basic', { realm, charset: 'UTF-8' }),
    async identify(request) {
      const credentials = credentialsOf(request, 'basic')
      if (credentials === undefined) return undefined
      const pair = readPair(credentials)
      return 'fault' in pair ? refused(pair.fault) : verdictOn(pair, request.signal)
    },
  }
}

function refused(sentence: string): Verdict {
  return { accepted: false, sentence }
}
