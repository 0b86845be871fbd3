import { anyOf, basic, bearerTokens, hashPassword, hashToken, hasRole, ownerOf } from '@occi/auth'
import type { OwnershipOptions } from '@occi/core'
import { compute } from '@occi/infrastructure'
import type { ServerOptions } from '@occi/server'

/** Who may come in with `--auth`. A real service keeps hashes alone, and somewhere else. */
export const people = [
  { name: 'ann', password: 'spring', token: 'occi_the-token-of-ann' },
  { name: 'bob', password: 'autumn' },
  { name: 'admin', password: 'winter', roles: ['admin'] },
] as const satisfies readonly Person[]

interface Person {
  readonly name: string
  readonly password: string
  readonly token?: string
  readonly roles?: readonly string[]
}

/** What one makes is one's own; what the administrator makes is everybody's, and changed by him alone. */
export const ownership: OwnershipOptions = {
  owner: (extras) => (hasRole(extras, 'admin') ? undefined : ownerOf(extras)),
}

/** What users are told apart by, and what each may have. */
export async function tenants(): Promise<Pick<ServerOptions, 'authenticate' | 'clientIds' | 'quotas'>> {
  const realm = 'a small cloud'
  const users = people.map(async (person: Person) => ({
    ...person,
    password: await hashPassword(person.password),
  }))
  const tokens = people.flatMap(({ name: user, token }: Person) =>
    token === undefined ? [] : [{ user, hash: hashToken(token) }],
  )
  return {
    authenticate: anyOf(basic({ realm, users: await Promise.all(users) }), bearerTokens({ realm, tokens })),
    quotas: (extras) => (hasRole(extras, 'admin') ? [] : quotasOfUser),
    // The hypervisor names machines by id alone.
    clientIds: false,
  }
}

const quotasOfUser = [
  { kind: compute.id, limit: 4 },
  { kind: compute.id, attribute: 'occi.compute.cores', limit: 16 },
] as const
