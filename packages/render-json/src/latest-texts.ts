import type { Entity } from '@occi/core'

/** Characters in a generation; two are kept. */
const most = 4_000_000

interface Kept {
  readonly prefix: string
  readonly text: string
}

let young = new WeakMap<Entity, Kept>()
let old = new WeakMap<Entity, Kept>()
let characters = 0

/**
 * The text of an Entity, written once as long as it is among the latest: clients ask for the same entities again and again, and a change makes a new
 * object. Bounded, since all that was ever read would take as much memory as the store. What is not frozen may still change, and is not kept.
 */
export function latestText(entity: Entity, prefix: string, write: () => string): string {
  const known = young.get(entity) ?? old.get(entity)
  if (known?.prefix === prefix) return known.text
  const text = write()
  if (Object.isFrozen(entity)) keep(entity, { prefix, text })
  return text
}

function keep(entity: Entity, kept: Kept): void {
  if (characters > most) {
    old = young
    young = new WeakMap()
    characters = 0
  }
  young.set(entity, kept)
  characters += kept.text.length
}
