import type { Scope } from '@occi/core'
import type { Connection } from '../database/connection.ts'
import { Numbering } from './numbering.ts'
import { fromColumn, toColumn } from './text.ts'

/** The number of what has no owner. */
export const shared = 0
/** The view of the system: what all owners have, and what is shared. */
export const everyone = -1

/** Owners by number. */
export class Owners {
  readonly #numbers: Numbering

  constructor(connection: Connection) {
    this.#numbers = new Numbering(connection, 'occi_owner', 'name')
  }

  /** The number of an owner, which is given one if need be. */
  of(owner: string | undefined): number {
    return owner === undefined ? shared : this.#numbers.of(toColumn(owner))
  }

  /** The number of an owner who may never have had anything: `undefined` then. */
  find(owner: string | undefined): number | undefined {
    return owner === undefined ? shared : this.#numbers.find(toColumn(owner))
  }

  nameOf(number: number): string | undefined {
    return number === shared ? undefined : fromColumn(this.#numbers.nameOf(number))
  }

  /** Whose entities a scope sees, or may change: views in which each Entity is once. */
  viewsOf({ system, owner, changesShared }: Scope, changeable = false): readonly number[] {
    if (system) return [everyone]
    const own = owner === undefined ? undefined : this.find(owner)
    const views = own === undefined ? [] : [own]
    return changeable && !changesShared ? views : [...views, shared]
  }

  forget(): void {
    this.#numbers.forget()
  }
}
