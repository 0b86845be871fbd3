import { OcciError, type OcciRequest } from '@occi/core'
import type { Authenticator, Identity } from './authenticator.ts'
import { schemeOf } from './challenge.ts'
import { credentialsIn } from './credentials.ts'

/**
 * The option `authenticate` of `createServer`: the first way that knows the credentials says who is asking. Where several take the same scheme
 * (tokens and JWT), they are tried in order, and the last one's sentence is told.
 * Every method asks for credentials, HEAD and OPTIONS too: what is allowed where depends on what the user sees.
 */
export function anyOf(
  ...ways: readonly [Authenticator, ...Authenticator[]]
): (request: OcciRequest) => Promise<Identity> {
  return async (request) => {
    const challenges = new Map(ways.map(({ challenge }) => [schemeOf(challenge), challenge]))
    const { length } = credentialsIn(request)
    // RFC 9110 11.6.2: one field, one user. An edge that joins several makes of them one that no scheme takes.
    if (length > 1)
      throw unauthenticated(`the request has ${length} Authorization fields; send one`, challenges)
    let refused: string | undefined
    for (const way of ways) {
      const verdict = await way.identify(request)
      if (verdict === undefined) continue
      if (verdict.accepted) return verdict.identity
      refused = verdict.sentence
      const { challenge = way.challenge } = verdict
      challenges.set(schemeOf(challenge), challenge)
    }
    throw unauthenticated(refused ?? unsaid(request, challenges.keys()), challenges)
  }
}

/** GFD.223 12: Basic is the default, so it stands first. */
function unauthenticated(sentence: string, challenges: ReadonlyMap<string, string>): OcciError {
  const basicFirst = [...challenges].toSorted(
    ([one], [other]) => Number(other === 'basic') - Number(one === 'basic'),
  )
  return new OcciError('unauthenticated', sentence, {
    challenge: basicFirst.map(([, challenge]) => challenge),
  })
}

function unsaid(request: OcciRequest, schemes: Iterable<string>): string {
  const [given] = credentialsIn(request)
  const wanted = [...schemes].join(' or ')
  if (given === undefined) return `say who you are: credentials are wanted, ${wanted}`
  return `credentials of the scheme ${JSON.stringify(given.scheme.slice(0, 40))} are not taken here; ${wanted} are`
}
