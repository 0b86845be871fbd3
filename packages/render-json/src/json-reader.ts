import { OcciError, type RenderingLimits } from '@occi/core'
import { itemPath, malformed, memberPath, shorten, tooLarge } from './path.ts'

/*
 * RFC 8259 to the letter, and stricter than JSON.parse where that would guess: no member twice, no null (GFD.226 has none), no number
 * that a double cannot hold, no half of a surrogate pair, no nesting without end. A byte order mark in front is stepped over.
 *
 *   value  = object | array | string | number | "true" | "false"
 *   object = "{" [ string ":" value *( "," string ":" value ) ] "}"
 *   array  = "[" [ value *( "," value ) ] "]"
 *   number = [ "-" ] ( "0" | 1-9 *DIGIT ) [ "." 1*DIGIT ] [ ( "e" | "E" ) [ "+" | "-" ] 1*DIGIT ]
 */

/** A value as it was sent; objects are Maps, so that no name in them can mean anything to the program. */
export type Json = string | number | boolean | readonly Json[] | JsonObject

/** The members of an object by name, in the order sent. */
export type JsonObject = ReadonlyMap<string, Json>

/**
 * Reads a text that holds one value.
 * @throws OcciError `malformed` with line and column, or with the path of what JSON cannot hold; `too-large` for a long value
 */
export function readJson(text: string, limits: Pick<RenderingLimits, 'value'>): Json {
  return new JsonReader(text.startsWith('\ufeff') ? text.slice(1) : text, limits.value).read()
}

/** Arrays and objects within each other; no message of OCCI comes near. */
const deepest = 64

const quote = 0x22
const backslash = 0x5c

/** What may follow a backslash. */
const escape = /["\\/bfnrt]|u[0-9A-Fa-f]{4}/y
const escaped: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
])
const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y

class JsonReader {
  readonly #text: string
  readonly #longest: number
  /** Names and indexes of what is being read, outermost first. */
  readonly #steps: (string | number)[] = []
  #position = 0

  constructor(text: string, longest: number) {
    this.#text = text
    this.#longest = longest
  }

  read(): Json {
    const value = this.#value()
    return this.#at('') ? value : this.#fail('the end')
  }

  #value(): Json {
    this.#skipBlanks()
    switch (this.#text[this.#position]) {
      case '{':
        return this.#object()
      case '[':
        return this.#array()
      case '"':
        return this.#string()
      case 't':
        return this.#word('true', true)
      case 'f':
        return this.#word('false', false)
      case 'n':
        this.#word('null', false)
        return malformed(this.#path, 'null is no value; leave out what is not set')
      default:
        return this.#number()
    }
  }

  #object(): JsonObject {
    const members = new Map<string, Json>()
    this.#open()
    if (this.#accept('}')) return members
    do {
      const name = this.#at('"') ? this.#string() : this.#fail('the name of a member in quotes')
      this.#steps.push(name)
      if (members.has(name)) malformed(this.#path, 'the member is there twice')
      this.#expect(':', '":"')
      members.set(name, this.#value())
      this.#steps.pop()
    } while (this.#accept(','))
    this.#expect('}', '"," or "}"')
    return members
  }

  #array(): readonly Json[] {
    const items: Json[] = []
    this.#open()
    if (this.#accept(']')) return items
    do {
      this.#steps.push(items.length)
      items.push(this.#value())
      this.#steps.pop()
    } while (this.#accept(','))
    this.#expect(']', '"," or "]"')
    return items
  }

  #open(): void {
    if (this.#steps.length >= deepest)
      malformed(this.#path, `arrays and objects are nested more than ${deepest} deep`)
    this.#position += 1
  }

  #string(): string {
    const opened = this.#position
    let text = ''
    let start = opened + 1
    for (let at = start; at < this.#text.length; at += 1) {
      const code = this.#text.charCodeAt(at)
      if (code === quote) return this.#closed(text + this.#text.slice(start, at), at)
      if (code < 0x20) this.#failAt(at, 'a character other than a control character (write \\n, \\u0000)')
      if (code !== backslash) continue
      const mark = this.#match(escape, at + 1)
      if (mark === '') this.#failAt(at, 'a character or one of \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0000')
      text += this.#text.slice(start, at) + unescape(mark)
      at += mark.length
      start = at + 1
    }
    return this.#failAt(opened, 'a string that ends with "')
  }

  #closed(text: string, end: number): string {
    this.#position = end + 1
    // RFC 7493 2.1: half of a surrogate pair is no character, and no store keeps it.
    if (/\p{Surrogate}/u.test(text)) malformed(this.#path, 'a string holds half of a surrogate pair')
    return this.#bounded(text)
  }

  #number(): number {
    const text = this.#match(number, this.#position)
    if (text === '') this.#fail('a value')
    this.#position += text.length
    const value = Number(this.#bounded(text))
    if (!isHeld(text, value))
      malformed(this.#path, `${shorten(text)} is more than a number can hold; a string could`)
    return value === 0 ? 0 : value
  }

  #word(word: string, value: boolean): boolean {
    if (!this.#text.startsWith(word, this.#position)) this.#fail('a value')
    this.#position += word.length
    return value
  }

  #match(expression: RegExp, at: number): string {
    expression.lastIndex = at
    return expression.exec(this.#text)?.[0] ?? ''
  }

  #bounded(text: string): string {
    if (text.length <= this.#longest) return text
    return tooLarge(this.#path, `a value of ${text.length} characters, where ${this.#longest} are allowed`)
  }

  /** Whether a mark comes next, blanks aside; the empty one stands for the end. */
  #at(mark: string): boolean {
    this.#skipBlanks()
    return (this.#text[this.#position] ?? '') === mark
  }

  #accept(mark: string): boolean {
    const found = this.#at(mark)
    if (found) this.#position += 1
    return found
  }

  #expect(mark: string, wanted: string): void {
    if (!this.#accept(mark)) this.#fail(wanted)
  }

  #skipBlanks(): void {
    while (isBlank(this.#text.charCodeAt(this.#position))) this.#position += 1
  }

  get #path(): string {
    return this.#steps.reduce<string>(
      (path, step) => (typeof step === 'number' ? itemPath(path, step) : memberPath(path, step)),
      '',
    )
  }

  #fail(wanted: string): never {
    return this.#failAt(this.#position, wanted)
  }

  #failAt(position: number, wanted: string): never {
    const lines = this.#text.slice(0, position).split(/\r\n|\n|\r/)
    const where = `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`
    const rest = this.#text.slice(position, position + 20)
    const found = rest === '' ? 'the end' : JSON.stringify(rest)
    throw new OcciError('malformed', `${found} found where ${wanted} was wanted (${where})`, { where })
  }
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09
}

function unescape(mark: string): string {
  return mark.length > 1
    ? String.fromCharCode(Number.parseInt(mark.slice(1), 16))
    : (escaped.get(mark) ?? mark)
}

/**
 * Whether a number is what was written: it is finite, no integer lost digits, nothing became nothing. An integer of more than 53 bits is
 * the one meant if it is that very one, or if it is how this number is written in short.
 */
function isHeld(text: string, value: number): boolean {
  if (!Number.isFinite(value)) return false
  if (value === 0) return !/^[^eE]*[1-9]/.test(text)
  if (Number.isSafeInteger(value) || /[.eE]/.test(text)) return true
  return digitsOf(text) === digitsOf(String(value)) || BigInt(text) === BigInt(value)
}

/** The digits that count: without sign, point, exponent and final zeros. */
function digitsOf(text: string): string {
  return text.replace(/e.*$/, '').replace(/[-.]/g, '').replace(/0+$/, '')
}
