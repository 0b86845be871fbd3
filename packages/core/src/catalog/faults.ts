import { OcciError } from '../errors.ts'

/** What is wrong with the attributes of one message: all of it is found, so that a form can show each fault at its field. */
export class Faults {
  readonly #found: OcciError[] = []

  /** Does something with one attribute; what is wrong with it is kept. */
  collect(task: () => void): void {
    try {
      task()
    } catch (error) {
      if (!OcciError.is(error)) throw error
      this.#found.push(error)
    }
  }

  /** Notes that something is wrong. */
  add(error: OcciError): void {
    this.#found.push(error)
  }

  /** @throws OcciError the first fault, with all of them in its details where there are several */
  throwIfAny(): void {
    const [first, second] = this.#found
    if (first === undefined) return
    if (second === undefined) throw first
    const faults = this.#found.map(({ message, details: { attribute = '' } }) => ({ attribute, message }))
    throw new OcciError(first.code, first.message, { ...first.details, faults }, first.cause)
  }
}
