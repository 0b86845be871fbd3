import { structuralAttributes, type Entity, type Kind, type LinkEnd, type Mixin } from '@occi/core'
import { fieldNames } from '../form.ts'
import { hrefOfEnd, pathTo } from '../href.ts'
import { html, type Content, type SafeHtml } from '../html.ts'
import {
  isState,
  labelOf,
  nameOf,
  markOf,
  showState,
  showTitle,
  showValue,
  stateOf,
  titleOf,
} from '../show.ts'
import type { View } from '../view.ts'

/** How many attributes a row shows. */
const mostColumns = 3

/** What a table of entities shows. */
export interface TableOptions {
  readonly id: string
  readonly caption: string
  /** Whether rows can be ticked; the boxes belong to the form with this id. Missing: they cannot. */
  readonly ticksOf?: string
  /** Whether the Kind is told, where there are several. */
  readonly kinds: boolean
}

/** A table of entities: title, state, the attributes that tell most, Mixins. */
export async function entityTable(
  entities: readonly Entity[],
  { context }: View,
  { id, caption, ticksOf, kinds }: TableOptions,
): Promise<SafeHtml> {
  const columns = kinds ? [] : keyAttributes(entities)
  const hasState = entities.some((entity) => stateOf(entity) !== undefined)
  const hasMixins = entities.some(({ mixins }) => mixins.length > 0)
  const hasEnds = entities.some(({ type }) => type === 'link')
  const heads: readonly Content[] = [
    'Title',
    kinds && 'Kind',
    hasState && 'State',
    ...(hasEnds ? ['From', 'To'] : []),
    ...columns.map(({ name }) => labelOf(name)),
    hasMixins && 'Mixins',
  ]
  const row = async (entity: Entity) =>
    html`<tr>
      ${ticksOf !== undefined && html`<td class="pick"><input type="checkbox" name="${fieldNames.entity}" value="${entity.location}" form="${ticksOf}" aria-label="Choose ${titleOf(entity)}" /></td>`}
      <th scope="row">
        <a href="${pathTo(entity.location, context)}">${showTitle(titleOf(entity))}</a>
        <small>${markOf(entity)}</small>
      </th>
      ${kinds && html`<td>${nameOf(entity.kind)}</td>`} ${hasState && html`<td>${stateCell(entity)}</td>`}
      ${hasEnds && (await endCells(entity, context))}
      ${columns.map(({ name, numeric }) => cell(entity, name, numeric))}
      ${hasMixins && html`<td class="chips">${entity.mixins.map((mixin) => chip(mixin, context))}</td>`}
    </tr>`
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0">
    <table id="${id}">
      <caption class="unseen">
        ${caption}
      </caption>
      <thead>
        <tr>
          ${ticksOf !== undefined && html`<th class="pick" scope="col"><span class="unseen">Choose</span></th>`}${heads.map((head) => head !== false && html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${await Promise.all(entities.map(row))}
      </tbody>
    </table>
  </div>`
}

/** A Mixin, small. */
export function chip({ location, title, term }: Mixin, context: View['context']): SafeHtml {
  const name = showTitle(nameOf({ term, ...(title === undefined ? {} : { title }) }))
  return location === undefined
    ? html`<span class="chip">${name}</span> `
    : html`<a class="chip" href="${pathTo(location, context)}">${name}</a> `
}

/** What a Link starts or ends at, by its title where it is known. */
export async function showEnd(end: LinkEnd, context: View['context']): Promise<SafeHtml> {
  const entity = end.location.startsWith('/') ? await context.lookup.entity(end.location) : undefined
  const name = entity === undefined ? end.location : titleOf(entity)
  const href = hrefOfEnd(end, context)
  return href === undefined ? showTitle(name) : html`<a href="${href}">${showTitle(name)}</a>`
}

function stateCell(entity: Entity): SafeHtml | undefined {
  const state = stateOf(entity)
  return state === undefined ? undefined : showState(state, entity.location)
}

async function endCells(entity: Entity, context: View['context']): Promise<SafeHtml> {
  if (entity.type !== 'link')
    return html`<td></td>
      <td></td>`
  return html`<td>${await showEnd(entity.source, context)}</td>
    <td>${await showEnd(entity.target, context)}</td>`
}

function cell({ attributes }: Entity, name: string, numeric: boolean): SafeHtml {
  const value = attributes[name]
  return html`<td${numeric && html` class="figure"`}>${value === undefined ? html`<span class="quiet">–</span>` : showValue(value)}</td>`
}

interface Column {
  readonly name: string
  readonly numeric: boolean
}

/** The attributes of the Kind's own that most of the rows have, in the order of the definition; texts come last, as they are long. */
function keyAttributes(entities: readonly Entity[]): readonly Column[] {
  const [first] = entities
  if (first === undefined) return []
  const held = (name: string) => entities.filter(({ attributes }) => attributes[name] !== undefined).length
  const columns = ownAttributes(first.kind)
    .filter((name) => held(name) > entities.length / 3)
    .map((name) => ({ name, numeric: isNumeric(first.kind, name) }))
  return [...columns.filter(({ numeric }) => numeric), ...columns.filter(({ numeric }) => !numeric)].slice(
    0,
    mostColumns,
  )
}

function ownAttributes({ attributes }: Kind): readonly string[] {
  return Object.keys(attributes).filter(
    (name) =>
      !structuralAttributes.has(name) &&
      !name.startsWith('occi.core.') &&
      !isState(name) &&
      !name.endsWith('.message'),
  )
}

function isNumeric({ attributes }: Kind, name: string): boolean {
  const type = attributes[name]?.type
  return type === 'integer' || type === 'number'
}
