import { structuralAttributes, type AttributeDefinition, type Entity } from '@occi/core'
import { attributeField } from '../fields/attribute-field.ts'
import { Filled } from '../fields/filled.ts'
import { fieldNames } from '../form.ts'
import { html } from '../html.ts'
import { showTitle, titleOf } from '../show.ts'
import type { Page, View } from '../view.ts'
import { formOf, headOf, hiddenField, refusalOf } from './parts.ts'
import type { Subject } from './task.ts'
import { wayTo } from './way.ts'

/** The form with all of an Entity that a client may change: what is blanked is unset. */
export function editPage({ entity }: Subject, view: View): Page | undefined {
  if (entity === undefined) return undefined
  const { context } = view
  const filled = new Filled(view)
  const fields = changeable(entity, view).map(([name, definition]) =>
    attributeField(name, definition, filled, { value: entity.attributes[name] }),
  )
  const hidden = [
    hiddenField(fieldNames.kind, entity.kind.id),
    ...entity.mixins.map(({ id }) => hiddenField(fieldNames.mixin, id)),
  ]
  const { location } = entity
  const form = formOf(
    { to: location, method: 'PUT', page: 'edit', button: 'Save', cancel: location },
    html`${hidden}
      <section class="card"><div class="grid">${fields}</div></section>`,
    view,
  )
  const title = `Edit ${titleOf(entity)}`
  const head = headOf(context, wayTo(entity), html`Edit ${showTitle(titleOf(entity))}`)
  return { title, main: html`${head}${refusalOf(view)}${form}`, within: entity.kind.location ?? '/' }
}

/** What is read-write, and what can be given once and is not given yet. */
function changeable(
  { kind, mixins, attributes }: Entity,
  { context }: View,
): readonly (readonly [string, AttributeDefinition])[] {
  return [...context.catalog.capabilities(kind, mixins).attributes].filter(
    ([name, { mutability }]) =>
      !structuralAttributes.has(name) &&
      (mutability === 'read-write' || (mutability === 'write-once' && attributes[name] === undefined)),
  )
}
