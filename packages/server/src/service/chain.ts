/** What a {@link Chain} is made of: it knows its neighbours. */
export interface ChainLink {
  previous?: this | undefined
  next?: this | undefined
}

/**
 * What comes at its end and leaves from anywhere, in order. Not a Set: a Set that things come to and leave all the time is made anew every so often, and what it was before holds what it
 * held then, until the next thorough collection of garbage: whole requests, which young collections then had to copy.
 */
export class Chain<T extends ChainLink> {
  #first: T | undefined
  #last: T | undefined

  /** The one that has been here longest; `undefined`: there is none. */
  get first(): T | undefined {
    return this.#first
  }

  /** The one that came last; `undefined`: there is none. */
  get last(): T | undefined {
    return this.#last
  }

  /** Adds one that is in no chain. */
  add(link: T): void {
    link.previous = this.#last
    if (this.#last === undefined) this.#first = link
    else this.#last.next = link
    this.#last = link
  }

  /** Takes one out; one that has left already is ignored. */
  delete(link: T): void {
    const { previous, next } = link
    if (previous === undefined && this.#first !== link) return
    if (previous === undefined) this.#first = next
    else previous.next = next
    if (next === undefined) this.#last = previous
    else next.previous = previous
    link.previous = undefined
    link.next = undefined
  }

  /** In order; the one at hand may leave meanwhile. */
  *[Symbol.iterator](): IterableIterator<T> {
    for (let link = this.#first, next; link !== undefined; link = next) {
      next = link.next
      yield link
    }
  }
}
