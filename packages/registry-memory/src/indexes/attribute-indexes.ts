import type { AttributeValue, Entity } from '@occi/core'
import type { Stored } from '../store/stored.ts'
import { OrderedIndex, type View } from './ordered-index.ts'
import type { OrderedSet } from './ordered-set.ts'

/**
 * Entities by the value of an attribute. The index of a name is made when somebody first filters by it and kept up from then on: most
 * attributes are never filtered by, and an index of unique values is what weighs most in memory.
 */
export class AttributeIndexes {
  readonly #indexes = new Map<string, OrderedIndex<string | number | boolean>>()
  // Names that no Entity ever had get no index: they come from outside and would pile up.
  readonly #names = new Set<string>(['occi.core.source', 'occi.core.target'])

  /** Those with a value that a view shows. `stored` gives all entities, should the index have to be made. */
  get(
    name: string,
    value: AttributeValue,
    view: View,
    stored: () => Iterable<Stored>,
  ): OrderedSet | undefined {
    if (!this.#names.has(name)) return undefined
    const index = this.#indexes.get(name) ?? this.#make(name, stored())
    return index.get(keyOfValue(value), view)
  }

  add(stored: Stored): void {
    for (const name of Object.keys(stored.entity.attributes)) this.#names.add(name)
    for (const [name, index] of this.#indexes) put(index, name, stored)
  }

  delete(stored: Stored): void {
    for (const [name, index] of this.#indexes) {
      const value = valueOf(stored.entity, name)
      if (value !== undefined) index.delete(keyOfValue(value), stored)
    }
  }

  #make(name: string, stored: Iterable<Stored>): OrderedIndex<string | number | boolean> {
    const index = new OrderedIndex<string | number | boolean>()
    for (const one of stored) put(index, name, one)
    this.#indexes.set(name, index)
    return index
  }
}

/** The value that a filter compares: an attribute, or one of the members that count as attributes. */
export function valueOf(entity: Entity, name: string): AttributeValue | undefined {
  if (name === 'occi.core.id') return entity.id
  if (name === 'occi.core.source') return entity.type === 'link' ? entity.source.location : undefined
  if (name === 'occi.core.target') return entity.type === 'link' ? entity.target.location : undefined
  return Object.hasOwn(entity.attributes, name) ? entity.attributes[name] : undefined
}

function put(index: OrderedIndex<string | number | boolean>, name: string, stored: Stored): void {
  const value = valueOf(stored.entity, name)
  if (value !== undefined) index.add(keyOfValue(value), stored)
}

/** Equal for equal values and for no others: arrays and objects become text that no string value can be. */
function keyOfValue(value: AttributeValue): string | number | boolean {
  if (typeof value === 'object') return `\0${canonical(value)}`
  return typeof value === 'string' && value.startsWith('\0') ? `\0"${value}` : value
}

function canonical(value: AttributeValue): string {
  return JSON.stringify(value, (_name, inner: unknown) => (isPlainObject(inner) ? sorted(inner) : inner))
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function sorted(value: object): object {
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
}
