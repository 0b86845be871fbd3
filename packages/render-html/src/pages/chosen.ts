import type { Action, Entity, Kind, Mixin } from '@occi/core'
import { actionCalled } from '../catalog.ts'
import { attributeField } from '../fields/attribute-field.ts'
import { Filled } from '../fields/filled.ts'
import { fieldNames } from '../form.ts'
import { html, type Content } from '../html.ts'
import { actionName, markOf, nameOf, showTitle, titleOf } from '../show.ts'
import type { Page, View } from '../view.ts'
import { asked } from './asked.ts'
import { formOf, headOf, hiddenField, refusalOf, type FormTask } from './parts.ts'
import type { Subject } from './task.ts'

/** What is done with the members chosen in a table. */
interface Plan {
  readonly title: string
  readonly task: Omit<FormTask, 'page' | 'cancel' | 'back'>
  readonly fields?: Content
}

/** Asks once more before something is done with the members of a Collection that were chosen in its table. */
export async function chosenPage({ category }: Subject, view: View): Promise<Page | undefined> {
  if (category?.location === undefined) return undefined
  const { context } = view
  const { location } = category
  const chosen = await entitiesChosen(view)
  const plan = planOf(category, chosen.length, view)
  if (plan === undefined) return undefined
  const head = headOf(context, [[location, nameOf(category)]], plan.title)
  if (chosen.length === 0) {
    const main = html`${head}
      <section class="card"><p>Nothing is chosen: tick what you mean in the table first.</p></section>`
    return { title: plan.title, main, within: location }
  }
  const fields = html`<ul class="names">
      ${chosen.map(nameShown)}
    </ul>
    ${plan.fields} ${asked('chosen', view).map((value) => hiddenField('chosen', value))}`
  const form = formOf({ ...plan.task, page: 'chosen', cancel: location, back: location }, fields, view)
  const main = html`${head}${refusalOf(view)}
    <section class="card group">${form}</section>`
  return { title: plan.title, main, within: location }
}

async function entitiesChosen(view: View): Promise<readonly Entity[]> {
  const { lookup, limits } = view.context
  const locations = asked(fieldNames.entity, view).slice(0, limits.entries)
  const found = await Promise.all(locations.map((location) => lookup.entity(location)))
  return found.filter((entity) => entity !== undefined)
}

function nameShown(entity: Entity) {
  return html`<li>
    ${hiddenField(fieldNames.entity, entity.location)}${showTitle(titleOf(entity))}
    <small>${markOf(entity)}</small>
  </li>`
}

function planOf(category: Kind | Mixin, count: number, view: View): Plan | undefined {
  const [what = ''] = asked('chosen', view)
  const { location = '/' } = category
  const many = count === 1 ? '1 entity' : `${count} entities`
  const mixin = view.context.catalog.get(what)
  if (what === 'delete' && category.class === 'kind')
    return {
      title: `Delete ${many}?`,
      task: { to: location, method: 'DELETE', button: 'Delete', look: 'danger' },
      fields: html`<p>They will be gone for good, with the links that start at them.</p>`,
    }
  if (what === 'untag' && category.class === 'mixin')
    return {
      title: `Take ${nameOf(category)} off ${many}?`,
      task: { to: location, method: 'DELETE', button: 'Take off', look: 'danger' },
    }
  if (mixin?.class === 'mixin' && mixin.location !== undefined)
    return {
      title: `Put ${nameOf(mixin)} on ${many}?`,
      task: { to: mixin.location, button: `Add ${nameOf(mixin)}` },
    }
  const action = what.startsWith('action:') ? actionCalled(what.slice(7), category.actions) : undefined
  return action && actionPlan(action, location, many, view)
}

function actionPlan(action: Action, to: string, many: string, view: View): Plan {
  const filled = new Filled(view)
  const name = actionName(action)
  const fields = Object.entries(action.attributes).map(([attribute, definition]) =>
    attributeField(attribute, definition, filled, { value: definition.default }),
  )
  return {
    title: `${name} ${many}?`,
    task: { to, query: { action: action.term }, button: name },
    fields: html`${hiddenField(fieldNames.action, action.id)}${fields}`,
  }
}
