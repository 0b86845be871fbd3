import type { Identity } from './authenticator.ts'

/** Recognises the `extras` that an authenticator of this package gave. */
export function isIdentity(extras: unknown): extras is Identity {
  return (
    typeof extras === 'object' &&
    extras !== null &&
    'user' in extras &&
    typeof extras.user === 'string' &&
    'roles' in extras &&
    Array.isArray(extras.roles)
  )
}

/**
 * The user as owner, for the option `owner` of a Registry.
 * @throws Error where nobody was authenticated: a service that forgets to do so shares nothing by mistake
 */
export function ownerOf(extras: unknown): string {
  if (isIdentity(extras)) return extras.user
  throw new Error(
    'nobody was authenticated: createServer needs the option authenticate where things have owners',
  )
}

/** Whether somebody has a role. */
export function hasRole(extras: unknown, role: string): boolean {
  return isIdentity(extras) && extras.roles.includes(role)
}
