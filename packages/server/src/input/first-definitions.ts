import type { AttributeDefinition, Catalog, Category } from '@occi/core'

const kept = new WeakMap<Catalog, FirstDefinitions>()

/** The definition of an attribute in the first Category of a catalogue that has it; `undefined`: none has. */
export function firstDefinitionOf(name: string, catalog: Catalog): AttributeDefinition | undefined {
  const definitions = kept.get(catalog) ?? new FirstDefinitions(catalog)
  kept.set(catalog, definitions)
  return definitions.find(name)
}

/** Goes through a catalogue once, and no further than somebody asked: users may have made very many Mixins, which come late. */
class FirstDefinitions {
  readonly #found = new Map<string, AttributeDefinition>()
  readonly #left: Iterator<Category>

  constructor(catalog: Catalog) {
    this.#left = catalog[Symbol.iterator]()
  }

  find(name: string): AttributeDefinition | undefined {
    while (!this.#found.has(name)) {
      const next = this.#left.next()
      if (next.done === true) return undefined
      this.#gather(next.value)
    }
    return this.#found.get(name)
  }

  #gather({ attributes }: Category): void {
    for (const [name, definition] of Object.entries(attributes))
      if (!this.#found.has(name)) this.#found.set(name, definition)
  }
}
