import { Filled } from '../fields/filled.ts'
import { fieldNames } from '../form.ts'
import { attributes, html, type Content } from '../html.ts'
import { nameOf, showText, showTitle } from '../show.ts'
import type { Page, View } from '../view.ts'
import { asked } from './asked.ts'
import { formOf, headOf, hiddenField, refusalOf } from './parts.ts'
import type { Subject } from './task.ts'

/** The form for a Mixin of the user's own, a tag. */
export function newTagPage(_subject: Subject, view: View): Page {
  const { context } = view
  const filled = new Filled(view)
  const fields = html`<p>A tag is a mixin of your own: it gathers whatever you put it on in a collection.</p>
    ${textField('Name', fieldNames.term, 'web-servers', 'Letters, digits, ".", "_" and "-". It becomes the path of the collection.', filled)}
    ${textField('Title', fieldNames.title, '', 'What people read.', filled, false)}
    ${textField('Scheme', fieldNames.scheme, '', 'The name space of the name, a URI of yours that ends with "#".', filled, true, `${context.publicUrl}/tags#`)}`
  const form = formOf({ to: '/-/', page: 'tag', button: 'Make the tag', cancel: '/-/' }, fields, view)
  const main = html`${headOf(context, [['/-/', 'Catalogue']], 'New tag')}${refusalOf(view)}
    <section class="card group">${form}</section>`
  return { title: 'New tag', main, within: '/-/' }
}

/** Asks once more before a Mixin of the user's own is removed. */
export function removeTagPage(_subject: Subject, view: View): Page | undefined {
  const { context } = view
  const [id = ''] = asked('untag', view)
  const mixin = context.catalog.get(id)
  if (mixin?.class !== 'mixin' || mixin.origin !== 'user') return undefined
  const title = `Remove the tag ${nameOf(mixin)}?`
  const form = formOf(
    {
      ...{ to: '/-/', method: 'DELETE', page: 'untag', back: '/-/' },
      ...{ button: 'Remove', look: 'danger', cancel: '/-/' },
    },
    html`${hiddenField('untag', id)}${hiddenField(fieldNames.term, mixin.term)}${hiddenField(fieldNames.scheme, mixin.scheme)}
      <p>It is taken off everything that has it. What had it stays.</p>`,
    view,
  )
  const main = html`${headOf(context, [['/-/', 'Catalogue']], showTitle(title))}${refusalOf(view)}
    <section class="card group">${form}</section>`
  return { title, main, within: '/-/' }
}

function textField(
  label: string,
  name: string,
  placeholder: string,
  hint: Content,
  filled: Filled,
  required = true,
  value = '',
) {
  const fault = filled.faultOf(name)
  const given = {
    id: name,
    name,
    placeholder,
    required,
    value: filled.text(name, value),
    'aria-describedby': `${name}-hint`,
  }
  return html`<div class="field${fault !== undefined && ' faulty'}">
    <label for="${name}">${label}${required && html` <span class="must">required</span>`}</label>
    <input type="text" autocomplete="off" ${attributes(given)} />
    <p class="hint" id="${name}-hint">${hint}</p>
    ${fault !== undefined && html`<p class="fault">${showText(fault)}</p>`}
  </div>`
}
