import type { RenderingContext } from '@occi/core'
import { tooLarge } from './path.ts'

/** What reading needs to know of the request. */
export type ReadingContext = Pick<RenderingContext, 'catalog' | 'limits' | 'path' | 'publicUrl' | 'prefix'>

/** What is counted over a whole message. */
type Counted = 'entities' | 'categories' | 'locations'

/** A message that is being read: its context, and how much of what it has held so far. */
export class Message {
  readonly context: ReadingContext
  readonly #counts = new Map<Counted, number>()

  constructor(context: ReadingContext) {
    this.context = context
  }

  /** Counts one more, at a path. @throws OcciError `too-large` if there are more than allowed */
  count(what: Counted, path: string): void {
    const count = (this.#counts.get(what) ?? 0) + 1
    this.#counts.set(what, count)
    this.bound(count, what, path)
  }

  /** @throws OcciError `too-large` for a list that is longer than allowed */
  bound(count: number, what: string, path: string): void {
    const { entries } = this.context.limits
    if (count > entries) tooLarge(path, `more than ${entries} ${what}`)
  }
}
