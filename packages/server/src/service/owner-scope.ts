import type { Scope } from '@occi/core'

/** What an owner sees and changes as such; without one, what is shared. */
export function ownerScope(owner: string | undefined): Scope {
  return owner === undefined
    ? { system: false, changesShared: true }
    : { system: false, owner, changesShared: false }
}
