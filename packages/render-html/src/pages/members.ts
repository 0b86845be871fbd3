import type { CollectionResult, Entity, Page as Part } from '@occi/core'
import type { View } from '../view.ts'
import type { Selection } from './filters.ts'

/** A part of a Collection as a page shows it. */
export interface Members {
  readonly entities: readonly Entity[]
  /** How many there are in all. */
  readonly count: number
  /** From 1. */
  readonly page: number
  readonly size: number
}

/** The members to show: never more than a page of them is read. */
export async function membersFor(
  result: CollectionResult,
  { query, newestFirst, possible }: Selection,
  { context: { lookup }, settings }: View,
): Promise<Members> {
  const { offset = 0, limit: size = settings.pageSize } = result.page ?? {}
  const place = { page: Math.floor(offset / size) + 1, size }
  if (!possible) return { entities: [], count: 0, ...place }
  if (query === undefined)
    return { entities: await take(result.entities(), size), count: await result.count(), ...place }
  const count = await lookup.count(query)
  const part = newestFirst ? fromEnd(offset, size, count) : { offset, limit: size }
  const entities = await take(lookup.entities(query, part), part.limit)
  return { entities: newestFirst ? entities.toReversed() : entities, count, ...place }
}

/** The part of a Collection that is a page of it read backwards. */
function fromEnd(offset: number, size: number, count: number): Required<Part> {
  const end = Math.max(0, count - offset)
  const start = Math.max(0, end - size)
  return { offset: start, limit: end - start }
}

async function take(chunks: AsyncIterable<readonly Entity[]>, most: number): Promise<readonly Entity[]> {
  const taken: Entity[] = []
  if (most === 0) return taken
  for await (const chunk of chunks) {
    taken.push(...chunk)
    if (taken.length >= most) break
  }
  return taken.slice(0, most)
}
