import type { Entity, Kind } from '@occi/core'
import { resourceKinds, type ServedKind } from '../catalog.ts'
import { pathTo } from '../href.ts'
import { html, type SafeHtml } from '../html.ts'
import { nameOf } from '../show.ts'
import type { Page, View } from '../view.ts'
import { buttonLink, section } from './parts.ts'
import { curlLines } from './programs.ts'
import { entityTable } from './table.ts'

/** How many of the newest entities are looked through for what is recent, and how many are shown. */
const [lookedAt, mostRecent] = [24, 8]

/** Whether the root is asked for as such, not as the Collection of everything. */
export function isHome({ context: { path, query } }: View): boolean {
  return path === '/' && query.size === 0
}

/** The first page: what this service offers, how much there is of it, what is new, where to begin. */
export async function homePage(view: View): Promise<Page> {
  const { context, settings } = view
  const kinds = resourceKinds(context.catalog)
  const counts = new Map(
    await Promise.all(
      kinds.map(async (kind) => [kind, await context.lookup.count({ kind: kind.id })] as const),
    ),
  )
  const recent = await newest(view)
  const main = html`<header class="hero">
      <h1>${settings.title}</h1>
      <p>${introduction(kinds, counts)}</p>
    </header>
    <section aria-labelledby="offer">
      <h2 id="offer" class="unseen">What is offered</h2>
      <ul class="tiles">
        ${kinds.map((kind) => tile(kind, counts.get(kind) ?? 0, view))}
      </ul>
    </section>
    ${
      recent.length === 0
        ? beginning(kinds, view)
        : section(
            'Recent',
            await entityTable(recent, view, { id: 'recent', caption: 'What was made last', kinds: true }),
            html`<a href="${pathTo('/', context, { page: 1, number: settings.pageSize })}">Everything</a>`,
          )
    }
    ${section(
      'For programs',
      html`<p>Every page is also data, at the same address. The catalogue tells programs what there is.</p>
        ${curlLines('/-/', context)}`,
    )}`
  return { title: settings.title, main, within: '/' }
}

function introduction(kinds: readonly ServedKind[], counts: ReadonlyMap<Kind, number>): string {
  const all = kinds.reduce((sum, kind) => sum + (counts.get(kind) ?? 0), 0)
  const names = new Intl.ListFormat('en').format(kinds.slice(0, 6).map((kind) => nameOf(kind).toLowerCase()))
  if (kinds.length === 0) return 'This service offers nothing yet.'
  const now =
    all === 0 ? 'Nothing is here yet.' : `${all.toLocaleString('en')} ${all === 1 ? 'is' : 'are'} here now.`
  return `Here you make and run ${names}. ${now}`
}

function tile(kind: ServedKind, count: number, view: View): SafeHtml {
  const { context } = view
  const name = nameOf(kind)
  return html`<li class="tile">
    <h3><a href="${pathTo(kind.location, context)}">${name}</a></h3>
    <p class="big">${count.toLocaleString('en')}</p>
    ${kind.creatable && buttonLink(context, kind.location, { new: '' }, html`New<span class="unseen"> ${name.toLowerCase()}</span>`)}
  </li>`
}

/** What to do first where nothing is there yet. */
function beginning(kinds: readonly ServedKind[], { context }: View): SafeHtml {
  const creatable = kinds.filter((kind) => kind.creatable)
  const steps = creatable.toReversed().map(
    (kind) =>
      html`<li>
        <a href="${pathTo(kind.location, context, { new: '' })}">Make a ${nameOf(kind).toLowerCase()}</a>
      </li>`,
  )
  return section(
    'Where to begin',
    html`<p>What others are connected with comes first.</p>
      <ol class="steps">
        ${steps}
        <li>
          Look around in the <a href="${pathTo('/-/', context)}">catalogue</a>: every kind, mixin and action
          with its attributes
        </li>
      </ol>`,
  )
}

/** The newest Resources, newest first. */
async function newest({ context: { lookup } }: View): Promise<readonly Entity[]> {
  const count = await lookup.count({})
  const found: Entity[] = []
  const page = { offset: Math.max(0, count - lookedAt), limit: lookedAt }
  for await (const chunk of lookup.entities({}, page)) found.push(...chunk)
  return found
    .filter(({ type }) => type === 'resource')
    .slice(-mostRecent)
    .toReversed()
}
