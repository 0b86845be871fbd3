import type { Connection } from '../database/connection.ts'

/**
 * Numbers for texts that come up again and again (owners, Kinds, names of attributes). A text keeps its number for good, so that what is known can be
 * remembered; after a rollback it must be forgotten.
 */
export class Numbering {
  readonly #connection: Connection
  readonly #find: string
  readonly #name: string
  readonly #add: string
  readonly #numbers = new Map<string, number>()
  readonly #names = new Map<number, string>()

  /** @param column of `table`: the text; the number is in `number` */
  constructor(connection: Connection, table: string, column: string) {
    this.#connection = connection
    this.#find = `SELECT number FROM ${table} WHERE ${column} = ?`
    this.#name = `SELECT ${column} AS name FROM ${table} WHERE number = ?`
    this.#add = `INSERT INTO ${table} (${column}) VALUES (?) RETURNING number`
  }

  /** The number of a text; `undefined`: it has none yet. */
  find(name: string): number | undefined {
    const known = this.#numbers.get(name)
    if (known !== undefined) return known
    const number = this.#connection.get<{ readonly number: number }>(this.#find, name)?.number
    if (number !== undefined) this.#remember(name, number)
    return number
  }

  /** The number of a text, which is given one if need be. */
  of(name: string): number {
    const known = this.find(name)
    if (known !== undefined) return known
    const number = this.#connection.get<{ readonly number: number }>(this.#add, name)?.number ?? 0
    this.#remember(name, number)
    return number
  }

  /** The text with a number. */
  nameOf(number: number): string {
    const known = this.#names.get(number)
    if (known !== undefined) return known
    const name = this.#connection.get<{ readonly name: string }>(this.#name, number)?.name ?? ''
    this.#remember(name, number)
    return name
  }

  /** Forgets what is remembered: a transaction that gave numbers was undone. */
  forget(): void {
    this.#numbers.clear()
    this.#names.clear()
  }

  #remember(name: string, number: number): void {
    this.#numbers.set(name, number)
    this.#names.set(number, name)
  }
}
