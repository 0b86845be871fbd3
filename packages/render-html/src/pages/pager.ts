import { pathTo } from '../href.ts'
import { html, type Content, type SafeHtml } from '../html.ts'
import type { View } from '../view.ts'
import type { Members } from './members.ts'

/** Where one is in a Collection, and the ways to its other pages. */
export function pager({ entities, count, page, size }: Members, { context }: View): SafeHtml {
  const last = Math.max(1, Math.ceil(count / size))
  const to = (number: number, label: Content, isThere: boolean) => {
    if (!isThere) return html`<span class="button plain off">${label}</span>`
    return html`<a
      class="button plain"
      href="${pathTo(context.path, context, queryAt(number, size, context.query))}"
      >${label}</a
    >`
  }
  const first = (page - 1) * size + 1
  const shown =
    entities.length === 0
      ? `none of ${count.toLocaleString('en')}`
      : `${first.toLocaleString('en')}–${(first + entities.length - 1).toLocaleString('en')} of ${count.toLocaleString('en')}`
  return html`<nav class="pager" aria-label="Pages">
    <p>${shown} · ${orderOf(size, context)}</p>
    ${last > 1 && html`<p class="buttons">${to(1, 'First', page > 1)} ${to(page - 1, 'Previous', page > 1)} ${to(page + 1, 'Next', page < last)} ${to(last, 'Last', page < last)}</p>`}
  </nav>`
}

/** The order that is shown, and the way to the other one: a Registry keeps things in order of creation. */
function orderOf(size: number, context: View['context']): SafeHtml {
  const { query, path } = context
  const isNewest = query.get('order') === 'newest'
  const other = { ...queryAt(1, size, query), order: isNewest ? undefined : 'newest' }
  const href = pathTo(path, context, other)
  return html`${isNewest ? 'newest' : 'oldest'} first,
    <a href="${href}">${isNewest ? 'oldest' : 'newest'} first</a>`
}

/** The query of a page of the same selection. */
function queryAt(page: number, size: number, query: URLSearchParams) {
  const kept = [...query].filter(([name, value]) => name !== 'page' && name !== 'number' && value !== '')
  return { ...Object.fromEntries(kept), page, number: size }
}
