import {
  OcciError,
  type EntityReference,
  type InputValue,
  type Literal,
  type RenderingLimits,
} from '@occi/core'
import {
  readAttribute,
  readCategory,
  readLink,
  readLocation,
  type CategoryDescription,
  type LinkDescription,
} from './entries.ts'
import type { Field, FieldName } from './grammar.ts'
import { excerpt } from './one-line.ts'
import { Scanner } from './scanner.ts'

/** All that the fields of a message say, wherever they stood. */
export interface Message {
  readonly categories: readonly CategoryDescription[]
  readonly links: readonly LinkDescription[]
  readonly attributes: ReadonlyMap<string, InputValue>
  readonly locations: readonly EntityReference[]
}

type LiteralValue = InputValue & { readonly value: Literal }
type Limits = Pick<RenderingLimits, 'entries' | 'value'>

/** Reads every value of every field. @throws OcciError `malformed`, `too-large` */
export function readMessage(fields: readonly Field[], limits: Limits): Message {
  const reader = new MessageReader(limits)
  for (const field of fields) reader.read(field)
  return reader
}

class MessageReader implements Message {
  readonly categories: CategoryDescription[] = []
  readonly links: LinkDescription[] = []
  readonly attributes = new Map<string, LiteralValue>()
  readonly locations: EntityReference[] = []
  readonly #limits: Limits
  readonly #counts = new Map<FieldName, number>()

  constructor(limits: Limits) {
    this.#limits = limits
  }

  read(field: Field): void {
    const scanner = new Scanner(field.value, field.name, this.#limits.value)
    for (let index = 1; !scanner.done;) {
      // An element of a list may be empty (RFC 7230 7).
      if (scanner.accept(',')) continue
      scanner.where = this.#whereIs(field, index)
      this.#readValue(field.name, scanner)
      if (!scanner.done && !scanner.at(',')) scanner.fail('"," or the end')
      index += 1
    }
  }

  #readValue(name: FieldName, scanner: Scanner): void {
    switch (name) {
      case 'Category':
        this.categories.push(readCategory(scanner))
        break
      case 'Link':
        this.links.push(readLink(scanner))
        break
      case 'X-OCCI-Attribute':
        this.#addAttribute(...readAttribute(scanner), scanner.where)
        break
      case 'X-OCCI-Location':
        this.locations.push({ reference: readLocation(scanner), where: scanner.where })
    }
  }

  #addAttribute(name: string, value: Literal, where: string): void {
    const before = this.attributes.get(name)
    if (before === undefined) this.attributes.set(name, { value, where })
    else if (before.value.literal !== value.literal) {
      const values = `"${excerpt(before.value.literal)}" (${before.where}) and "${excerpt(value.literal)}" (${where})`
      throw new OcciError('malformed', `the attribute ${name} is given twice, as ${values}`, {
        attribute: name,
        where,
      })
    }
  }

  /**
   * Counts a value and says where it is: by line in a body; in header fields by its number among all of its name, since whatever
   * carries them may join several fields into one.
   */
  #whereIs({ name, line }: Field, index: number): string {
    const count = (this.#counts.get(name) ?? 0) + 1
    this.#counts.set(name, count)
    const where =
      line === undefined
        ? `${name} value ${count}`
        : `${name} line ${line}${index === 1 ? '' : `, value ${index}`}`
    if (count <= this.#limits.entries) return where
    throw new OcciError('too-large', `more than ${this.#limits.entries} values of ${name} (${where})`, {
      where,
    })
  }
}
