import type { Action, Category, Entity, Kind, Mixin } from '@occi/core'
import type { Connection } from '../database/connection.ts'
import type { Definitions } from './definitions.ts'
import { Numbering } from './numbering.ts'

/** What many entities have in common: the Categories they are made of. */
export type Shape = Pick<Entity, 'kind' | 'mixins' | 'actions'>

/** Numbers of definitions: of the Kind, the Mixins, the Actions. */
type Content = readonly [number, readonly number[], readonly number[]]

/** The combinations of Kind, Mixins and applicable Actions that entities have, by number. */
export class Shapes {
  readonly #definitions: Definitions
  readonly #numbers: Numbering
  readonly #known = new Map<number, Shape>()

  constructor(connection: Connection, definitions: Definitions) {
    this.#definitions = definitions
    this.#numbers = new Numbering(connection, 'occi_shape', 'content')
  }

  /** The number of a shape, which is stored if need be. */
  of({ kind, mixins, actions }: Shape): number {
    const numbers = (categories: readonly Category[]) => categories.map((one) => this.#definitions.of(one))
    return this.#numbers.of(JSON.stringify([this.#definitions.of(kind), numbers(mixins), numbers(actions)]))
  }

  get(number: number): Shape {
    const shape = this.#known.get(number) ?? this.#read(number)
    this.#known.set(number, shape)
    return shape
  }

  /** Looks again at what the service has: a Category has come or gone. */
  refresh(): void {
    this.#known.clear()
  }

  /** Forgets the numbers: a transaction that gave some was undone. */
  forget(): void {
    this.#numbers.forget()
    this.refresh()
  }

  #read(number: number): Shape {
    const [kind, mixins, actions] = JSON.parse(this.#numbers.nameOf(number)) as Content
    const categories = (numbers: readonly number[]) =>
      Object.freeze(numbers.map((one) => this.#definitions.get(one)))
    return Object.freeze({
      kind: this.#definitions.get(kind) as Kind,
      mixins: categories(mixins) as readonly Mixin[],
      actions: categories(actions) as readonly Action[],
    })
  }
}
