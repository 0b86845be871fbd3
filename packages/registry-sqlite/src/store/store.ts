import type { Entity, EntityKey, Mixin } from '@occi/core'
import type { CommitStore } from '@occi/core/registry'
import type { Connection } from '../database/connection.ts'
import { entityColumns, selectUnder, writtenColumns, type EntityRow } from '../rows/entity-rows.ts'
import type { Layout } from '../rows/layout.ts'
import { everyone } from '../rows/owners.ts'
import { terms } from '../rows/terms.ts'
import { toColumn } from '../rows/text.ts'
import type { Counters } from './counters.ts'
import { HiddenRows, type Keys } from './hidden-rows.ts'
import { IndexRows } from './index-rows.ts'
import type { MixinRows } from './mixin-rows.ts'
import type { Stored } from './stored.ts'
import type { SumRows } from './sum-rows.ts'

const insert = `INSERT INTO occi_entity (sequence, id, location, owner, links, ${writtenColumns.join(', ')})
  VALUES (?, ?, ?, ?, 0, ${writtenColumns.map(() => '?').join(', ')})`
const selectBy = {
  id: `SELECT ${entityColumns} FROM occi_entity e WHERE id = ? AND owner = ?`,
  location: `SELECT ${entityColumns} FROM occi_entity e WHERE location = ? AND owner = ?`,
}
const update = `UPDATE occi_entity SET ${writtenColumns.map((column) => `${column} = ?`).join(', ')} WHERE sequence = ?`

/** All that is stored, as the plan of one commit asks for it and is applied to it: made for one commit, inside its transaction. */
export class Store implements CommitStore<Stored> {
  readonly #connection: Connection
  readonly #layout: Layout
  readonly #mixins: MixinRows
  readonly #sums: SumRows
  readonly #counters: Counters
  readonly #index: IndexRows
  readonly #hidden: HiddenRows
  /** What this commit has read, so that the same place is the same object. */
  readonly #read = new Map<number, Stored>()

  constructor(connection: Connection, layout: Layout, mixins: MixinRows, sums: SumRows, counters: Counters) {
    this.#connection = connection
    this.#layout = layout
    this.#mixins = mixins
    this.#sums = sums
    this.#counters = counters
    this.#index = new IndexRows(connection, layout)
    this.#hidden = new HiddenRows(connection)
  }

  find({ location, owner }: EntityKey): Stored | undefined {
    return this.findByLocation(location, owner)
  }

  findByLocation(location: string, owner: string | undefined): Stored | undefined {
    return this.#findBy('location', location, owner)
  }

  findById(id: string, owner: string | undefined): Stored | undefined {
    return this.#findBy('id', id, owner)
  }

  linksAt(key: EntityKey): readonly Stored[] {
    return [...this.#under(terms.source(key)), ...this.#under(terms.target(key))]
  }

  membersOf({ id, owner }: Mixin): readonly Stored[] {
    return this.#under(terms.mixin(id)).filter(({ entity }) =>
      entity.mixins.some((mixin) => mixin.id === id && mixin.owner === owner),
    )
  }

  findMixin(mixin: Pick<Mixin, 'id' | 'owner'>): Mixin | undefined {
    return this.#mixins.find(mixin)
  }

  hasMixinName(name: string, owner: string | undefined): boolean {
    return this.#mixins.hasName(name, owner)
  }

  addMixin(mixin: Mixin): void {
    this.#mixins.add(mixin)
  }

  removeMixin(mixin: Mixin): void {
    this.#mixins.remove(mixin)
  }

  add(entity: Entity): Stored {
    const sequence = this.#counters.nextSequence()
    const { entities } = this.#layout
    this.#connection.run(insert, sequence, ...entities.keysOf(entity), ...entities.valuesOf(entity))
    this.#index.add(sequence, entity)
    this.#hidden.comes(sequence, this.#keysOf(entity))
    this.#sums.change(undefined, entity)
    const stored = { sequence, entity, links: 0 }
    this.#read.set(sequence, stored)
    return stored
  }

  replace(stored: Stored, entity: Entity): void {
    const { sequence, entity: before } = stored
    this.#connection.run(update, ...this.#layout.entities.valuesOf(entity), sequence)
    this.#index.replace(sequence, before, entity)
    this.#sums.change(before, entity)
    stored.entity = entity
  }

  remove({ sequence, entity }: Stored): void {
    this.#index.remove(sequence, entity)
    this.#connection.run('DELETE FROM occi_entity WHERE sequence = ?', sequence)
    this.#hidden.goes(sequence, this.#keysOf(entity))
    this.#sums.change(entity, undefined)
    this.#read.delete(sequence)
  }

  /** Counts the Links anew; they themselves are read with the Resource. */
  renewLinks({ location, owner }: EntityKey, revision: number): void {
    const key = owner === undefined ? { location } : { location, owner }
    const term = this.#layout.terms.find(terms.source(key)) ?? null
    const row = this.#connection.get<Pick<EntityRow, 'sequence' | 'links'>>(
      `UPDATE occi_entity SET revision = ?,
         links = coalesce((SELECT number FROM occi_count WHERE term = ? AND view = ${everyone}), 0)
       WHERE location = ? AND owner = ? RETURNING sequence, links`,
      revision,
      term,
      toColumn(location),
      this.#layout.owners.of(owner),
    )
    const stored = row && this.#read.get(row.sequence)
    if (stored !== undefined) stored.links = row?.links ?? 0
  }

  #findBy(column: 'id' | 'location', value: string, owner: string | undefined): Stored | undefined {
    const number = this.#layout.owners.find(owner)
    if (number === undefined) return undefined
    const row = this.#connection.get<EntityRow>(selectBy[column], toColumn(value), number)
    return row && this.#storedOf(row)
  }

  #under(term: string): readonly Stored[] {
    const number = this.#layout.terms.find(term)
    if (number === undefined) return []
    return this.#connection.all<EntityRow>(selectUnder, number).map((row) => this.#storedOf(row))
  }

  #storedOf(row: EntityRow): Stored {
    const { sequence, links } = row
    const known = this.#read.get(sequence)
    if (known !== undefined) return known
    const stored = { sequence, links, entity: this.#layout.entities.entityOf(row) }
    this.#read.set(sequence, stored)
    return stored
  }

  #keysOf({ id, location, owner }: Entity): Keys {
    return { id: toColumn(id), location: toColumn(location), owner: this.#layout.owners.of(owner) }
  }
}
