import { keyOf, systemScope, type Entity, type EntityKey, type Registry } from '@occi/core'

/** What an operation claims of the {@link EntityQueue}. */
export interface Claims {
  /** What it changes: nobody else may touch these meanwhile. */
  readonly change: readonly EntityKey[]
  /** What must stay there meanwhile (the target of a Link): others may rely on them too, nobody may change them. */
  readonly keep?: readonly EntityKey[]
}

/** What a change of entities changes: themselves, and of Links the Resources they start from. */
export function keysChangedBy(entities: readonly Entity[]): readonly EntityKey[] {
  return entities.flatMap((one) => (one.type === 'link' ? [keyOf(one), keyOf(one.source)] : [keyOf(one)]))
}

/** A key as a text that no other key has: a path holds no blanks. */
export function textOfKey({ location, owner }: EntityKey): string {
  return owner === undefined ? location : `${location} ${owner}`
}

/** The Links from an Entity and to it, whoever owns them. */
export async function linksOf(entity: Entity, registry: Registry): Promise<readonly Entity[]> {
  const found = new Map<string, Entity>()
  for (const query of [{ source: keyOf(entity) }, { target: keyOf(entity) }]) {
    for await (const chunk of registry.list(query, systemScope))
      for (const link of chunk) found.set(textOfKey(link), link)
  }
  return [...found.values()]
}
