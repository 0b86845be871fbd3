import { keyOf, type Entity, type Link, type LinkEnd } from '@occi/core'
import { linksFrom } from '../catalog.ts'
import { pathTo } from '../href.ts'
import { html, type SafeHtml } from '../html.ts'
import { nameOf, shortNameOf, showState, showTitle, stateOf, titleOf } from '../show.ts'
import type { View } from '../view.ts'
import { buttonLink, section } from './parts.ts'
import { showEnd } from './table.ts'

/** How many Links are shown each way. */
const most = 50

/** What an Entity is connected with, both ways; of a Link its ends. */
export async function connections(entity: Entity, view: View): Promise<SafeHtml> {
  if (entity.type === 'link') return section('Ends', await ends(entity, view))
  const { context } = view
  const arriving = await linksTo(entity, view)
  const all = entity.links.length + arriving.count
  const tables = [
    await linkTable('To', 'Leads to', entity.links.slice(0, most), ({ target }) => target, view),
    await linkTable('From', 'Comes from', arriving.links, ({ source }) => source, view),
  ]
  const hidden = all - Math.min(most, entity.links.length) - arriving.links.length
  const ways = linksFrom(entity.kind, context.catalog).map((kind) =>
    buttonLink(
      context,
      kind.location,
      { new: '', source: entity.location },
      `Add ${nameOf(kind).toLowerCase()}`,
    ),
  )
  return section(
    'Connections',
    html`${all === 0 && html`<p class="quiet">Connected with nothing.</p>`}${tables}
    ${hidden > 0 && html`<p class="hint">and ${hidden.toLocaleString('en')} more, in the collections of links</p>`}
    ${ways.length > 0 && html`<p class="buttons">${ways}</p>`}`,
  )
}

/** The Links that end at an Entity, as many as are shown, and how many there are. */
async function linksTo(entity: Entity, { context: { lookup } }: View) {
  const query = { target: keyOf(entity) }
  const found: Entity[] = []
  for await (const chunk of lookup.entities(query, { limit: most })) found.push(...chunk)
  const count = found.length < most ? found.length : await lookup.count(query)
  return { links: found.filter((one) => one.type === 'link'), count }
}

async function ends({ source, target }: Link, { context }: View): Promise<SafeHtml> {
  return html`<dl class="attributes">
    <div>
      <dt>From</dt>
      <dd>${await showEnd(source, context)}</dd>
    </div>
    <div>
      <dt>To</dt>
      <dd>${await showEnd(target, context)}</dd>
    </div>
  </dl>`
}

async function linkTable(
  head: string,
  caption: string,
  links: readonly Link[],
  endOf: (link: Link) => LinkEnd,
  { context }: View,
): Promise<SafeHtml | undefined> {
  if (links.length === 0) return undefined
  const row = async (link: Link) => {
    const state = stateOf(link)
    return html`<tr>
      <th scope="row">${await showEnd(endOf(link), context)}</th>
      <td>
        <a href="${pathTo(link.location, context)}">${showTitle(`${nameOf(link.kind)} ${linkName(link)}`)}</a>
      </td>
      <td>${state !== undefined && showState(state, link.location)}</td>
    </tr>`
  }
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0">
    <table>
      <caption class="unseen">
        ${caption}
      </caption>
      <thead>
        <tr>
          <th scope="col">${head}</th>
          <th scope="col">By</th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        ${await Promise.all(links.map(row))}
      </tbody>
    </table>
  </div>`
}

function linkName(link: Link): string {
  const title = titleOf(link)
  return title === shortNameOf(link.location) ? '' : title
}
