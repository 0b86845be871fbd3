import type { CollectionResult, Entity } from '@occi/core'
import { renderEntity, writeEntity } from './render-entity.ts'
import type { Base } from './uri.ts'

type EntityType = Entity['type']

/**
 * Writes a Collection (GFD.226 3.3) as it comes, in chunks. Where Resources and Links are mixed, in order of creation, it is walked once for
 * the Resources and, if there were Links among them, once more for these: an object has each member in one place, and nothing is held back.
 */
export async function* renderCollection(
  { of, entities, page }: CollectionResult,
  base: Base,
): AsyncIterable<string> {
  const text = new CollectionText(base, page === undefined ? writeEntity : renderEntity)
  const first: EntityType = of === 'links' ? 'link' : 'resource'
  const types: readonly EntityType[] = of === 'entities' ? ['resource', 'link'] : [first]
  const seen = new Set<EntityType>()
  for (const type of types) {
    if (type !== first && !seen.has(type)) continue
    for await (const chunk of entities()) {
      for (const entity of chunk) seen.add(entity.type)
      const members = chunk.filter((entity) => entity.type === type)
      if (members.length > 0) yield text.add(type, members)
    }
  }
  yield text.end(first)
}

/** Writes entities that are at hand as a Collection. */
export function renderEntities(entities: readonly Entity[], base: Base): string {
  const text = new CollectionText(base, writeEntity)
  const resources = entities.filter(({ type }) => type === 'resource')
  const links = entities.filter(({ type }) => type === 'link')
  const parts = [
    resources.length === 0 ? '' : text.add('resource', resources),
    links.length === 0 ? '' : text.add('link', links),
  ]
  return parts.join('') + text.end('resource')
}

const names = { resource: 'resources', link: 'links' } as const

/** The text of a Collection in the making, one list after the other. */
class CollectionText {
  readonly #base: Base
  readonly #write: typeof writeEntity
  #open: EntityType | undefined

  constructor(base: Base, write: typeof writeEntity) {
    this.#base = base
    this.#write = write
  }

  /** What some more entities add to the text. */
  add(type: EntityType, entities: readonly Entity[]): string {
    const before = this.#open === type ? ',' : `${this.#open === undefined ? '{' : '],'}"${names[type]}":[`
    this.#open = type
    return before + entities.map((entity) => this.#write(entity, this.#base)).join(',')
  }

  /** What ends the text. An empty Collection is still one (GFD.223 6). */
  end(type: EntityType): string {
    return this.#open === undefined ? `{"${names[type]}":[]}` : ']}'
  }
}
