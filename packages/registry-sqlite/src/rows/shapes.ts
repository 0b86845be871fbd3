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
    const [kindNumber, mixinNumbers, actionNumbers] = JSON.parse(this.#numbers.nameOf(number)) as Content
    const kind = this.#definitions.get(kindNumber) as Kind
    const mixins = mixinNumbers.map((one) => this.#definitions.get(one) as Mixin)
    const actions = actionNumbers.map((one) => this.#actionOf(one, [kind, ...mixins]))
    return Object.freeze({ kind, mixins: Object.freeze(mixins), actions: Object.freeze(actions) })
  }

  /** An Action as the Kind or Mixin that offers it has it; one that comes from elsewhere as it was stored. */
  #actionOf(number: number, holders: readonly (Kind | Mixin)[]): Action {
    const stored = this.#definitions.get(number) as Action
    return holders.flatMap(({ actions }) => actions).find(({ id }) => id === stored.id) ?? stored
  }
}
