import { OcciError } from '@occi/core'
import { isBlank, isControl } from './grammar.ts'
import { excerpt } from './one-line.ts'

const quote = 0x22
const backslash = 0x5c

/** What a character ends, as bits of one number. */
const endsToken = 1
const endsBare = 2
const endsReference = 4
const control = 8

const endings = Uint8Array.from({ length: 128 }, (_, code) => {
  const mark = String.fromCharCode(code)
  return (
    (isBlank(code) || '",;<=>'.includes(mark) ? endsToken : 0) |
    ('",;'.includes(mark) ? endsBare : 0) |
    (isBlank(code) || mark === ',' ? endsReference : 0) |
    (isControl(code) ? control : 0)
  )
})

/** Goes once over the value of a field, character code by character code, and knows where it is. */
export class Scanner {
  /** Where the value that is being read stands, for messages: `X-OCCI-Attribute line 3`. */
  where: string
  readonly #text: string
  readonly #longest: number
  #position = 0

  /** @param longest how many characters one token, quoted string or reference may have */
  constructor(text: string, where: string, longest = Number.POSITIVE_INFINITY) {
    this.#text = text
    this.where = where
    this.#longest = longest
  }

  /** Whether nothing but blanks is left. */
  get done(): boolean {
    this.#skipBlanks()
    return this.#position >= this.#text.length
  }

  /** Whether a character comes next, blanks aside. */
  at(mark: string): boolean {
    this.#skipBlanks()
    return this.#text[this.#position] === mark
  }

  /** Steps over a character if it comes next. */
  accept(mark: string): boolean {
    const found = this.at(mark)
    if (found) this.#position += 1
    return found
  }

  /** Steps over a character as often as it comes. */
  acceptAll(mark: string): void {
    while (this.at(mark)) this.#position += 1
  }

  /** Steps over a character. @throws OcciError `malformed` if another one comes next */
  expect(mark: string): void {
    if (!this.accept(mark)) this.fail(`"${mark}"`)
  }

  /**
   * A run of characters other than blanks and separators.
   * @throws OcciError `malformed` if there is none or it does not fit
   */
  token(wanted: string, fits: (text: string) => boolean = () => true): string {
    this.#skipBlanks()
    const start = this.#position
    const text = this.#run(endsToken)
    return text !== '' && fits(text) ? text : this.#failAt(start, wanted)
  }

  /** A value without quotes, up to `,` or `;`; it may hold blanks. @throws OcciError `malformed` if there is none or it holds `"` */
  bare(wanted: string): string {
    const text = this.#run(endsBare).trimEnd()
    if (text === '' || this.at('"')) this.fail(wanted)
    return text
  }

  /** A URI without quotes, up to `,` or a blank. */
  reference(wanted: string): string {
    const text = this.#run(endsReference)
    return text === '' ? this.fail(wanted) : text
  }

  /** A quoted string that comes next, unescaped: `\x` stands for x, whatever x is. */
  quoted(): string {
    this.expect('"')
    const opened = this.#position
    let text = ''
    let start = opened
    for (let at = opened; at < this.#text.length; at += 1) {
      const code = this.#text.charCodeAt(at)
      if (code === quote) return this.#closed(text + this.#text.slice(start, at), at)
      if (isControl(code)) this.#failAt(at, 'a character other than a control character')
      if (code !== backslash) continue
      text += this.#text.slice(start, at)
      at += 1
      start = at
      if (isControl(this.#text.charCodeAt(at)))
        this.#failAt(at, 'a character other than a control character after "\\"')
    }
    return this.#failAt(opened - 1, 'a quoted string that ends with "')
  }

  /** What stands between `<` and `>`. */
  bracketed(wanted: string): string {
    if (!this.at('<')) this.fail(wanted)
    const end = this.#text.indexOf('>', this.#position)
    if (end < 0) this.fail(`${wanted} that ends with ">"`)
    const text = this.#text.slice(this.#position + 1, end).trim()
    if (text === '' || hasBlankOrControl(text)) this.fail(wanted)
    return this.#closed(text, end)
  }

  /** @throws OcciError `malformed` that says what was found here, what was wanted and where */
  fail(wanted: string): never {
    this.#skipBlanks()
    return this.#failAt(this.#position, wanted)
  }

  /** @throws OcciError `malformed` about a part of the value that has been read, in the way of {@link fail} */
  refuse(given: string, wanted: string): never {
    const message = `"${excerpt(given)}" found where ${wanted} was wanted (${this.where})`
    throw new OcciError('malformed', message, { where: this.where })
  }

  #run(ends: number): string {
    this.#skipBlanks()
    const start = this.#position
    for (; this.#position < this.#text.length; this.#position += 1) {
      const ending = endings[this.#text.charCodeAt(this.#position)] ?? 0
      if ((ending & ends) !== 0) break
      if ((ending & control) !== 0) this.fail('a character other than a control character')
    }
    return this.#bounded(this.#text.slice(start, this.#position))
  }

  #closed(text: string, end: number): string {
    this.#position = end + 1
    return this.#bounded(text)
  }

  #bounded(text: string): string {
    if (text.length <= this.#longest) return text
    const message = `a value of ${text.length} characters, where ${this.#longest} are allowed (${this.where})`
    throw new OcciError('too-large', message, { where: this.where })
  }

  #skipBlanks(): void {
    while (isBlank(this.#text.charCodeAt(this.#position))) this.#position += 1
  }

  #failAt(position: number, wanted: string): never {
    const rest = this.#text.slice(position, position + 60)
    const found = rest === '' ? 'the end' : `"${excerpt(rest)}"`
    const where = `${this.where}, character ${position + 1}`
    throw new OcciError('malformed', `${found} found where ${wanted} was wanted (${where})`, { where })
  }
}

function hasBlankOrControl(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (isBlank(code) || isControl(code)) return true
  }
  return false
}
