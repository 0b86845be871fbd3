import type { CollectionResult, Entity } from '@occi/core'

/** Chunks as they are given. */
export async function* chunks<T>(...parts: readonly (readonly T[])[]): AsyncIterable<readonly T[]> {
  yield* parts
}

/** A Collection of entities, in chunks. */
export function collectionOf(
  of: CollectionResult['of'],
  ...parts: readonly (readonly Entity[])[]
): CollectionResult {
  return {
    form: 'collection',
    of,
    locations: () => chunks(...parts.map((part) => part.map(({ location }) => location))),
    entities: () => chunks(...parts),
    count: async () => parts.flat().length,
  }
}

/** A Collection that tells how far it has been walked. */
export interface WatchedCollection {
  readonly result: CollectionResult
  /** How many chunks have been asked for. */
  readonly asked: () => number
  /** How many walks have begun and not ended. */
  readonly open: () => number
}

/** A Collection of Resources, one in each chunk, that is as long as is wanted; fails after its last chunk if told so. */
export function watchedCollection(
  entityAt: (index: number) => Entity,
  length: number,
  failure?: Error,
): WatchedCollection {
  let [asked, open] = [0, 0]
  async function* walk<T>(toMember: (entity: Entity) => T): AsyncIterable<readonly T[]> {
    open += 1
    try {
      for (let index = 0; index < length; index += 1) {
        asked += 1
        yield [toMember(entityAt(index))]
      }
      if (failure !== undefined) throw failure
    } finally {
      open -= 1
    }
  }
  const result: CollectionResult = {
    form: 'collection',
    of: 'resources',
    locations: () => walk(({ location }) => location),
    entities: () => walk((entity) => entity),
    count: async () => length,
  }
  return { result, asked: () => asked, open: () => open }
}
