import type { CategoryLayer, Mixin, Scope } from '@occi/core'
import { namesOf, UserLayers, type Viewer } from '@occi/core/registry'
import type { Connection } from '../database/connection.ts'
import type { Layout } from '../rows/layout.ts'
import { toColumn } from '../rows/text.ts'

interface MixinRow {
  readonly number: number
  readonly definition: number
}

interface ChangeRow {
  readonly number: number
  readonly definition: number
  /** 1: it was added; 0: removed. */
  readonly added: number
}

/** How many changes are told one by one to processes that have not asked meanwhile; after more they read all Mixins anew. */
const changesKept = 1000

/** The Mixins that users made, and the layers of the catalogue made of them. */
export class MixinRows {
  readonly #connection: Connection
  readonly #layout: Layout
  readonly #layers = new UserLayers({
    of: (owner) => this.#mixinsOf(owner),
    owned: () => this.#ownedMixins(),
  })
  /** The number of the last change of the Mixins that the layers know of. */
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
    const definition = this.#layout.definitions.of(mixin)
    this.#connection.run(
      'INSERT INTO occi_mixin (owner, id, definition) VALUES (?, ?, ?)',
      owner,
      toColumn(mixin.id),
      definition,
    )
    const number = this.#row(owner, mixin.id)?.number ?? 0
    for (const name of namesOf(mixin))
      this.#connection.run('INSERT INTO occi_mixin_name VALUES (?, ?, ?)', owner, toColumn(name), number)
    this.#noteChange(definition, 1)
  }

  remove({ id, owner }: Mixin): void {
    const row = this.#row(this.#layout.owners.of(owner), id)
    if (row === undefined) return
    this.#connection.run('DELETE FROM occi_mixin_name WHERE mixin = ?', row.number)
    this.#connection.run('DELETE FROM occi_mixin WHERE number = ?', row.number)
    this.#noteChange(row.definition, 0)
  }

  /** What a scope sees, own before shared; kept until a Mixin comes or goes. The system sees the shared one of several, else the oldest. */
  layer(scope: Scope): CategoryLayer {
    const viewer = this.#viewerOf(scope)
    const known = this.#lastChange() === this.#changed ? this.#layers.known(viewer) : undefined
    // What the layers know and what is read for them must be of one time.
    return known ?? this.#connection.reading(() => this.#current().layer(viewer))
  }

  /** The layers as the Mixins are now. */
  #current(): UserLayers {
    const last = this.#lastChange()
    const changes = this.#changesSince(this.#changed)
    if (changes.length === last - this.#changed) this.#follow(changes)
    else this.#layers.forget()
    this.#changed = last
    return this.#layers
  }

  #follow(changes: readonly ChangeRow[]): void {
    // All are read before one is followed: a fault of the store leaves the layers as they are.
    const mixins = changes.map((row) => this.#mixinOf(row))
    for (const [index, mixin] of mixins.entries()) {
      if (changes[index]?.added === 1) this.#layers.add(mixin)
      else this.#layers.remove(mixin)
    }
  }

  #lastChange(): number {
    const row = this.#connection.get<{ readonly mixins_changed: number }>(
      'SELECT mixins_changed FROM occi_registry',
    )
    return row?.mixins_changed ?? 0
  }

  #changesSince(number: number): readonly ChangeRow[] {
    const sql = 'SELECT number, definition, added FROM occi_mixin_change WHERE number > ? ORDER BY number'
    return this.#connection.all<ChangeRow>(sql, number)
  }

  /** An owner who never had anything sees what is shared. */
  #viewerOf({ system, owner }: Scope): Viewer {
    return this.#layout.owners.find(owner) === undefined ? { system } : { system, owner }
  }

  #mixinsOf(owner: string | undefined): readonly Mixin[] {
    const sql = 'SELECT number, definition FROM occi_mixin WHERE owner = ? ORDER BY number'
    const rows = this.#connection.all<MixinRow>(sql, this.#layout.owners.find(owner) ?? null)
    return rows.map((row) => this.#mixinOf(row))
  }

  #ownedMixins(): readonly Mixin[] {
    const sql = 'SELECT number, definition FROM occi_mixin WHERE owner <> 0 ORDER BY number'
    return this.#connection.all<MixinRow>(sql).map((row) => this.#mixinOf(row))
  }

  #row(owner: number, id: string): MixinRow | undefined {
    const sql = 'SELECT number, definition FROM occi_mixin WHERE owner = ? AND id = ?'
    return this.#connection.get<MixinRow>(sql, owner, toColumn(id))
  }

  #mixinOf({ definition }: Pick<MixinRow, 'definition'>): Mixin {
    return this.#layout.definitions.get(definition) as Mixin
  }

  #noteChange(definition: number, added: 0 | 1): void {
    const row = this.#connection.get<{ readonly number: number }>(
      'UPDATE occi_registry SET mixins_changed = mixins_changed + 1 RETURNING mixins_changed AS number',
    )
    const number = row?.number ?? 0
    this.#connection.run('INSERT INTO occi_mixin_change VALUES (?, ?, ?)', number, definition, added)
    this.#connection.run('DELETE FROM occi_mixin_change WHERE number <= ?', number - changesKept)
  }
}
