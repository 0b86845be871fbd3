import { structuralAttributes, type AttributeDefinition, type AttributeValue, type Entity } from '@occi/core'
import { fieldNames } from '../form.ts'
import { hrefOfCategory, pathTo } from '../href.ts'
import { html, type SafeHtml } from '../html.ts'
import {
  actionName,
  isState,
  labelOf,
  nameOf,
  showState,
  showTitle,
  showValue,
  stateOf,
  titleOf,
} from '../show.ts'
import type { Page, View } from '../view.ts'
import { connections } from './connections.ts'
import { mixinsOfEntity } from './entity-mixins.ts'
import { buttonLink, headOf, hiddenField, section } from './parts.ts'
import { curlLines } from './programs.ts'

/** An Entity: what it is, what it is connected with, what can be done with it now. */
export async function entityPage(entity: Entity, view: View): Promise<Page> {
  const { context } = view
  const { kind, location } = entity
  const title = titleOf(entity)
  const state = stateOf(entity)
  const beside = html`${state !== undefined && showState(state, location)}
    <span class="buttons"
      >${buttonLink(context, location, { edit: '' }, 'Edit')}
      ${buttonLink(context, location, { delete: '' }, 'Delete', 'danger', 'dialog')}</span
    >`
  const way = [...(kind.location === undefined ? [] : [[kind.location, nameOf(kind)] as const])]
  const main = html`${headOf(context, way, showTitle(title), beside)}
    <p class="about">
      ${nameOf(kind)} · <code>${location}</code> ·
      <a href="${hrefOfCategory(kind.id, context)}">Definition</a>
    </p>
    ${summaryOf(entity)}
    <div id="actions" data-live>${actionBar(entity, view)}</div>
    <div class="columns">
      <div>
        ${section('Attributes', html`<dl class="attributes" id="attributes" data-live>${attributeRows(entity, view)}</dl>`)}
        ${await connections(entity, view)}
      </div>
      <div>${mixinsOfEntity(entity, view)} ${section('For programs', curlLines(location, context))}</div>
    </div>`
  return { title, main, within: kind.location ?? '/' }
}

function summaryOf({ attributes }: Entity): SafeHtml | undefined {
  const summary = attributes['occi.core.summary']
  return typeof summary === 'string' && summary !== ''
    ? html`<p class="summary">${showValue(summary)}</p>`
    : undefined
}

/** The Actions that apply now: a button each; one with parameters asks for them first. */
function actionBar({ actions, location }: Entity, view: View): SafeHtml {
  if (actions.length === 0) return html`<p class="actions quiet">No action applies now.</p>`
  return html`<div class="actions" role="group" aria-label="Actions">
    ${actions.map((action) => {
      const name = actionName(action)
      if (Object.keys(action.attributes).length > 0)
        return buttonLink(view.context, location, { action: action.term }, `${name}…`, 'plain', 'dialog')
      return html`<form method="post" action="${pathTo(location, view.context, { action: action.term })}">
        ${hiddenField(fieldNames.token, view.token)}${hiddenField(fieldNames.page, 'action')}${hiddenField(fieldNames.action, action.id)}<button
          class="button plain"
        >
          ${name}
        </button>
      </form>`
    })}
  </div>`
}

function attributeRows(entity: Entity, { context }: View): SafeHtml {
  const { attributes: held, kind, mixins } = entity
  const { attributes: definitions } = context.catalog.capabilities(kind, mixins)
  const names = [...new Set([...definitions.keys(), ...Object.keys(held)])].filter(
    (name) => !structuralAttributes.has(name) && name !== 'occi.core.summary',
  )
  const set = names.filter((name) => held[name] !== undefined)
  const unset = names.filter((name) => held[name] === undefined)
  return html`${set.map((name) => attributeRow(name, held[name], definitions.get(name)))}
    <div>
      <dt>Id <code>occi.core.id</code></dt>
      <dd><code>${entity.id}</code></dd>
    </div>
    ${
      unset.length > 0 &&
      html`<div class="unset">
        <dt>Not set</dt>
        <dd>${unset.map((name) => html`<span title="${name}">${labelOf(name)}</span> `)}</dd>
      </div>`
    }`
}

function attributeRow(
  name: string,
  value: AttributeValue | undefined,
  definition: AttributeDefinition | undefined,
): SafeHtml {
  const shown =
    typeof value === 'string' && isState(name)
      ? showState(value, name)
      : value !== undefined && showValue(value)
  return html`<div>
    <dt>${labelOf(name)} <code>${name}</code></dt>
    <dd>
      ${shown}${definition?.description !== undefined && html`<p class="hint">${definition.description}</p>`}
    </dd>
  </div>`
}
