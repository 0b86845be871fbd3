/** A set of what is found elsewhere; it is listed when somebody asks for all of it. */
export class FoundSet implements ReadonlySet<string> {
  readonly #has: (value: string) => boolean
  readonly #list: () => ReadonlySet<string>
  #listed: ReadonlySet<string> | undefined

  constructor(has: (value: string) => boolean, list: () => ReadonlySet<string>) {
    this.#has = has
    this.#list = list
  }

  get size(): number {
    return this.#all.size
  }

  has(value: string): boolean {
    return this.#has(value)
  }

  forEach(callback: (value: string, same: string, set: ReadonlySet<string>) => void): void {
    for (const value of this.#all) callback(value, value, this)
  }

  keys(): SetIterator<string> {
    return this.#all.keys()
  }

  values(): SetIterator<string> {
    return this.#all.values()
  }

  entries(): SetIterator<[string, string]> {
    return this.#all.entries()
  }

  [Symbol.iterator](): SetIterator<string> {
    return this.values()
  }

  get #all(): ReadonlySet<string> {
    this.#listed ??= this.#list()
    return this.#listed
  }
}
