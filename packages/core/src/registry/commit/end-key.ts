import type { EntityKey } from '../../model/entity.ts'

/** One text for an owner and a location; no two keys share it, for a location begins with `/` or a scheme, never with a digit. */
export function endKey({ location, owner }: EntityKey): string {
  return owner === undefined ? location : `${owner.length}:${owner}${location}`
}
