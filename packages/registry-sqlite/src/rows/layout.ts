import type { Connection } from '../database/connection.ts'
import { Definitions, type Served } from './definitions.ts'
import { EntityRows } from './entity-rows.ts'
import { KeptChanges } from './kept-changes.ts'
import { Owners } from './owners.ts'
import { Shapes } from './shapes.ts'
import { Terms } from './terms.ts'

/** How values become rows and back; remembers numbers and definitions. */
export class Layout {
  readonly owners: Owners
  readonly terms: Terms
  readonly definitions: Definitions
  readonly shapes: Shapes
  readonly entities: EntityRows
  readonly changes: KeptChanges

  constructor(connection: Connection, served: Served) {
    this.owners = new Owners(connection)
    this.terms = new Terms(connection)
    this.definitions = new Definitions(connection, served)
    this.shapes = new Shapes(connection, this.definitions)
    this.entities = new EntityRows(this.owners, this.shapes)
    this.changes = new KeptChanges(this.definitions, this.shapes)
  }

  /** Forgets what is remembered of numbers: a transaction that gave some was undone. */
  forget(): void {
    this.owners.forget()
    this.terms.forget()
    this.definitions.forget()
    this.shapes.forget()
  }
}
