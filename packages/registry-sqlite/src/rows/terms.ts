import { createHash } from 'node:crypto'
import type { AttributeValue, Entity, EntityKey } from '@occi/core'
import { endKey, keyOfValue } from '@occi/core/registry'
import type { Connection } from '../database/connection.ts'
import type { SqlValue } from '../database/database.ts'
import { Numbering } from './numbering.ts'
import { toColumn } from './text.ts'

/** What entities are found by, besides attributes. */
export const terms = {
  kind: (id: string) => `kind ${id}`,
  mixin: (id: string) => `mixin ${id}`,
  below: (path: string) => `below ${path}`,
  source: (end: EntityKey) => `source ${endKey(end)}`,
  target: (end: EntityKey) => `target ${endKey(end)}`,
}

/** A term under which everything is found. */
export const all = terms.below('/')

/** Terms that an Entity has as long as its Kind, Mixins and ends stay. */
export function changingTermsOf(entity: Entity): readonly string[] {
  const own = [terms.kind(entity.kind.id), ...new Set(entity.mixins.map(({ id }) => terms.mixin(id)))]
  return entity.type === 'resource' ? own : [...own, terms.source(entity.source), terms.target(entity.target)]
}

/** Terms that an Entity has for life: the paths above it. */
export function lastingTermsOf({ location }: Entity): readonly string[] {
  const paths: string[] = []
  for (
    let end = location.lastIndexOf('/');
    end >= 0;
    end = end === 0 ? -1 : location.lastIndexOf('/', end - 1)
  )
    paths.push(terms.below(location.slice(0, end + 1)))
  return paths
}

/** Texts of this length and more are found by their digest: a page of an index holds few long ones. */
const longText = 200

/** The value of an attribute as the index holds it: equal for equal values, and for no others. */
export function indexedValue(value: AttributeValue): SqlValue {
  const key = keyOfValue(value)
  if (typeof key === 'number') return key
  // Texts begin with U+0001 only followed by the code of an escape, which neither of these is.
  if (typeof key === 'boolean') return key ? '\u0001true' : '\u0001false'
  const text = toColumn(key)
  return text.length < longText ? text : `\u0001sha256 ${createHash('sha256').update(text).digest('hex')}`
}

/** Numbers of terms. */
export class Terms {
  readonly #connection: Connection
  readonly #lasting: Numbering

  constructor(connection: Connection) {
    this.#connection = connection
    this.#lasting = new Numbering(connection, 'occi_term', 'name')
  }

  find(term: string): number | undefined {
    const name = toColumn(term)
    return isLasting(name) ? this.#lasting.find(name) : this.#lookUp(name)
  }

  of(term: string): number {
    const name = toColumn(term)
    return isLasting(name) ? this.#lasting.of(name) : (this.#lookUp(name) ?? this.#add(name))
  }

  /** The number of an attribute's name; `undefined`: no Entity ever had it. */
  findAttribute(name: string): number | undefined {
    return this.#lasting.find(attributeTerm(name))
  }

  ofAttribute(name: string): number {
    return this.#lasting.of(attributeTerm(name))
  }

  /** Takes away a term that no Entity has any more, unless it is one of those that are remembered. */
  drop(term: string, number: number): void {
    if (isLasting(term)) return
    this.#connection.run(
      'DELETE FROM occi_term WHERE number = ?1 AND NOT EXISTS (SELECT 1 FROM occi_count WHERE term = ?1)',
      number,
    )
  }

  forget(): void {
    this.#lasting.forget()
  }

  #lookUp(name: string): number | undefined {
    return this.#connection.get<{ readonly number: number }>(
      'SELECT number FROM occi_term WHERE name = ?',
      name,
    )?.number
  }

  #add(name: string): number {
    const row = this.#connection.get<{ readonly number: number }>(
      'INSERT INTO occi_term (name) VALUES (?) RETURNING number',
      name,
    )
    return row?.number ?? 0
  }
}

/** Kinds, Mixins and attributes are few; paths and ends come and go with the entities. */
function isLasting(name: string): boolean {
  return name === all || name.startsWith('kind ') || name.startsWith('mixin ')
}

function attributeTerm(name: string): string {
  return toColumn(`attribute ${name}`)
}
