import type { AttributesHeld, AttributeValue, Entity, LinkEnd } from '@occi/core'
import type { SqlValue } from '../database/database.ts'
import { toJson } from './json.ts'
import { everyone, type Owners } from './owners.ts'
import type { Shapes } from './shapes.ts'
import { fromColumn, toColumn } from './text.ts'

/** A row of occi_entity. */
export interface EntityRow {
  readonly sequence: number
  readonly id: string
  readonly location: string
  readonly owner: number
  readonly revision: number
  /** How many Links start here. */
  readonly links: number
  readonly shape: number
  /** As JSON. */
  readonly attributes: string
  /** Of a Link: source and target as JSON. */
  readonly ends: string | null
  /** As JSON. */
  readonly extras: string | null
}

/** The columns of an {@link EntityRow} but the sequence number, of the table called `e`. */
export const dataColumns =
  'e.id, e.location, e.owner, e.revision, e.links, e.shape, e.attributes, e.ends, e.extras'

/** The columns of an {@link EntityRow}, of the table called `e`. */
export const entityColumns = `e.sequence, ${dataColumns}`

/** Selects the rows of all entities found under a term, whoever owns them, the oldest first. */
export const selectUnder = `SELECT ${entityColumns} FROM occi_posting p JOIN occi_entity e ON e.sequence = p.sequence
  WHERE p.term = ? AND p.view = ${everyone} ORDER BY p.sequence`

/** The columns that an update writes, in the order of {@link EntityRows.valuesOf}. */
export const writtenColumns = ['revision', 'shape', 'attributes', 'ends', 'extras'] as const

/** Entities as rows and back. */
export class EntityRows {
  readonly #owners: Owners
  readonly #shapes: Shapes

  constructor(owners: Owners, shapes: Shapes) {
    this.#owners = owners
    this.#shapes = shapes
  }

  /** What an Entity has in the columns that change. */
  valuesOf(entity: Entity): readonly SqlValue[] {
    const { revision, attributes, extras } = entity
    return [
      revision,
      this.#shapes.of(entity),
      toJson(attributes),
      entity.type === 'link' ? toJson([entity.source, entity.target]) : null,
      extras === undefined ? null : toJson(extras),
    ]
  }

  /** What an Entity has in the columns that stay: id, location, owner. */
  keysOf({ id, location, owner }: Entity): readonly SqlValue[] {
    return [toColumn(id), toColumn(location), this.#owners.of(owner)]
  }

  /** The Entity of a row; of a Resource without its Links, which have rows of their own. */
  entityOf(row: EntityRow): Entity {
    const { kind, mixins, actions } = this.#shapes.get(row.shape)
    const owner = this.#owners.nameOf(row.owner)
    const id = fromColumn(row.id)
    const location = fromColumn(row.location)
    const attributes = JSON.parse(row.attributes) as AttributesHeld
    const { revision } = row
    const common = { id, location, kind, mixins, attributes, actions, revision }
    const entity: Entity =
      row.ends === null
        ? { type: 'resource', ...common, links: [] }
        : { type: 'link', ...common, ...endsOf(row.ends) }
    if (owner !== undefined) Object.assign(entity, { owner })
    if (row.extras !== null) Object.assign(entity, { extras: JSON.parse(row.extras) as AttributeValue })
    return entity
  }
}

function endsOf(ends: string): { readonly source: LinkEnd; readonly target: LinkEnd } {
  const [source, target] = JSON.parse(ends) as readonly [LinkEnd, LinkEnd]
  return { source, target }
}
