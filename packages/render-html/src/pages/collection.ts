import type { CollectionResult, Kind, Mixin } from '@occi/core'
import { userCollections } from '../catalog.ts'
import { hrefOfCategory, pathTo } from '../href.ts'
import { html, type SafeHtml } from '../html.ts'
import { actionName, nameOf, plainText, showTitle } from '../show.ts'
import type { Page, View } from '../view.ts'
import { filterForm, selectionIn } from './filters.ts'
import { membersFor, type Members } from './members.ts'
import { pager } from './pager.ts'
import { buttonLink, headOf, section } from './parts.ts'
import { curlLines } from './programs.ts'
import { entityTable } from './table.ts'

/** The form to which the boxes of the table belong. */
const ticks = 'chosen'

/** How many tags can be put on those ticked. */
const mostTags = 50

/** A Collection: a page of its members as a table, filtered and ordered, with what can be done to those that are ticked. */
export async function collectionPage(result: CollectionResult, view: View): Promise<Page> {
  const { context } = view
  const { category } = result
  const name = titleFor(category, context.path)
  const selection = selectionIn(result, view)
  const members = await membersFor(result, selection, view)
  const isEmpty = members.count === 0 && members.entities.length === 0 && !selection.filtered
  const content = isEmpty ? emptiness(category, view) : await listing(result, members, view)
  const main = html`${headOf(context, wayFor(category, context.path), showTitle(name), newButton(category, view))}
  ${about(category, view)} ${content}
  ${section('For programs', curlLines(context.path, context, { page: members.page, number: members.size }))}`
  return { title: name, main, within: category?.location ?? context.path }
}

function titleFor(category: Kind | Mixin | undefined, path: string): string {
  if (category !== undefined) return nameOf(category)
  return path === '/' ? 'Everything' : path
}

function wayFor(category: Kind | Mixin | undefined, path: string) {
  if (path === '/' && category === undefined) return []
  return [['/', 'Overview'] as const]
}

function newButton(category: Kind | Mixin | undefined, { context }: View): SafeHtml | undefined {
  if (category?.class !== 'kind' || !category.creatable || category.location === undefined) return undefined
  return buttonLink(context, category.location, { new: '' }, `New ${nameOf(category).toLowerCase()}`, 'main')
}

function about(category: Kind | Mixin | undefined, { context }: View): SafeHtml | undefined {
  if (category === undefined) return undefined
  const remove =
    category.class === 'mixin' &&
    category.origin === 'user' &&
    html` · <a href="${pathTo('/-/', context, { untag: category.id })}" data-dialog>Remove this tag</a>`
  return html`<p class="about">
    <code>${category.id}</code> · <a href="${hrefOfCategory(category.id, context)}">Definition</a>${remove}
  </p>`
}

/** An empty Collection says how it is filled. */
function emptiness(category: Kind | Mixin | undefined, view: View): SafeHtml {
  const { context } = view
  if (category?.class === 'kind' && category.creatable && category.location !== undefined) {
    const name = nameOf(category).toLowerCase()
    return html`<section class="card empty">
      <h2>No ${name} yet</h2>
      <p>Make the first one: a form asks for all that it takes.</p>
      <p>${buttonLink(context, category.location, { new: '' }, `Make the first ${name}`, 'main')}</p>
    </section>`
  }
  const hint =
    category?.class === 'mixin'
      ? 'Nothing has this mixin yet. Open what shall have it, and add it there; or tick several in their collection.'
      : 'Nothing is here yet.'
  return html`<section class="card empty">
    <h2>Empty</h2>
    <p>${hint}</p>
  </section>`
}

async function listing(result: CollectionResult, members: Members, view: View): Promise<SafeHtml> {
  const { category } = result
  const kind = category?.class === 'kind' ? category : undefined
  const kinds = kind === undefined
  const canPick = category?.location !== undefined && members.entities.length > 0
  const caption = `Members of ${titleFor(category, view.context.path)}`
  const options = { id: 'members', caption, kinds, ...(canPick ? { ticksOf: ticks } : {}) }
  const table =
    members.entities.length === 0
      ? html`<p class="nothing">
          Nothing fits.
          <a href="${pathTo(view.context.path, view.context, { page: 1, number: members.size })}">Show all</a>
        </p>`
      : await entityTable(members.entities, view, options)
  return html`<div class="card table">
    <div class="tools">
      ${filterForm(kind, view)}
      <p class="quick" data-script>
        <input
          type="search"
          data-filter="members"
          aria-label="Filter this page"
          placeholder="Filter this page"
        />
      </p>
    </div>
    ${table}
    <div class="tools">
      ${canPick && category !== undefined && bulkForm(category, view)}${pager(members, view)}
    </div>
  </div>`
}

/** What can be done with the members that are ticked. */
function bulkForm(category: Kind | Mixin, { context }: View): SafeHtml {
  const { catalog } = context
  const tags = userCollections(catalog)
    .slice(0, mostTags + 1)
    .filter(({ id }) => id !== category.id)
  const choices: readonly (readonly [value: string, label: string])[] = [
    ...category.actions.map((action) => [`action:${action.term}`, actionName(action)] as const),
    ...tags.slice(0, mostTags).map((tag) => [tag.id, `Tag as ${plainText(nameOf(tag))}`] as const),
    category.class === 'kind' ? (['delete', 'Delete'] as const) : (['untag', 'Take off'] as const),
  ]
  return html`<form
    method="get"
    id="${ticks}"
    class="bulk"
    action="${pathTo(category.location ?? '/', context)}"
    data-dialog
  >
    <label for="what">With those ticked</label>
    <select id="what" name="chosen">
      ${choices.map(([value, label]) => html`<option value="${value}">${label}</option>`)}
    </select>
    <button class="button plain">Go on…</button>
  </form>`
}
