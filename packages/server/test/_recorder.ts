import type { Action, Backend, Call, Draft, Entity } from '@occi/core'

/** A call that was made: `K.create compute`, with ` undo` where it takes back another. */
export type Recorded = string

/** Writes down which Backends are called, and lets the n-th call that undoes nothing fail. */
export class Recorder {
  readonly calls: Recorded[] = []
  #counted = 0
  #failAt = 0
  #fail: () => void = () => undefined

  /** From now on: writes nothing yet, and the n-th call runs `fail`, which throws. */
  restart(failAt = 0, fail: () => void = () => undefined): void {
    this.calls.length = 0
    this.#counted = 0
    this.#failAt = failAt
    this.#fail = fail
  }

  /** A Backend that agrees to everything, under a name. */
  backend(name: string, more: Partial<Backend> = {}): Backend {
    const note = (method: string, call: Call) => this.#note(`${name}.${method} ${termsOf(call)}`, call)
    return {
      create: (_draft: Draft, call: Call) => note('create', call),
      retrieve: (_draft: Draft, call: Call) => note('retrieve', call),
      update: (_old: Entity, _draft: Draft, call: Call) => note('update', call),
      replace: (_old: Entity, _draft: Draft, call: Call) => note('replace', call),
      delete: (_entity: Entity, call: Call) => note('delete', call),
      action: (_draft: Draft, action: Action, _attributes, call: Call) =>
        note(`action(${action.term})`, call),
      ...more,
    }
  }

  #note(call: Recorded, { undo }: Call): void {
    this.calls.push(undo ? `${call} undo` : call)
    if (undo) return
    this.#counted += 1
    if (this.#counted === this.#failAt) this.#fail()
  }
}

function termsOf({ categories }: Call): string {
  return categories.map(({ term }) => term).join('+')
}
