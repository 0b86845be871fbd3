import type { AttributeDefinition, CategoriesResult, Category, Kind } from '@occi/core'
import { textOf } from '../fields/attribute-field.ts'
import { hrefOfCategory, pathTo } from '../href.ts'
import { html, type Content, type SafeHtml } from '../html.ts'
import { actionName, nameOf, showTitle, showValue } from '../show.ts'
import type { Page, View } from '../view.ts'
import { buttonLink, headOf, section } from './parts.ts'
import { curlLines } from './programs.ts'

/** How many Categories of a class are shown; a search finds the others. */
const most = 300

/** Everything that the service knows: each Kind, Mixin and Action with its attributes, and how they hang together. */
export function catalogPage({ categories }: CategoriesResult, view: View): Page {
  const { context } = view
  const wanted = (context.query.get('q') ?? '').trim().toLowerCase()
  const found = [...categories].filter((category) => matches(category, wanted))
  const main = html`${headOf(context, [['/', 'Overview']], 'Catalogue', buttonLink(context, '/-/', { tag: '' }, 'New tag'))}
    <p class="about">
      What this service offers, as OCCI describes it: kinds are types of things, mixins add to them, actions
      are what they do.
    </p>
    <form method="get" class="filter search" role="search">
      <label for="q">Search</label>
      <input id="q" type="search" name="q" value="${wanted}" data-filter="categories" />
      <button class="button plain">Search</button>
    </form>
    <div id="categories">
      ${group(
        'Kinds',
        found.filter((one) => one.class === 'kind'),
        view,
      )}
      ${group(
        'Mixins',
        found.filter((one) => one.class === 'mixin'),
        view,
      )}
      ${group(
        'Actions',
        found.filter((one) => one.class === 'action'),
        view,
      )}
      ${found.length === 0 && html`<p class="card">No category fits “${wanted}”. <a href="${pathTo('/-/', context)}">Show all</a></p>`}
    </div>
    ${section('For programs', curlLines('/-/', context))}`
  return { title: 'Catalogue', main, within: '/-/' }
}

function matches({ id, title = '', attributes }: Category, wanted: string): boolean {
  return (
    wanted === '' ||
    [id, title, ...Object.keys(attributes)].some((text) => text.toLowerCase().includes(wanted))
  )
}

function group(title: string, categories: readonly Category[], view: View): SafeHtml | undefined {
  if (categories.length === 0) return undefined
  const rest = categories.length - most
  return html`<section class="categories">
    <h2>${title} <span class="count">${categories.length}</span></h2>
    ${categories.slice(0, most).map((category) => card(category, view))}
    ${rest > 0 && html`<p class="hint">and ${rest.toLocaleString('en')} more: search for them</p>`}
  </section>`
}

/** A Category, folded but for its name; a browser unfolds what an address points to. Kinds are open, as they are what it is all about. */
function card(category: Category, view: View): SafeHtml {
  const { context } = view
  const name = category.class === 'action' ? actionName(category) : nameOf(category)
  const location = category.class === 'action' ? undefined : category.location
  const isOpen = category.class === 'kind' || context.query.has('q')
  return html`<details class="card category" data-item ${isOpen && html`open`}>
    <summary>
      <h3>${showTitle(name)}</h3>
      <code>${category.term}</code>
    </summary>
    <p class="about" id="${category.id}" tabindex="-1">
      <code>${category.id}</code>${category.title !== undefined && html` · ${showTitle(category.title)}`}
      ${location !== undefined && html` · <a href="${pathTo(location, context)}">${location}</a>`}
    </p>
    ${relations(category, view)} ${attributeTable(category)}
  </details>`
}

/** How a Category hangs together with others. */
function relations(category: Category, view: View): SafeHtml | undefined {
  const rows = relationsOf(category).filter(([, ids]) => ids.length > 0)
  const inherited = category.class === 'kind' ? Object.keys(category.parent?.attributes ?? {}) : []
  if (rows.length + inherited.length === 0) return undefined
  return html`<dl class="relations">
    ${rows.map(
      ([name, ids]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${ids.map((id) => reference(id, view))}</dd>
        </div>`,
    )}
    ${
      inherited.length > 0 &&
      html`<div>
        <dt>Inherits</dt>
        <dd><code>${inherited.join(' ')}</code></dd>
      </div>`
    }
  </dl>`
}

function relationsOf(category: Category): readonly (readonly [name: string, ids: readonly string[]])[] {
  if (category.class === 'action') return []
  const actions = ['Actions', category.actions.map(({ id }) => id)] as const
  if (category.class === 'mixin')
    return [['Depends on', category.depends], ['Applies to', category.applies], actions]
  const { parent, ends = {} } = category
  return [['Extends', ancestorsOf(parent)], ['From', ends.source ?? []], ['To', ends.target ?? []], actions]
}

function ancestorsOf(kind: Kind | undefined): readonly string[] {
  return kind === undefined ? [] : [kind.id, ...ancestorsOf(kind.parent)]
}

function reference(id: string, { context }: View): SafeHtml {
  const category = context.catalog.get(id)
  if (category === undefined) return html`<code class="chip">${id}</code> `
  return html`<a class="chip" href="${hrefOfCategory(id, context)}" title="${id}">${category.term}</a> `
}

function attributeTable(category: Category): SafeHtml | undefined {
  const inherited = category.class === 'kind' ? (category.parent?.attributes ?? {}) : {}
  const rows = Object.entries(category.attributes).filter(([name]) => !Object.hasOwn(inherited, name))
  if (rows.length === 0) return undefined
  const caption = `${category.class === 'action' ? 'Parameters' : 'Attributes'} of ${category.term}`
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0">
    <table class="definitions">
      <caption class="unseen">
        ${caption}
      </caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Type</th>
          <th scope="col">Rules</th>
          <th scope="col">Default</th>
          <th scope="col">Description</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(([name, definition]) => definitionRow(name, definition))}
      </tbody>
    </table>
  </div>`
}

function definitionRow(name: string, definition: AttributeDefinition): SafeHtml {
  const { type, default: given, description } = definition
  return html`<tr>
    <th scope="row"><code>${name}</code></th>
    <td>${type}</td>
    <td>${rulesOf(definition).map((rule) => html`<span class="rule">${rule}</span> `)}</td>
    <td>${given !== undefined && html`<code>${showValue(given)}</code>`}</td>
    <td>${description}</td>
  </tr>`
}

function rulesOf({ mutability, required, pattern = {} }: AttributeDefinition): readonly Content[] {
  const { enum: choices, minimum, maximum, exclusiveMinimum, exclusiveMaximum, title } = pattern
  const rules = [
    required && 'required',
    mutability === 'server-only' && 'set by the service',
    mutability === 'write-once' && 'set once',
    choices !== undefined && `one of ${choices.map(textOf).join(', ')}`,
    minimum !== undefined && `${exclusiveMinimum === true ? '>' : '≥'} ${minimum}`,
    maximum !== undefined && `${exclusiveMaximum === true ? '<' : '≤'} ${maximum}`,
    title,
  ]
  return rules.filter((rule) => typeof rule === 'string')
}
