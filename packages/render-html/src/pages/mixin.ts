import type { Entity, Mixin } from '@occi/core'
import { attributeField } from '../fields/attribute-field.ts'
import { Filled } from '../fields/filled.ts'
import { fieldNames } from '../form.ts'
import { html } from '../html.ts'
import { nameOf, showTitle, titleOf } from '../show.ts'
import type { Page, View } from '../view.ts'
import { asked } from './asked.ts'
import { formOf, headOf, hiddenField, refusalOf } from './parts.ts'
import type { Subject } from './task.ts'
import { wayTo } from './way.ts'

/** The form that puts a Mixin on an Entity, with what it needs to know. */
export function joinPage({ entity }: Subject, view: View): Page | undefined {
  const mixin = mixinAsked('join', view)
  if (entity === undefined || mixin === undefined) return undefined
  const filled = new Filled(view)
  const { kind, mixins, attributes, location } = entity
  const held = view.context.catalog.capabilities(kind, mixins).attributes
  const fields = Object.entries(mixin.attributes)
    .filter(([name, { mutability }]) => mutability !== 'server-only' && !held.has(name))
    .map(([name, definition]) =>
      attributeField(name, definition, filled, { value: attributes[name] ?? definition.default }),
    )
  const form = formOf(
    { to: location, page: 'join', button: `Add ${nameOf(mixin)}`, cancel: location },
    html`${hiddenField('join', mixin.id)}${hiddenField(fieldNames.mixin, mixin.id)}
      <p>${showTitle(nameOf(mixin))} is put on ${showTitle(titleOf(entity))}.</p>
      ${fields}`,
    view,
  )
  return pageOf(entity, `Add ${nameOf(mixin)} to ${titleOf(entity)}`, form, view)
}

/** Asks once more before a Mixin is taken off an Entity. */
export function leavePage({ entity }: Subject, view: View): Page | undefined {
  const mixin = mixinAsked('leave', view)
  if (entity === undefined || mixin?.location === undefined) return undefined
  return pageOf(entity, `Take ${nameOf(mixin)} off ${titleOf(entity)}?`, leaveForm(entity, mixin, view), view)
}

function leaveForm(entity: Entity, mixin: Mixin, view: View) {
  const { location } = entity
  const names = Object.keys(mixin.attributes)
  return formOf(
    {
      ...{ to: mixin.location ?? '/', method: 'DELETE', page: 'chosen', back: location },
      ...{ button: 'Take off', look: 'danger', cancel: location },
    },
    html`${hiddenField(fieldNames.entity, location)}${hiddenField('chosen', 'untag')}
      <p>
        ${showTitle(nameOf(mixin))} is taken off
        ${showTitle(titleOf(entity))}${names.length > 0 && `, with ${names.join(', ')}`}.
      </p>`,
    view,
  )
}

function pageOf(entity: Entity, title: string, form: ReturnType<typeof formOf>, view: View): Page {
  const head = headOf(view.context, wayTo(entity), showTitle(title))
  const main = html`${head}${refusalOf(view)}
    <section class="card group">${form}</section>`
  return { title, main, within: entity.kind.location ?? '/' }
}

function mixinAsked(name: string, view: View): Mixin | undefined {
  const [id = ''] = asked(name, view)
  const category = view.context.catalog.get(id)
  return category?.class === 'mixin' ? category : undefined
}
