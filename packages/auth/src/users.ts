import { OcciError } from '@occi/core'
import { checkHash } from './password.ts'

/** A user as a table of users has him. */
export interface User {
  /** Without `:`, which ends it in HTTP Basic (RFC 7617 2). */
  readonly name: string
  /** What `hashPassword` made of his password. */
  readonly password: string
  /** Missing: none. */
  readonly roles?: readonly string[]
}

/** Looks a user up, in a file or a database, say; `undefined`: there is none of that name. */
export type FindUser = (name: string) => User | undefined | Promise<User | undefined>

/** A table that is written down in the program. @throws OcciError `invalid-definition` */
export function findIn(users: readonly User[]): FindUser {
  for (const { name, password } of users) {
    if (name === '' || name.includes(':'))
      throw new OcciError(
        'invalid-definition',
        `${JSON.stringify(name)} is no name of a user: it is empty or has a colon`,
      )
    checkHash(password)
  }
  const byName = new Map(users.map((user) => [user.name.normalize('NFC'), user]))
  if (byName.size < users.length) throw new OcciError('invalid-definition', 'two users have the same name')
  return (name) => byName.get(name)
}
