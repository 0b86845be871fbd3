import type { Entity } from '@occi/core'
import { html } from '../html.ts'
import { nameOf, showTitle, titleOf } from '../show.ts'
import type { Page, View } from '../view.ts'
import { formOf, headOf, refusalOf } from './parts.ts'
import type { Subject } from './task.ts'
import { wayTo } from './way.ts'

/** Asks once more before an Entity is deleted. */
export function deletePage({ entity }: Subject, view: View): Page | undefined {
  if (entity === undefined) return undefined
  const { location, kind } = entity
  const title = `Delete ${titleOf(entity)}?`
  const head = headOf(view.context, wayTo(entity), html`Delete ${showTitle(titleOf(entity))}?`)
  const form = formOf(
    {
      ...{ to: location, method: 'DELETE', page: 'delete', button: 'Delete', look: 'danger' },
      cancel: location,
    },
    html`<p>This ${nameOf(kind).toLowerCase()}${linksGoing(entity)} will be gone for good.</p>`,
    view,
  )
  const main = html`${head}${refusalOf(view)}
    <section class="card">${form}</section>`
  return { title, main, within: kind.location ?? '/' }
}

function linksGoing(entity: Entity): string {
  const count = entity.type === 'resource' ? entity.links.length : 0
  if (count === 0) return ''
  return count === 1 ? ', and the link that starts at it,' : `, and the ${count} links that start at it,`
}
