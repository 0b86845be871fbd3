/** A map of what is found elsewhere; it is listed when somebody asks for all of it. */
export class FoundMap<V> implements ReadonlyMap<string, V> {
  readonly #find: (key: string) => V | undefined
  readonly #list: () => readonly V[]
  readonly #keyOf: (value: V) => string
  #listed: readonly V[] | undefined

  constructor(find: (key: string) => V | undefined, list: () => readonly V[], keyOf: (value: V) => string) {
    this.#find = find
    this.#list = list
    this.#keyOf = keyOf
  }

  get size(): number {
    return this.#all.length
  }

  get(key: string): V | undefined {
    return this.#find(key)
  }

  has(key: string): boolean {
    return this.#find(key) !== undefined
  }

  forEach(callback: (value: V, key: string, map: ReadonlyMap<string, V>) => void): void {
    for (const value of this.#all) callback(value, this.#keyOf(value), this)
  }

  keys(): ArrayIterator<string> {
    return this.#all.map((value) => this.#keyOf(value)).values()
  }

  values(): ArrayIterator<V> {
    return this.#all.values()
  }

  entries(): ArrayIterator<[string, V]> {
    return this.#all.map((value): [string, V] => [this.#keyOf(value), value]).values()
  }

  [Symbol.iterator](): ArrayIterator<[string, V]> {
    return this.entries()
  }

  get #all(): readonly V[] {
    this.#listed ??= this.#list()
    return this.#listed
  }
}
