import { OcciError, type HeaderFields, type RenderingLimits } from '@occi/core'
import { fieldNames, type Field, type FieldName } from './grammar.ts'
import { fromOctets, toOctets } from './octets.ts'

/**
 * The OCCI fields of a message head; one field with a list and several fields are the same (GFD.229 7). What is not wanted is not
 * looked at: a Link field, say, can come from others than the client.
 * @throws OcciError `malformed` for octets that are no UTF-8
 */
export function fieldsOfHeaders(headers: HeaderFields, wanted: ReadonlySet<FieldName>): readonly Field[] {
  const names = [...fieldNames].filter(([, name]) => wanted.has(name))
  return names.flatMap(([key, name]) =>
    (headers.get(key) ?? []).map((octets, index) => {
      const value = fromOctets(octets)
      if (value !== undefined) return { name, value }
      const where = `${name} field ${index + 1}`
      throw new OcciError('malformed', `the octets are no UTF-8 text (${where})`, { where })
    }),
  )
}

/** The characters that a field takes besides its name and value: a colon, a blank, a line end. */
const framing = 4

/** Header fields of an answer: one to a name, values joined by `, ` (GFD.229 7), within limits. */
export class AnswerFields {
  readonly #limits: Pick<RenderingLimits, 'headerField' | 'headerTotal'>
  readonly #fields = new Map<string, string>()
  #total = 0

  constructor(limits: Pick<RenderingLimits, 'headerField' | 'headerTotal'>) {
    this.#limits = limits
  }

  /** The fields so far, in the order in which they were begun. */
  get headers(): readonly (readonly [name: string, value: string])[] {
    return [...this.#fields]
  }

  /**
   * Adds values to a field.
   * @throws OcciError `not-acceptable` once a field or all of them together are too long: nothing is ever cut off (GFD.229 7, R-45)
   */
  add(name: string, values: Iterable<string>): void {
    for (const value of values) this.#addOne(name, toOctets(value))
  }

  /** Adds a field that nothing is lost without, if there is room for it. */
  addIfItFits(name: string, value: string): void {
    const length = name.length + framing + value.length
    if (length <= this.#limits.headerField && this.#total + length <= this.#limits.headerTotal)
      this.add(name, [value])
  }

  #addOne(name: string, octets: string): void {
    const before = this.#fields.get(name)
    const joined = before === undefined ? octets : `${before}, ${octets}`
    this.#total +=
      before === undefined ? name.length + framing + octets.length : joined.length - before.length
    if (joined.length > this.#limits.headerField)
      this.#refuse(`${name} would have more than ${this.#limits.headerField}`)
    if (this.#total > this.#limits.headerTotal)
      this.#refuse(`all fields would have more than ${this.#limits.headerTotal}`)
    this.#fields.set(name, joined)
  }

  #refuse(excess: string): never {
    const message = `the answer does not fit into header fields: ${excess} characters; ask for it with "Accept: text/plain"`
    throw new OcciError('not-acceptable', message)
  }
}
