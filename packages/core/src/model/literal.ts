const brand = Symbol.for('@occi/core/literal')

/**
 * A value in a format that has no types of its own (text, a form): its characters, and whether they were quoted. What it becomes
 * is settled by the attribute's definition when the input is validated.
 */
export class Literal {
  readonly literal: string
  readonly quoted: boolean

  constructor(literal: string, quoted: boolean) {
    this.literal = literal
    this.quoted = quoted
  }

  /** How it is recognised where two copies of this package meet. */
  get [brand](): true {
    return true
  }
}

/** Whether a value still has to be read by a definition; true of a Literal of another copy of this package too. */
export function isLiteral(value: unknown): value is Literal {
  return typeof value === 'object' && value !== null && brand in value
}
