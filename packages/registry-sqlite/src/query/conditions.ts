import type { AttributeValue, EntityQuery } from '@occi/core'
import type { SqlValue } from '../database/database.ts'
import { everyone } from '../rows/owners.ts'
import { all, indexedValue, terms, type Terms } from '../rows/terms.ts'
import { toColumn } from '../rows/text.ts'

/** One condition of a query, with the index that answers it. */
export type Condition =
  | { readonly by: 'term'; readonly term: number }
  | { readonly by: 'attribute'; readonly term: number; readonly value: SqlValue }
  | { readonly by: 'id'; readonly id: string }

/** A piece of SQL and what is bound to it. */
export interface Piece {
  readonly sql: string
  readonly values: readonly SqlValue[]
}

/** The conditions of a query, one at least; `undefined`: one of them can hold of nothing that was ever stored. */
export function conditionsOf(query: EntityQuery, numbers: Terms): readonly Condition[] | undefined {
  const conditions: Condition[] = []
  for (const name of termsOf(query)) {
    const term = numbers.find(name)
    if (term === undefined) return undefined
    conditions.push({ by: 'term', term })
  }
  for (const [name, value] of query.attributes ?? []) {
    const condition = byValue(name, value, numbers)
    if (condition === undefined) return undefined
    conditions.push(condition)
  }
  return conditions
}

/** The table in which a condition is looked up: rows have the `sequence` of entities, in order. */
export function tableOf({ by }: Condition): string {
  return by === 'term' ? 'occi_posting' : by === 'id' ? 'occi_entity' : 'occi_attribute'
}

/** What selects the rows of {@link tableOf}, called `c`, that fulfil a condition in a view. */
export function source(condition: Condition, view: number): Piece {
  if (condition.by === 'term') return { sql: 'c.term = ? AND c.view = ?', values: [condition.term, view] }
  const ofOwner = view === everyone ? '' : ' AND c.owner = ?'
  const owner = view === everyone ? [] : [view]
  return condition.by === 'id'
    ? { sql: `c.id = ?${ofOwner}`, values: [condition.id, ...owner] }
    : { sql: `c.term = ? AND c.value = ?${ofOwner}`, values: [condition.term, condition.value, ...owner] }
}

/** Whether what is found in `c` fulfils another condition too. */
export function check(condition: Condition, view: number): Piece {
  if (condition.by === 'id')
    return {
      sql: 'EXISTS (SELECT 1 FROM occi_entity x WHERE x.sequence = c.sequence AND x.id = ?)',
      values: [condition.id],
    }
  if (condition.by === 'term')
    return {
      sql: 'EXISTS (SELECT 1 FROM occi_posting x WHERE x.term = ? AND x.view = ? AND x.sequence = c.sequence)',
      values: [condition.term, view],
    }
  // What the system sees has any owner; the Entity says which.
  const owner = view === everyone ? '(SELECT o.owner FROM occi_entity o WHERE o.sequence = c.sequence)' : '?'
  return {
    sql: `EXISTS (SELECT 1 FROM occi_attribute x WHERE x.term = ? AND x.value = ? AND x.owner = ${owner} AND x.sequence = c.sequence)`,
    values: [condition.term, condition.value, ...(view === everyone ? [] : [view])],
  }
}

function termsOf({ kind, mixins = [], below = '/', source: from, target, attributes }: EntityQuery) {
  const names = [...new Set(mixins)].map((id) => terms.mixin(id))
  if (kind !== undefined) names.push(terms.kind(kind))
  if (from !== undefined) names.push(terms.source(from))
  if (target !== undefined) names.push(terms.target(target))
  if (below !== '/') names.push(terms.below(below))
  if (names.length === 0 && (attributes?.size ?? 0) === 0) names.push(all)
  return names
}

function byValue(name: string, value: AttributeValue, numbers: Terms): Condition | undefined {
  if (name === 'occi.core.id')
    return typeof value === 'string' ? { by: 'id', id: toColumn(value) } : undefined
  const term = numbers.findAttribute(name)
  return term === undefined ? undefined : { by: 'attribute', term, value: indexedValue(value) }
}
