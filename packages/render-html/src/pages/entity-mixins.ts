import type { Entity, Mixin } from '@occi/core'
import { choicesFor } from '../catalog.ts'
import { pathTo } from '../href.ts'
import { html, type SafeHtml } from '../html.ts'
import { nameOf, plainText } from '../show.ts'
import type { View } from '../view.ts'
import { section } from './parts.ts'
import { chip } from './table.ts'

/** How many Mixins of a sort can be chosen from. */
const mostOffered = 200

/** The Mixins of an Entity, to be taken off, and those that could be added. */
export function mixinsOfEntity(entity: Entity, view: View): SafeHtml {
  const { context } = view
  const { mixins, kind } = entity
  const list = html`<ul class="mixins">
    ${mixins.map((mixin) => mixinRow(mixin, entity, view))}
  </ul>`
  const { families, extras, tags } = choicesFor(kind, context.catalog)
  const groups = [
    ...families.map(({ family, templates }) => [nameOf(family), templates] as const),
    ['Mixins', extras] as const,
    ['Tags', tags] as const,
  ]
    .map(([name, all]) => [name, firstWithout(mixins, all)] as const)
    .filter(([, all]) => all.length > 0)
  return section(
    'Mixins',
    html`${mixins.length === 0 ? html`<p class="quiet">None.</p>` : list}${addForm(groups, entity, view)}`,
  )
}

/** As many of some Mixins as are offered, those left out that an Entity has. */
function firstWithout(had: readonly Mixin[], all: readonly Mixin[]): readonly Mixin[] {
  return all
    .slice(0, mostOffered + had.length)
    .filter((one) => !had.some(({ id }) => id === one.id))
    .slice(0, mostOffered)
}

function mixinRow(mixin: Mixin, { location }: Entity, { context }: View): SafeHtml {
  const off =
    mixin.location !== undefined &&
    html` <a
      class="minor"
      href="${pathTo(location, context, { leave: mixin.id })}"
      data-dialog
      aria-label="Take off ${nameOf(mixin)}"
      >Take off</a
    >`
  return html`<li>${chip(mixin, context)}${off}</li>`
}

function addForm(
  groups: readonly (readonly [name: string, mixins: readonly Mixin[]])[],
  { location }: Entity,
  { context }: View,
): SafeHtml {
  if (groups.length === 0) return html`<p><a href="${pathTo('/-/', context, { tag: '' })}">Make a tag</a></p>`
  return html`<form method="get" action="${pathTo(location, context)}" class="add" data-dialog>
      <label for="join">Add</label>
      <select id="join" name="join">
        ${groups.map(
          ([name, mixins]) =>
            html`<optgroup label="${plainText(name)}">
              ${mixins.map(({ id, ...mixin }) => html`<option value="${id}">${plainText(nameOf(mixin))}</option>`)}
            </optgroup>`,
        )}
      </select>
      <button class="button plain">Add…</button>
    </form>
    <p class="hint">
      <a href="${pathTo('/-/', context, { tag: '' })}">Make a tag</a> to gather things your own way.
    </p>`
}
