import type { AttributeValue, Entity } from '@occi/core'
import { valueOf } from '@occi/core/registry'
import type { Connection } from '../database/connection.ts'
import { everyone } from '../rows/owners.ts'
import type { Layout } from '../rows/layout.ts'
import { changingTermsOf, indexedValue, lastingTermsOf } from '../rows/terms.ts'

/** An attribute and its value. */
type Indexed = readonly [name: string, value: AttributeValue]

/** The rows by which entities are found. */
export class IndexRows {
  readonly #connection: Connection
  readonly #layout: Layout

  constructor(connection: Connection, layout: Layout) {
    this.#connection = connection
    this.#layout = layout
  }

  add(sequence: number, entity: Entity): void {
    const owner = this.#layout.owners.of(entity.owner)
    this.#addPostings([...lastingTermsOf(entity), ...changingTermsOf(entity)], owner, sequence)
    this.#addValues(indexedOf(entity), owner, sequence)
  }

  remove(sequence: number, entity: Entity): void {
    const owner = this.#layout.owners.of(entity.owner)
    for (const [name, value] of indexedOf(entity)) this.#removeValue(name, value, owner, sequence)
    for (const term of changingTermsOf(entity)) this.#removePosting(term, owner, sequence)
    for (const term of lastingTermsOf(entity)) this.#removePosting(term, owner, sequence)
  }

  /** Writes what is different between two states of an Entity. */
  replace(sequence: number, before: Entity, after: Entity): void {
    const owner = this.#layout.owners.of(after.owner)
    const [old, now] = [new Set(changingTermsOf(before)), new Set(changingTermsOf(after))]
    for (const term of old) if (!now.has(term)) this.#removePosting(term, owner, sequence)
    this.#addPostings(
      [...now].filter((term) => !old.has(term)),
      owner,
      sequence,
    )
    const [oldValues, values] = [new Map(indexedOf(before)), new Map(indexedOf(after))]
    const differs = (name: string) => oldValues.get(name) !== values.get(name)
    for (const [name, value] of oldValues) if (differs(name)) this.#removeValue(name, value, owner, sequence)
    this.#addValues(
      [...values].filter(([name]) => differs(name)),
      owner,
      sequence,
    )
  }

  #addPostings(names: readonly string[], owner: number, sequence: number): void {
    const rows = names.flatMap((name) => {
      const number = this.#layout.terms.of(name)
      return [number, owner, sequence, number, everyone, sequence]
    })
    this.#connection.insert('occi_posting', 3, rows)
  }

  #removePosting(term: string, owner: number, sequence: number): void {
    const number = this.#layout.terms.of(term)
    this.#connection.run(
      'DELETE FROM occi_posting WHERE term = ? AND view IN (?, ?) AND sequence = ?',
      number,
      owner,
      everyone,
      sequence,
    )
    this.#layout.terms.drop(term, number)
  }

  #addValues(values: readonly Indexed[], owner: number, sequence: number): void {
    const { terms } = this.#layout
    const rows = values.flatMap(([name, value]) => [
      terms.ofAttribute(name),
      indexedValue(value),
      owner,
      sequence,
    ])
    this.#connection.insert('occi_attribute', 4, rows)
  }

  #removeValue(name: string, value: AttributeValue, owner: number, sequence: number): void {
    const term = this.#layout.terms.ofAttribute(name)
    this.#connection.run(
      'DELETE FROM occi_attribute WHERE term = ? AND value = ? AND owner = ? AND sequence = ?',
      term,
      indexedValue(value),
      owner,
      sequence,
    )
  }
}

/** The values that filters compare; the id has an index of its own. */
function indexedOf(entity: Entity): readonly Indexed[] {
  const names = Object.keys(entity.attributes)
  const ends = entity.type === 'link' ? ['occi.core.source', 'occi.core.target'] : []
  return [...new Set([...names, ...ends])].flatMap((name) => {
    const value = name === 'occi.core.id' ? undefined : valueOf(entity, name)
    return value === undefined ? [] : [[name, value] as const]
  })
}
