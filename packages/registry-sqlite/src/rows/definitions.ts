import { createHash } from 'node:crypto'
import type { Category } from '@occi/core'
import type { Connection } from '../database/connection.ts'

/** The service's own Category with a type identifier, as it is now; `undefined`: it has none. */
export type Served = (id: string) => Category | undefined

/**
 * Category definitions, stored once for each content. A Category that the service still has is given as it is now; others as they were stored.
 */
export class Definitions {
  readonly #connection: Connection
  readonly #served: Served
  #numbers = new WeakMap<Category, number>()
  readonly #known = new Map<number, Category>()

  constructor(connection: Connection, served: Served) {
    this.#connection = connection
    this.#served = served
  }

  /** The number of a definition, which is stored if need be. */
  of(category: Category): number {
    const known = this.#numbers.get(category)
    if (known !== undefined) return known
    const content = contentOf(category)
    const number = this.#find(content) ?? this.#add(content)
    this.#numbers.set(category, number)
    if (!this.#known.has(number)) this.#known.set(number, category)
    return number
  }

  /** The Category with a number. */
  get(number: number): Category {
    const stored = this.#known.get(number) ?? this.#read(number)
    const served = isUsers(stored) ? undefined : this.#served(stored.id)
    return served?.class === stored.class ? served : stored
  }

  /** Forgets the numbers: a transaction that gave some was undone. */
  forget(): void {
    this.#numbers = new WeakMap()
    this.#known.clear()
  }

  #find(content: string): number | undefined {
    const digest = digestOf(content)
    return this.#connection.get<{ readonly number: number }>(
      'SELECT number FROM occi_definition WHERE digest = ?',
      digest,
    )?.number
  }

  #add(content: string): number {
    const row = this.#connection.get<{ readonly number: number }>(
      'INSERT INTO occi_definition (digest, content) VALUES (?, ?) RETURNING number',
      digestOf(content),
      content,
    )
    return row?.number ?? 0
  }

  #read(number: number): Category {
    const row = this.#connection.get<{ readonly content: string }>(
      'SELECT content FROM occi_definition WHERE number = ?',
      number,
    )
    const category = deepFreeze(JSON.parse(row?.content ?? '') as Category)
    this.#known.set(number, category)
    return category
  }
}

/** A definition as JSON. What JSON cannot say of its extras is the service's business, which has them in its code. */
function contentOf(category: Category): string {
  try {
    return JSON.stringify(category)
  } catch {
    return JSON.stringify({ ...category, extras: undefined })
  }
}

function digestOf(content: string): string {
  return createHash('sha256').update(content).digest('hex')
}

function isUsers(category: Category): boolean {
  return category.class === 'mixin' && category.origin === 'user'
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(deepFreeze)
  return Object.freeze(value)
}
