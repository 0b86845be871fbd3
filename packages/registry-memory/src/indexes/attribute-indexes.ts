import type { AttributeValue } from '@occi/core'
import { keyOfValue, valueOf } from '@occi/core/registry'
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

function put(index: OrderedIndex<string | number | boolean>, name: string, stored: Stored): void {
  const value = valueOf(stored.entity, name)
  if (value !== undefined) index.add(keyOfValue(value), stored)
}
