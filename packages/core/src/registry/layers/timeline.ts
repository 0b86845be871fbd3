/** A value under a key, from a time on until another. */
export interface Span<V> {
  readonly value: V
  readonly from: number
  /** The first time at which it is there no more; `undefined`: it is still there. */
  until: number | undefined
  /** What was under the key before. */
  readonly before: Span<V> | undefined
}

/** Whether a value is there at a time. */
export function isThere({ from, until }: Span<unknown>, time: number): boolean {
  return from <= time && (until === undefined || time < until)
}

/** What is under keys, now and at earlier times: what comes and goes leaves earlier times as they were. */
export class Timeline<V> {
  readonly #latest = new Map<string, Span<V>>()

  /** The value under a key at a time. */
  at(key: string, time: number): V | undefined {
    let span = this.#latest.get(key)
    while (span !== undefined && span.from > time) span = span.before
    return span !== undefined && isThere(span, time) ? span.value : undefined
  }

  /** Puts a value under a key that has none, from a time on. */
  begin(key: string, value: V, from: number): Span<V> {
    const span = { value, from, until: undefined, before: this.#latest.get(key) }
    this.#latest.set(key, span)
    return span
  }

  /** From a time on there is nothing under a key. */
  end(key: string, until: number): void {
    const span = this.#latest.get(key)
    if (span !== undefined) span.until ??= until
  }
}
