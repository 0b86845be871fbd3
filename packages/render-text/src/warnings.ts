import { hasControls, oneLine } from './one-line.ts'

const most = 20

/** Attributes whose values text cannot carry as they are (design 7): they are written with blanks, and the answer says so. */
export class Warnings {
  readonly #names = new Set<string>()

  /** A value that text can carry. */
  cleaned(name: string, text: string): string {
    if (!hasControls(text)) return text
    this.#names.add(name)
    return oneLine(text)
  }

  /** The value of X-OCCI-Warning; `undefined` if all is well. */
  get text(): string | undefined {
    if (this.#names.size === 0) return undefined
    const names = [...this.#names].slice(0, most).join(' ')
    const more = this.#names.size > most ? ` and ${this.#names.size - most} more` : ''
    return `blanks stand for control characters in ${names}${more}`
  }
}
