import { actionCalled } from '../catalog.ts'
import { attributeField } from '../fields/attribute-field.ts'
import { Filled } from '../fields/filled.ts'
import { fieldNames } from '../form.ts'
import { html } from '../html.ts'
import { actionName, showTitle, titleOf } from '../show.ts'
import type { Page, View } from '../view.ts'
import { formOf, headOf, hiddenField, refusalOf } from './parts.ts'
import type { Subject } from './task.ts'
import { wayTo } from './way.ts'

/** The form for an Action on an Entity, with its parameters. */
export function actionPage({ entity }: Subject, view: View): Page | undefined {
  const { context } = view
  const term = context.query.get('action')
  const defined = entity && context.catalog.capabilities(entity.kind, entity.mixins).actions
  const action = defined && actionCalled(term, defined)
  if (entity === undefined || action === undefined) return undefined
  const filled = new Filled(view)
  const fields = Object.entries(action.attributes).map(([name, definition]) =>
    attributeField(name, definition, filled, { value: definition.default }),
  )
  const name = actionName(action)
  const { location } = entity
  const form = formOf(
    { to: location, query: { action: action.term }, page: 'action', button: name, cancel: location },
    html`${hiddenField(fieldNames.action, action.id)}
      <p>${action.title ?? name}.</p>
      ${fields}`,
    view,
  )
  const head = headOf(context, wayTo(entity), html`${name} ${showTitle(titleOf(entity))}`)
  const main = html`${head}${refusalOf(view)}
    <section class="card group">${form}</section>`
  return { title: `${name} ${titleOf(entity)}`, main, within: entity.kind.location ?? '/' }
}
