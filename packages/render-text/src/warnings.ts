import { hasControls, oneLine } from './one-line.ts'

/** Attributes whose values text cannot carry as they are: they are written with blanks, and the answer says so. */
export class Warnings {
  readonly #names = new Set<string>()

  /** A value that text can carry. */
  cleaned(name: string, text: string): string {
    if (!hasControls(text)) return text
    this.#names.add(name)
    return oneLine(text)
  }

  /**
   * The value of X-OCCI-Warning; `undefined` if all is well.
   * @param longest what a field may have; names that would not fit are only counted
   */
  text(longest: number): string | undefined {
    if (this.#names.size === 0) return undefined
    const text = `blanks stand for control characters in ${[...this.#names].join(' ')}`
    const brief = `blanks stand for control characters in ${this.#names.size} attributes`
    return text.length > longest / 2 ? brief : text
  }
}
