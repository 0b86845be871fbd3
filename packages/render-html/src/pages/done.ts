import type { Entity } from '@occi/core'
import { html } from '../html.ts'
import type { Page, View } from '../view.ts'
import { headOf } from './parts.ts'
import { entityTable } from './table.ts'

/** What was made, for whoever sent something else than a form and wants to read a page. */
export async function madePage(entities: readonly Entity[], view: View): Promise<Page> {
  const table = await entityTable(entities, view, { id: 'made', caption: 'What was made', kinds: true })
  const main = html`${headOf(view.context, [['/', 'Overview']], 'Made')}
    <section class="card table">${table}</section>`
  return { title: 'Made', main }
}

/** Done, nothing to show. */
export function donePage({ context }: View): Page {
  const main = html`${headOf(context, [['/', 'Overview']], 'Done')}
    <section class="card"><p>That is done.</p></section>`
  return { title: 'Done', main }
}
