import { createLayer, type CategoryLayer, type Mixin, type Scope } from '@occi/core'
import { namesOf, unrivalled } from '@occi/core/registry'
import type { Connection } from '../database/connection.ts'
import type { Layout } from '../rows/layout.ts'
import { everyone, shared } from '../rows/owners.ts'
import { toColumn } from '../rows/text.ts'

interface MixinRow {
  readonly number: number
  readonly definition: number
}

/** The Mixins that users made, and the layers of the catalogue made of them. */
export class MixinRows {
  readonly #connection: Connection
  readonly #layout: Layout
  readonly #layers = new Map<number, CategoryLayer>()
  /** When the Mixins last changed, as far as the layers know. */
  #changed = -1

  constructor(connection: Connection, layout: Layout) {
    this.#connection = connection
    this.#layout = layout
  }

  find({ id, owner }: Pick<Mixin, 'id' | 'owner'>): Mixin | undefined {
    const number = this.#layout.owners.find(owner)
    const row = number === undefined ? undefined : this.#row(number, id)
    return row && this.#mixinOf(row)
  }

  /** Whether a name of `namesOf` belongs to a Mixin of an owner. */
  hasName(name: string, owner: string | undefined): boolean {
    const number = this.#layout.owners.find(owner)
    if (number === undefined) return false
    const sql = 'SELECT 1 FROM occi_mixin_name WHERE owner = ? AND name = ?'
    return this.#connection.get(sql, number, toColumn(name)) !== undefined
  }

  add(mixin: Mixin): void {
    const owner = this.#layout.owners.of(mixin.owner)
    this.#connection.run(
      'INSERT INTO occi_mixin (owner, id, definition) VALUES (?, ?, ?)',
      owner,
      toColumn(mixin.id),
      this.#layout.definitions.of(mixin),
    )
    const number = this.#row(owner, mixin.id)?.number ?? 0
    for (const name of namesOf(mixin))
      this.#connection.run('INSERT INTO occi_mixin_name VALUES (?, ?, ?)', owner, toColumn(name), number)
    this.#change()
  }

  remove({ id, owner }: Mixin): void {
    const row = this.#row(this.#layout.owners.of(owner), id)
    if (row === undefined) return
    this.#connection.run('DELETE FROM occi_mixin_name WHERE mixin = ?', row.number)
    this.#connection.run('DELETE FROM occi_mixin WHERE number = ?', row.number)
    this.#change()
  }

  /** What a scope sees, own before shared; kept until a Mixin comes or goes. The system sees the shared one of several, else the oldest. */
  layer(scope: Scope): CategoryLayer {
    this.#refresh()
    const [view = shared] = this.#layout.owners.viewsOf(scope)
    const layer = this.#layers.get(view) ?? createLayer(unrivalled(this.#inOrder(view)))
    this.#layers.set(view, layer)
    return layer
  }

  #refresh(): void {
    const row = this.#connection.get<{ readonly mixins_changed: number }>(
      'SELECT mixins_changed FROM occi_registry',
    )
    if (row?.mixins_changed === this.#changed) return
    this.#layers.clear()
    this.#changed = row?.mixins_changed ?? 0
  }

  #inOrder(view: number): readonly Mixin[] {
    const rows =
      view === everyone
        ? this.#connection.all<MixinRow>(
            'SELECT number, definition FROM occi_mixin ORDER BY owner <> 0, number',
          )
        : this.#connection.all<MixinRow>(
            'SELECT number, definition FROM occi_mixin WHERE owner IN (?, 0) ORDER BY owner = 0, number',
            view,
          )
    return rows.map((row) => this.#mixinOf(row))
  }

  #row(owner: number, id: string): MixinRow | undefined {
    const sql = 'SELECT number, definition FROM occi_mixin WHERE owner = ? AND id = ?'
    return this.#connection.get<MixinRow>(sql, owner, toColumn(id))
  }

  #mixinOf({ definition }: MixinRow): Mixin {
    return this.#layout.definitions.get(definition) as Mixin
  }

  #change(): void {
    this.#connection.run('UPDATE occi_registry SET mixins_changed = mixins_changed + 1')
  }
}
